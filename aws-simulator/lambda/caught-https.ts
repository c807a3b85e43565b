import https from 'node:https';
import { Writable } from 'node:stream';

/** A request over https, as far as its receiver wants to know it. */
export interface HttpsRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string;
}

/** Answers with an HTTP status, or throws if the host is not known. */
export type HttpsReceiver = (request: HttpsRequest) => number;

type RequestOptions = Omit<HttpsRequest, 'body'>;
type ResponseListener = (response: { statusCode: number; resume(): void }) => void;

class CaughtRequest extends Writable {
  private readonly chunks: Buffer[] = [];

  constructor(private readonly options: RequestOptions, private readonly receiver: HttpsReceiver, private readonly onResponse: ResponseListener) {
    super();
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.chunks.push(chunk);
    done();
  }

  override _final(done: (error?: Error) => void): void {
    try {
      const statusCode = this.receiver({ ...this.options, body: Buffer.concat(this.chunks).toString('utf8') });
      this.onResponse({ statusCode, resume: () => undefined });
      done();
    } catch (error) {
      done(error as Error);
    }
  }
}

/** Node's `https`, with nothing leaving this machine. */
export function caughtHttps(receiver: HttpsReceiver): object {
  return { ...https, request: (options: RequestOptions, onResponse: ResponseListener) => new CaughtRequest(options, receiver, onResponse) };
}
