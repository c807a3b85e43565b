import { Writable } from 'node:stream';

/** What a killed function holds in its hands instead of a request: it never gets an answer. */
export class UnansweredRequest extends Writable {
  public override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    done();
  }

  public setTimeout(): this {
    return this;
  }

  public setHeader(): this {
    return this;
  }
}
