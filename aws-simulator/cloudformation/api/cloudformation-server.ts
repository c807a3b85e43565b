import { IncomingMessage, ServerResponse } from 'node:http';
import { Iam } from '../../iam';
import { LocalServer, readBody, serve, signerOf } from '../../local-server';
import { Simulation, Transfer } from '../../simulation';
import { CloudFormationService } from '../cloudformation-service';
import { CloudFormationApi } from './cloudformation-api';

export interface CloudFormationServerOptions {
  readonly simulation: () => Simulation;
  readonly iam: Iam;
  readonly account: () => string;
  readonly service: () => CloudFormationService;
}

/** CloudFormation's API behind a socket. */
export class CloudFormationServer {
  private readonly server: LocalServer;

  constructor(private readonly options: CloudFormationServerOptions) {
    this.server = new LocalServer(options.simulation, (request, response, transfer) => this.receive(request, response, transfer));
  }

  public start(): Promise<string> {
    return this.server.start();
  }

  public stop(): Promise<void> {
    return this.server.stop();
  }

  private async receive(request: IncomingMessage, response: ServerResponse, transfer: Transfer): Promise<void> {
    const form = new URLSearchParams(await readBody(request));
    const { iam, account } = this.options;
    const service = this.options.service();
    await transfer.arrive(service.behaviour.latencyMs);
    const signer = signerOf(request.headers.authorization);
    const caller = { role: iam.roleOf(signer?.accessKeyId ?? '') ?? 'nobody', region: signer?.region ?? '' };
    const api = new CloudFormationApi(service, iam, account(), () => this.options.simulation().now());
    const answer = serve(transfer, 'cloudformation', () => api.serve({ ...caller, form }));
    if (!answer || answer === 'none') return;
    transfer.answer();
    if (answer === 'reset') response.socket?.resetAndDestroy();
    else response.writeHead(answer.status, { 'content-type': answer.contentType, 'content-length': Buffer.byteLength(answer.body) }).end(answer.body);
  }
}
