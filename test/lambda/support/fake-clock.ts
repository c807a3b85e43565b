import { Clock, RequestTimeoutError } from '../../../lambda/phone-number-associations/service/clock';

/** Virtual time: sleeping and asking move it on, nothing else does. */
export class FakeClock implements Clock {
  public readonly sleeps: number[] = [];
  /** The time-out of every request. */
  public readonly timeouts: number[] = [];
  private now = 0;
  private expiring = false;

  constructor(private readonly totalMillis = 840_000, private readonly latencyMillis = 10) {}

  public elapsedMillis(): number {
    return this.now;
  }

  public remainingMillis(): number {
    return this.totalMillis - this.now;
  }

  public async sleep(millis: number): Promise<void> {
    this.sleeps.push(millis);
    this.now += millis;
  }

  /** Makes the request that is being sent run into its time-out. */
  public expireRequest(): void {
    this.expiring = true;
  }

  public async withTimeout<T>(millis: number, operation: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.timeouts.push(millis);
    const request = new AbortController();
    const answer = operation(request.signal);
    if (!this.expiring) {
      this.now += this.latencyMillis;
      return answer;
    }
    this.expiring = false;
    this.now += millis;
    request.abort();
    throw new RequestTimeoutError(millis);
  }
}
