const FIRST_INTERVAL_MILLIS = 200;
const LONGEST_WAIT_MILLIS = 20_000;
const SHORTEST_WAIT_MILLIS = 50;
/** Below this the service is not what slows us down. */
const SHORTEST_INTERVAL_MILLIS = 10;

/** Slower than the interval that was refused, as long as no interval is known to be slow enough. */
const SLOWER = 1.1;
/** And again for each further refusal of the same request. */
const STILL_SLOWER = 1.15;
/** The next interval to try, between the one that was refused and the one that was not: nearer to the latter. */
const STEP = 0.6;
/** Two intervals this near to each other are the same. */
const TOLERANCE = 1.06;
/** After so many successes in a row a shorter interval is worth another try. */
const CALM_ANSWERS = 20;
/** A request that came too early by little is repeated after this part of the interval. */
const RETRY_SHARE = 0.4;

/**
 * Learns the interval between requests that the service tolerates.
 *
 * The request rate is not published and shared by everything in the account and region, so it can only be learned: it is closed
 * in on between the longest interval that was refused and the shortest one that was not.
 */
export class AdaptiveRateLimiter {
  private interval = 0;
  private refusedInterval = 0;
  /** `Infinity`: none is known. */
  private answeredInterval = Infinity;
  private refusalsInARow = 0;
  private answersInARow = 0;
  private retryAfterMillis = 0;
  private throttledInAll = 0;

  constructor(private readonly random: () => number) {}

  /** Milliseconds between the start of one request and the start of the next. */
  public intervalMillis(): number {
    if (this.refusalsInARow === 0) return this.interval;
    const wait = Math.max(SHORTEST_WAIT_MILLIS, this.interval * RETRY_SHARE) * 2 ** (this.refusalsInARow - 1);
    // Jitter, once it looks like more than our own haste: stacks that deploy side by side must not ask in step.
    const jitter = this.refusalsInARow > 2 ? 1 + this.random() / 2 : 1;
    return Math.min(LONGEST_WAIT_MILLIS, Math.max(wait * jitter, this.retryAfterMillis));
  }

  public throttledAnswers(): number {
    return this.throttledInAll;
  }

  public onThrottled(retryAfterMillis = 0): void {
    if (this.refusalsInARow === 0) this.backOff();
    else this.interval = Math.min(LONGEST_WAIT_MILLIS, this.interval * STILL_SLOWER);
    this.retryAfterMillis = retryAfterMillis;
    this.refusalsInARow += 1;
    this.answersInARow = 0;
    this.throttledInAll += 1;
  }

  public onSuccess(): void {
    // The answer to a repeated request tells of the wait before it, not of the interval.
    if (this.refusalsInARow === 0) this.speedUp();
    this.refusalsInARow = 0;
  }

  private backOff(): void {
    this.refusedInterval = this.interval;
    // An earlier success at this interval was served from burst capacity and says nothing of the sustained rate.
    if (this.answeredInterval <= this.refusedInterval) this.answeredInterval = Infinity;
    if (this.interval === 0) this.interval = FIRST_INTERVAL_MILLIS;
    else this.interval = this.answeredInterval === Infinity ? this.interval * SLOWER : this.between(this.answeredInterval);
  }

  private speedUp(): void {
    this.answeredInterval = this.interval;
    this.answersInARow += 1;
    if (this.interval < SHORTEST_INTERVAL_MILLIS) {
      this.interval = 0;
    } else if (this.interval > this.refusedInterval * TOLERANCE) {
      this.interval = this.between(this.interval);
    } else if (this.answersInARow >= CALM_ANSWERS) {
      this.refusedInterval *= 0.9;
      this.answersInARow = 0;
    }
  }

  private between(answered: number): number {
    return this.refusedInterval + (answered - this.refusedInterval) * STEP;
  }
}
