/**
 * Time as the handler knows it: the date, what is left of the run, and waiting.
 * Nothing else in the handler reads a clock or sets a timer.
 */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds until the run must be over. */
  remainingMillis(): number;
  sleep(millis: number): Promise<void>;
  /** Runs an operation and aborts it after that time; then throws a `RequestTimeoutError`. */
  withTimeout<T>(millis: number, operation: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** A clock of a run that must be over at a moment, even if the function could go on. */
export function endingAt(clock: Clock, moment: number): Clock {
  return {
    now: () => clock.now(),
    remainingMillis: () => Math.min(clock.remainingMillis(), moment - clock.now()),
    sleep: millis => clock.sleep(millis),
    withTimeout: (millis, operation) => clock.withTimeout(millis, operation),
  };
}
