import { IncomingMessage, ServerResponse } from 'node:http';
import { Iam } from '../iam';
import { LocalServer, readBody, signerOf } from '../local-server';
import { Simulation, Transfer } from '../simulation';
import { LambdaService } from './lambda-service';

const FUNCTION_PATH = /^\/2015-03-31\/functions\/([^/]+)(\/invocations)?$/;
const LATENCY_MS = 10;

function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type }).end(JSON.stringify({ Type: 'User', Message: message }));
}

/** The part of Lambda's HTTP API that the provider framework calls: Invoke, and GetFunction after a failed Invoke. */
export class InvokeServer {
  private readonly server: LocalServer;
  private calls = 0;

  constructor(private readonly simulation: () => Simulation, private readonly iam: Iam, private readonly lambda: LambdaService) {
    this.server = new LocalServer(simulation, (request, response, transfer) => this.receive(request, response, transfer));
  }

  public start(): Promise<string> {
    return this.server.start();
  }

  public stop(): Promise<void> {
    return this.server.stop();
  }

  public reset(): void {
    this.calls = 0;
  }

  private async receive(request: IncomingMessage, response: ServerResponse, transfer: Transfer): Promise<void> {
    const body = await readBody(request);
    await transfer.arrive(LATENCY_MS);
    if (transfer.sender?.diesAt('lambda', 'before')) return;
    const [, encodedArn, invocations] = FUNCTION_PATH.exec(request.url ?? '') ?? [];
    const arn = decodeURIComponent(encodedArn ?? '');
    const fn = this.lambda.get(arn);
    const role = this.iam.roleOf(signerOf(request.headers.authorization)?.accessKeyId ?? '') ?? 'an unknown role';
    const action = invocations ? 'lambda:InvokeFunction' : 'lambda:GetFunction';
    if (!this.iam.isAllowed(role, action, arn)) {
      transfer.answer();
      refuse(response, 403, 'AccessDeniedException', `Role ${role} is not authorized to perform: ${action} on resource: ${arn}`);
    } else if (!fn) {
      transfer.answer();
      refuse(response, 404, 'ResourceNotFoundException', `Function not found: ${arn}`);
    } else if (!invocations) {
      transfer.answer();
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ Configuration: { FunctionName: fn.name, State: 'Active', LastUpdateStatus: 'Successful' } }));
    } else {
      await this.invoke(arn, JSON.parse(body), response, transfer);
    }
  }

  private async invoke(arn: string, event: unknown, response: ServerResponse, transfer: Transfer): Promise<void> {
    const fault = this.lambda.faults?.({ index: this.calls++, functionName: this.lambda.get(arn)?.name ?? arn, event });
    const breakConnection = () => {
      transfer.answer();
      response.destroy();
    };
    if (fault?.kind === 'connection broken') this.simulation().schedule(fault.afterMs, breakConnection);
    const result = await this.lambda.invoke(arn, event);
    if (transfer.sender?.diesAt('lambda', 'after')) return;
    if (fault?.kind === 'answer lost') return breakConnection();
    transfer.answer();
    if (result.functionError) response.setHeader('x-amz-function-error', result.functionError);
    response.writeHead(200, { 'content-type': 'application/json' }).end(result.payload);
  }
}
