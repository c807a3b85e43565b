/** A token bucket in virtual time. */
export class RateLimit {
  private tokens: number;
  private filledAt = 0;

  /**
   * @param perSecond requests a second that are let through for ever
   * @param burst requests that are let through at once after a pause
   */
  constructor(private readonly perSecond: number, private readonly burst = perSecond) {
    this.tokens = burst;
  }

  /** Whether a request at this virtual time (ms) is let through. */
  public take(now: number): boolean {
    this.tokens = Math.min(this.burst, this.tokens + (now - this.filledAt) / 1000 * this.perSecond);
    this.filledAt = now;
    // Sums of fractions fall short of 1 by a hair.
    if (this.tokens < 1 - 1e-9) return false;
    this.tokens -= 1;
    return true;
  }
}
