import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { readBody } from '../../aws-simulator/local-server';

/** An event for the function, and how its run has ended. */
interface Invocation {
  readonly requestId: string;
  readonly event: string;
  readonly deadlineAt: number;
  readonly settle: (outcome: Outcome) => void;
}

/** What a run has told: that it is done, or the error that it threw. */
export type Outcome = { readonly kind: 'response' | 'error'; readonly body: string };

const ROOT = '/2018-06-01/runtime';

/**
 * Lambda's side of the runtime API: the runtime client asks for the next event, and tells how it has come out.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  private readonly waiting: Invocation[] = [];
  private readonly handedOut = new Map<string, Invocation>();
  private readonly idle: ServerResponse[] = [];
  private readonly server: Server;

  constructor(private readonly functionArn: string) {
    this.server = createServer((request, response) => void this.receive(request, response));
  }

  /** For `AWS_LAMBDA_RUNTIME_API`. */
  public async start(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** Resolves when the runtime client tells how the run has ended: never, if its process is killed before. */
  public invoke(event: unknown, { requestId, timeoutMillis }: { requestId: string; timeoutMillis: number }): Promise<Outcome> {
    return new Promise(settle => {
      this.waiting.push({ requestId, event: JSON.stringify(event), deadlineAt: Date.now() + timeoutMillis, settle });
      this.handOut();
    });
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const [, requestId, kind] = /^\/invocation\/([^/]+)\/(response|error)$/.exec(request.url?.slice(ROOT.length) ?? '') ?? [];
    if (request.url === `${ROOT}/invocation/next`) {
      this.idle.push(response);
      // A killed process asks for nothing any more.
      response.on('close', () => this.forget(response));
      return this.handOut();
    }
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}');
    if (kind === 'response' || kind === 'error') this.handedOut.get(requestId)?.settle({ kind, body });
    else process.stderr.write(`The runtime client says ${request.url}: ${body}\n`);
  }

  private handOut(): void {
    if (this.idle.length === 0 || this.waiting.length === 0) return;
    const response = this.idle.shift()!;
    const invocation = this.waiting.shift()!;
    this.handedOut.set(invocation.requestId, invocation);
    response.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': invocation.requestId,
      'lambda-runtime-deadline-ms': String(invocation.deadlineAt),
      'lambda-runtime-invoked-function-arn': this.functionArn,
      'lambda-runtime-trace-id': 'Root=1-00000000-000000000000000000000000;Sampled=0',
    }).end(invocation.event);
  }

  private forget(response: ServerResponse): void {
    const index = this.idle.indexOf(response);
    if (index >= 0) this.idle.splice(index, 1);
  }
}
