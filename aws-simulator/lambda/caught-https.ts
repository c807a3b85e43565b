import https from 'node:https';
import { Readable, Writable } from 'node:stream';
import { serve } from '../local-server';
import { Sender, Simulation, Transfer } from '../simulation';
import { UnansweredRequest } from './unanswered-request';
import { VirtualTimers } from './virtual-timers';

const LATENCY_MS = 30;

/** A request over https, as far as its receiver wants to know it. */
export interface HttpsRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string;
}

/** An HTTP status, or what becomes of the connection instead. */
export type HttpsAnswer = number | 'reset' | 'hang';

/** Answers a request, or throws if the host is not known. */
export type HttpsReceiver = (request: HttpsRequest) => HttpsAnswer;

interface RequestOptions {
  readonly method?: string;
  readonly hostname?: string;
  readonly host?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

type ResponseListener = (response: Readable) => void;
type RequestArguments = [RequestOptions | string | URL, (RequestOptions | ResponseListener)?, ResponseListener?];

/** What a caught request finds around it. */
export interface HttpsHost {
  readonly simulation: () => Simulation;
  readonly receiver: HttpsReceiver;
  readonly timers: VirtualTimers;
  readonly nextSender: () => Sender | undefined;
  readonly isStopped: () => boolean;
}

class CaughtRequest extends Writable {
  private readonly chunks: Buffer[] = [];
  private readonly headers: Record<string, string | number>;
  private readonly transfer: Transfer;
  private timeout?: object;

  constructor(private readonly options: RequestOptions, private readonly host: HttpsHost) {
    super();
    this.headers = Object.fromEntries(Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
    this.transfer = host.simulation().transfer(host.nextSender());
    if (options.timeout) this.setTimeout(options.timeout);
    options.signal?.addEventListener('abort', () => this.destroy(new DOMException('The operation was aborted', 'AbortError')), { once: true });
  }

  public setHeader(name: string, value: string | number): this {
    this.headers[name.toLowerCase()] = value;
    return this;
  }

  public setTimeout(ms: number, listener?: () => void): this {
    if (listener) this.once('timeout', listener);
    this.host.timers.clear(this.timeout);
    if (ms > 0) this.timeout = this.host.timers.set(() => this.emit('timeout'), ms);
    return this;
  }

  public override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.chunks.push(chunk);
    done();
  }

  public override _final(done: (error?: Error) => void): void {
    void this.transfer.arrive(LATENCY_MS).then(() => {
      try {
        const answer = serve(this.transfer, 'response', () => this.host.receiver(this.received()));
        if (answer === undefined || answer === 'hang' || this.destroyed || this.host.isStopped()) return;
        this.answer(answer);
        done();
      } catch (error) {
        done(error as Error);
      }
    });
  }

  public override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.host.timers.clear(this.timeout);
    this.transfer.close();
    done(error);
  }

  private answer(answer: number | 'reset'): void {
    this.transfer.answer();
    if (answer === 'reset') throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    const body = new Readable({ read: () => body.push(null) });
    this.emit('response', Object.assign(body, { statusCode: answer, headers: {} }));
    if (this.listenerCount('response') === 0) body.resume();
  }

  private received(): HttpsRequest {
    const { method = 'GET', hostname, host, path = '/' } = this.options;
    return { method, hostname: hostname ?? host ?? 'localhost', path, headers: this.headers, body: Buffer.concat(this.chunks).toString('utf8') };
  }
}

/** The arguments as Node takes them: a URL, options, or both, and maybe a listener. */
function parseArguments([first, second, third]: RequestArguments): { options: RequestOptions; listener?: ResponseListener } {
  const listener = typeof second === 'function' ? second : third;
  const more = typeof second === 'function' ? {} : second;
  if (typeof first !== 'string' && !(first instanceof URL)) return { options: { ...first, ...more }, listener };
  const { hostname, pathname, search } = new URL(first);
  return { options: { hostname, path: `${pathname}${search}`, ...more }, listener };
}

/** Node's `https`, with nothing leaving this machine. */
export function caughtHttps(host: HttpsHost): object {
  const request = (...args: RequestArguments) => {
    const { options, listener } = parseArguments(args);
    if (host.isStopped()) return new UnansweredRequest();
    const caught = new CaughtRequest(options, host);
    if (listener) caught.once('response', listener);
    return caught;
  };
  return { ...https, request };
}
