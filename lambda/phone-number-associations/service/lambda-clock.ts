import { setTimeout } from 'node:timers/promises';
import { Clock } from './clock';
import { RequestTimeoutError } from '../model/errors';

/** The Lambda's own time: its context knows when the function will be killed. */
export class LambdaClock implements Clock {
  constructor(private readonly context: { getRemainingTimeInMillis(): number }) {}

  public now(): number {
    return Date.now();
  }

  public remainingMillis(): number {
    return this.context.getRemainingTimeInMillis();
  }

  public async sleep(millis: number): Promise<void> {
    await setTimeout(millis);
  }

  public async withTimeout<T>(millis: number, operation: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const request = new AbortController();
    const watchdog = new AbortController();
    // Not a reason to keep the process alive: `ref: false`.
    const expiry = setTimeout(millis, undefined, { ref: false, signal: watchdog.signal }).then(() => {
      request.abort();
      throw new RequestTimeoutError(millis);
    });
    try {
      return await Promise.race([operation(request.signal), expiry]);
    } finally {
      watchdog.abort();
      // The aborted timer rejects; nobody listens any more.
      expiry.catch(() => undefined);
    }
  }
}
