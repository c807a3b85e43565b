import { backoffMillis } from './backoff';
import { Clock } from './clock';
import { Deadline } from './deadline';
import { AdaptiveRateLimiter } from './rate-limiter';
import { ErrorCategory, errorCode } from '../model/error-codes';
import { OutOfTimeError, ServiceError } from '../model/errors';
import { Log } from '../model/log';

/** A single request may take this long at most, and never more than an eighth of the phase. */
export const LONGEST_REQUEST_MILLIS = 10_000;
const SHORTEST_REQUEST_MILLIS = 500;

/**
 * How long an answer is believed to be temporary, counted from the start of the phase: a policy that was attached a moment ago
 * can be denied for most of a minute, a host name may need a moment to resolve.
 */
const RETRY_WINDOW_MILLIS: Record<ErrorCategory, number> = {
  throttled: Infinity,
  unavailable: Infinity,
  malformed: 90_000,
  unreachable: 30_000,
  denied: 60_000,
  notFound: 0,
  badRequest: 0,
  refused: 0,
};

export interface RequestExecutorOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly deadline: Deadline;
  /** Shared by all phases of an event: what was learned of the rate stays valid. */
  readonly rateLimiter: AdaptiveRateLimiter;
  readonly log: Log;
}

export interface RequestHooks {
  /** Called before each attempt; what it throws ends the call. */
  readonly before?: () => Promise<void>;
  /** Called whenever the work of a request may have been done although there was no answer. */
  readonly onUnknownOutcome?: () => void;
}

/** Sends requests for as long as the phase lasts: spaced, timed out, and again where that can help. */
export class RequestExecutor {
  public readonly deadline: Deadline;
  private requests = 0;
  private lastSentAt = -Infinity;

  constructor(private readonly options: RequestExecutorOptions) {
    this.deadline = options.deadline;
  }

  public get requestsSent(): number {
    return this.requests;
  }

  /**
   * Sends a request until it is answered.
   *
   * @throws ServiceError when the answer is final, OutOfTimeError when the phase is over
   */
  public async call<T>(operation: string, send: (signal: AbortSignal) => Promise<T>, hooks: RequestHooks = {}): Promise<T> {
    const { clock, rateLimiter, log } = this.options;
    let last: ServiceError | undefined;
    for (let attempt = 0; ; attempt += 1) {
      await this.waitForTurn(last);
      await hooks.before?.();
      try {
        this.requests += 1;
        this.lastSentAt = clock.now();
        const answer = await clock.withTimeout(this.requestMillis(), send);
        rateLimiter.onSuccess();
        return answer;
      } catch (thrown) {
        const error = asServiceError(thrown);
        last = error;
        if (error.category === 'unavailable' || errorCode(error.code).outcomeUnknown) hooks.onUnknownOutcome?.();
        if (this.deadline.elapsed() >= RETRY_WINDOW_MILLIS[error.category]) throw error;
        log('retry', { operation, attempt: attempt + 1, category: error.category, code: error.code, message: error.message });
        if (error.category === 'throttled') {
          rateLimiter.onThrottled(error.retryAfterMillis);
          this.assertTime(rateLimiter.intervalMillis(), error);
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
    const wait = this.options.rateLimiter.intervalMillis() - (this.options.clock.now() - this.lastSentAt);
    if (wait > 0) await this.pause(wait, last);
    else this.assertTime(0, last);
  }

  private assertTime(millis: number, cause?: unknown): void {
    if (millis < this.deadline.left()) return;
    const last = cause instanceof Error ? ` Last answer: ${cause instanceof ServiceError ? `${cause.code}: ` : ''}${cause.message}` : '';
    throw new OutOfTimeError(`Out of time after ${Math.round(this.deadline.elapsed() / 1_000)} s and ${this.requests} requests.${last}`, cause);
  }

  private requestMillis(): number {
    const share = Math.max(SHORTEST_REQUEST_MILLIS, this.deadline.total / 8);
    return Math.max(1, Math.min(LONGEST_REQUEST_MILLIS, share, this.deadline.left()));
  }
}

/** Everything that a client throws is a ServiceError but for our own time-out. */
function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return new ServiceError({ category: 'unavailable', code: name, message, cause: error });
}
