import { NOW } from './names';
import { RequestTimeoutError } from '../../../lambda/phone-number-associations/model/errors';
import { Clock } from '../../../lambda/phone-number-associations/service/clock';

/** Virtual time: sleeping and asking move it on, nothing else does. */
export class FakeClock implements Clock {
  public readonly sleeps: number[] = [];
  /** The time-out of every request. */
  public readonly timeouts: number[] = [];
  private elapsed = 0;
  private expiring = false;

  constructor(private readonly totalMillis = 840_000, private readonly latencyMillis = 10, private readonly startsAt = NOW) {}

  public now(): number {
    return this.startsAt + this.elapsed;
  }

  public elapsedMillis(): number {
    return this.elapsed;
  }

  public remainingMillis(): number {
    return this.totalMillis - this.elapsed;
  }

  public async sleep(millis: number): Promise<void> {
    this.sleeps.push(millis);
    this.elapsed += millis;
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
      this.elapsed += this.latencyMillis;
      return answer;
    }
    this.expiring = false;
    this.elapsed += millis;
    request.abort();
    throw new RequestTimeoutError(millis);
  }
}
