import http from 'node:http';
import { Sender, Simulation } from '../simulation';
import { UnansweredRequest } from './unanswered-request';

/** Tells the servers which transfer of the simulation they have received. It is not part of the signature. */
export const TRANSFER_HEADER = 'x-simulated-transfer';

/** Node's `http`, telling the simulation of each request, so that virtual time stands still while it travels. */
export class TrackedHttp {
  public readonly module: typeof http;
  private readonly open = new Set<http.ClientRequest>();
  private stopped = false;

  constructor(private readonly simulation: () => Simulation, private readonly nextSender: () => Sender | undefined) {
    const request = (...args: Parameters<typeof http.request>) => this.request(...args);
    this.module = { ...http, request: request as typeof http.request };
  }

  /** Requests that are at a server stay there and are served; no further ones are sent. */
  public stop(): void {
    this.stopped = true;
    for (const request of this.open) request.destroy();
  }

  private request(...args: Parameters<typeof http.request>): http.ClientRequest | UnansweredRequest {
    if (this.stopped) return new UnansweredRequest();
    const transfer = this.simulation().transfer(this.nextSender());
    const request = http.request(...args);
    request.setHeader(TRANSFER_HEADER, transfer.id);
    this.open.add(request);
    request.once('close', () => {
      this.open.delete(request);
      transfer.close();
    });
    return request;
  }
}
