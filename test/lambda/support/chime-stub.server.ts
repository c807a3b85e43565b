import { createServer, IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

export interface StubRequest {
  readonly method?: string;
  readonly url?: string;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

type StubAnswer = (response: ServerResponse) => void;

/** Answers what it was told to, on 127.0.0.1, and keeps the requests. */
export class ChimeStub {
  public readonly requests: StubRequest[] = [];
  public connections = 0;
  private readonly answers: StubAnswer[] = [];
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const { method, url, headers } = request;
      this.requests.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      (this.answers.shift() ?? (unexpected => unexpected.writeHead(418).end('unexpected call')))(response);
    });
  });

  public async start(): Promise<string> {
    this.server.on('connection', () => { this.connections += 1; });
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public reset(): void {
    this.requests.length = 0;
    this.answers.length = 0;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  public willAnswer(status: number, body: string | object, headers: Record<string, string> = {}): void {
    this.answers.push(response => response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body)));
  }

  /** Accepts the request and stays silent; calls back when it has arrived. */
  public willNotAnswer(onArrival: () => void): void {
    this.answers.push(onArrival);
  }

  public willHangUp(): void {
    this.answers.push(response => response.destroy());
  }
}
