import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { TRANSFER_HEADER } from './lambda/tracked-http';
import { Simulation, Transfer } from './simulation';

export type Receiver = (request: IncomingMessage, response: ServerResponse, transfer: Transfer) => Promise<void>;

/** An HTTP server on 127.0.0.1 for requests that the simulation knows of. */
export class LocalServer {
  private readonly server: Server;

  constructor(simulation: () => Simulation, receive: Receiver) {
    this.server = createServer((request, response) => {
      const transfer = simulation().transferOf(request.headers[TRANSFER_HEADER]?.toString());
      // Without a transfer it was sent by somebody who has given up since, and nobody waits for the answer.
      if (!transfer) return;
      receive(request, response, transfer).catch((error: unknown) => {
        transfer.answer();
        response.writeHead(500, { 'content-type': 'text/plain' }).end(`The local server failed: ${String(error)}`);
      });
    });
    // Nothing may depend on how fast this machine is.
    this.server.keepAliveTimeout = 0;
    this.server.requestTimeout = 0;
  }

  /** Resolves to its URL. */
  public start(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`));
    });
  }

  public stop(): Promise<void> {
    return new Promise(resolve => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Who has signed, for which region and service, after the SigV4 header. The signature itself is not checked. */
export function signerOf(authorization: string | undefined): { accessKeyId: string; region: string; service: string } | undefined {
  const scope = /^AWS4-HMAC-SHA256 Credential=(\w+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request,/.exec(authorization ?? '');
  return scope ? { accessKeyId: scope[1], region: scope[2], service: scope[3] } : undefined;
}

/**
 * Does a service's work on a request that has arrived, unless its sender ends right before.
 *
 * Undefined when nobody is left to take an answer.
 */
export function serve<T>(transfer: Transfer, service: string, work: () => T): T | undefined {
  if (transfer.sender?.diesAt(service, 'before')) return undefined;
  const answer = work();
  return transfer.sender?.diesAt(service, 'after') ? undefined : answer;
}
