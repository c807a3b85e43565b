import { IncomingMessage, ServerResponse } from 'node:http';
import { Iam } from '../iam';
import { LocalServer, readBody, serve, signerOf } from '../local-server';
import { Simulation, Transfer } from '../simulation';
import { Answer } from './answer';
import { ChimeService } from './chime-service';

/** Lets an answer go, or what became of it. */
export function send(answer: Answer, response: ServerResponse): void {
  switch (answer.kind) {
    case 'complete':
      response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) }).end(answer.body);
      break;
    case 'half':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 2 * Buffer.byteLength(answer.body) + 2 });
      response.write(answer.body, () => response.destroy());
      break;
    default:
      response.socket?.resetAndDestroy();
  }
}

/** The service behind a socket. */
export class ChimeServer {
  private readonly server: LocalServer;

  constructor(simulation: () => Simulation, private readonly iam: Iam, private readonly service: () => ChimeService) {
    this.server = new LocalServer(simulation, (request, response, transfer) => this.receive(request, response, transfer));
  }

  public start(): Promise<string> {
    return this.server.start();
  }

  public stop(): Promise<void> {
    return this.server.stop();
  }

  private async receive(request: IncomingMessage, response: ServerResponse, transfer: Transfer): Promise<void> {
    const body = await readBody(request);
    const service = this.service();
    await transfer.arrive(service.behaviour.latencyMs);
    const answer = serve(transfer, 'chime', () => this.answer(request, body, service));
    if (!answer || answer.kind === 'none') return;
    transfer.answer();
    send(answer, response);
  }

  private answer(request: IncomingMessage, body: string, service: ChimeService): Answer {
    const signer = signerOf(request.headers.authorization);
    const role = this.iam.roleOf(signer?.accessKeyId ?? '');
    if (!signer || signer.service !== 'chime' || !role) {
      service.unexpected.push(`${request.method} ${request.url}: not signed for service chime by a role of this account: ${request.headers.authorization}`);
      const unsigned = JSON.stringify({ Code: 'UnauthorizedClient', Message: 'The request is not signed' });
      return { kind: 'complete', status: 401, headers: { 'x-amzn-errortype': 'UnauthorizedClientException' }, body: unsigned };
    }
    return service.serve({ method: request.method ?? '', url: request.url ?? '', body }, { role, region: signer.region });
  }
}
