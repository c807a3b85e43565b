import { backoffMillis } from './backoff';
import { Budget } from './deadline';
import { Clock } from './clock';
import { Log } from '../report/log';
import { Pace } from './rate-limiter';
import { ErrorCategory, ServiceError } from '../model/service-error';

/** A single request may take this long at most, and never more than an eighth of the phase. */
const LONGEST_REQUEST_MILLIS = 10_000;
const SHORTEST_REQUEST_MILLIS = 500;

/**
 * How long an answer is believed to be temporary, counted from the start of the phase.
 * A role that was changed a moment ago is still denied for some seconds; a host name may need a moment to resolve.
 */
const PATIENCE_MILLIS: Record<ErrorCategory, number> = {
  throttled: Infinity,
  unavailable: Infinity,
  unreachable: 30_000,
  denied: 15_000,
  notFound: 0,
  badRequest: 0,
  refused: 0,
};

/** The phase is over before the service gave a usable answer. */
export class OutOfTimeError extends Error {
  public override readonly name = 'OutOfTimeError';

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}

export interface CallerOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly budget: Budget;
  /** Shared by all phases of an event: what was learned of the rate stays valid. */
  readonly pace: Pace;
  readonly log: Log;
}

/** Sends requests for as long as the phase lasts: spaced, timed out, and again where that can help. */
export class Caller {
  public readonly budget: Budget;
  private requests = 0;
  private lastSentAt = Infinity;

  constructor(private readonly options: CallerOptions) {
    this.budget = options.budget;
  }

  public get requestsSent(): number {
    return this.requests;
  }

  /**
   * Sends a request until it is answered.
   *
   * @param onUnknownOutcome called whenever the work of a request may have been done although there was no answer
   * @throws ServiceError when the answer is final, OutOfTimeError when the phase is over
   */
  public async call<T>(operation: string, send: (signal: AbortSignal) => Promise<T>, onUnknownOutcome: () => void = () => undefined): Promise<T> {
    const { clock, pace, log } = this.options;
    let last: ServiceError | undefined;
    for (let attempt = 0; ; attempt += 1) {
      await this.waitForTurn(last);
      try {
        this.requests += 1;
        this.lastSentAt = clock.remainingMillis();
        const answer = await clock.withTimeout(this.requestMillis(), send);
        pace.answered();
        return answer;
      } catch (thrown) {
        const error = asServiceError(thrown);
        last = error;
        if (error.category === 'unavailable') onUnknownOutcome();
        if (this.budget.elapsed() >= PATIENCE_MILLIS[error.category]) throw error;
        log('retry', { operation, attempt: attempt + 1, category: error.category, code: error.code, message: error.message });
        if (error.category === 'throttled') {
          pace.throttled(error.retryAfterMillis);
          this.assertTime(pace.intervalMillis(), error);
        } else {
          await this.pause(Math.max(error.retryAfterMillis ?? 0, backoffMillis(attempt, this.options.random)), error);
        }
      }
    }
  }

  /** Waits, unless the phase would be over before. */
  public async pause(millis: number, cause?: unknown): Promise<void> {
    this.assertTime(millis, cause);
    await this.options.clock.sleep(millis);
  }

  private async waitForTurn(last: ServiceError | undefined): Promise<void> {
    const sinceLast = this.lastSentAt - this.options.clock.remainingMillis();
    const wait = this.options.pace.intervalMillis() - sinceLast;
    if (wait > 0) await this.pause(wait, last);
    else this.assertTime(0, last);
  }

  private assertTime(millis: number, cause?: unknown): void {
    if (millis < this.budget.left()) return;
    const last = cause instanceof Error ? ` Last answer: ${cause instanceof ServiceError ? `${cause.code}: ` : ''}${cause.message}` : '';
    throw new OutOfTimeError(`Out of time after ${seconds(this.budget.elapsed())} and ${this.requests} requests.${last}`, cause);
  }

  private requestMillis(): number {
    const share = Math.max(SHORTEST_REQUEST_MILLIS, this.budget.total() / 8);
    return Math.max(1, Math.min(LONGEST_REQUEST_MILLIS, share, this.budget.left()));
  }
}

export function seconds(millis: number): string {
  return `${Math.round(millis / 1_000)} s`;
}

/** Everything a client throws is a ServiceError but for our own time-out. */
function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return new ServiceError({ category: 'unavailable', code: name, message, cause: error });
}
