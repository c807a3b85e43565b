const FIRST_INTERVAL_MILLIS = 200;
const LONGEST_INTERVAL_MILLIS = 20_000;
const SHORTEST_INTERVAL_MILLIS = 10;

/** Factor after a single throttled answer: small, so that we stay close to the rate the account allows. */
const SLOWER = 1.25;
/** Factor when the answer to the slower request is throttled too: others use the same quota, or it is far lower. */
const MUCH_SLOWER = 2;
const FASTER = 0.96;

/**
 * Learns the interval between requests that the service tolerates.
 *
 * The request rate is not published and shared by everything in the account and region, so it can
 * only be learned: slower on every throttled answer, a little faster on every other one.
 */
export class Pace {
  private interval = 0;
  private throttledInARow = 0;
  private throttledInAll = 0;

  constructor(private readonly random: () => number) {}

  /** Milliseconds between the start of one request and the start of the next. */
  public intervalMillis(): number {
    // Jitter keeps stacks that deploy side by side from asking in step; only after a refusal, it costs throughput.
    return this.throttledInARow === 0 ? this.interval : this.interval * (1 + this.random() / 2);
  }

  public throttledAnswers(): number {
    return this.throttledInAll;
  }

  public throttled(retryAfterMillis = 0): void {
    const factor = this.throttledInARow === 0 ? SLOWER : MUCH_SLOWER;
    const slower = this.interval === 0 ? FIRST_INTERVAL_MILLIS : this.interval * factor;
    this.interval = Math.min(LONGEST_INTERVAL_MILLIS, Math.max(slower, retryAfterMillis));
    this.throttledInARow += 1;
    this.throttledInAll += 1;
  }

  public answered(): void {
    this.throttledInARow = 0;
    this.interval = this.interval > SHORTEST_INTERVAL_MILLIS ? this.interval * FASTER : 0;
  }
}
