import { Writable } from 'node:stream';

/** What a killed function holds in its hands instead of a request: it never gets an answer. */
export class UnansweredRequest extends Writable {
  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    done();
  }

  setTimeout(): this {
    return this;
  }

  setHeader(): this {
    return this;
  }
}
