/**
 * Time as the handler knows it: what is left of the function's run, and waiting.
 * Nothing else in the handler reads a clock or sets a timer.
 */
export interface Clock {
  remainingMillis(): number;
  sleep(millis: number): Promise<void>;
  /** Runs an operation and aborts it after that time; then throws a `RequestTimeoutError`. */
  withTimeout<T>(millis: number, operation: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

export class RequestTimeoutError extends Error {
  public override readonly name = 'RequestTimeoutError';

  constructor(millis: number) {
    super(`The service did not answer within ${Math.round(millis)} ms`);
  }
}
