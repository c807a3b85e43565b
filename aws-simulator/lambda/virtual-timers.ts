import { setTimeout as realSetTimeout } from 'node:timers/promises';
import { Simulation } from '../simulation';

interface TimeoutOptions {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

/** Node's timers on virtual time. Those of a sandbox that has been killed never fire. */
export class VirtualTimers {
  private readonly pending = new Map<object, () => void>();
  private stopped = false;

  constructor(private readonly simulation: () => Simulation) {}

  /** `setTimeout` of `timers/promises`. Whether it is a sleep or guards a request (`ref: false`) makes no difference here. */
  public readonly sleep = <T>(ms = 1, value?: T, { signal }: TimeoutOptions = {}): Promise<T | undefined> => {
    // With a signal that is aborted Node itself makes the error, so that it is Node's AbortError with its cause.
    if (signal?.aborted) return realSetTimeout(ms, value, { signal });
    return new Promise((resolve, reject) => {
      const aborted = () => {
        this.clear(handle);
        realSetTimeout(ms, value, { signal }).then(resolve, reject);
      };
      const handle = this.set(() => {
        signal?.removeEventListener('abort', aborted);
        resolve(value);
      }, ms);
      signal?.addEventListener('abort', aborted, { once: true });
    });
  };

  /** The global `setTimeout`. */
  public readonly set = (callback: (...args: unknown[]) => void, ms = 1, ...args: unknown[]): object => {
    const handle = { ref: () => handle, unref: () => handle, hasRef: () => true, refresh: () => handle };
    if (!this.stopped) {
      this.pending.set(handle, this.simulation().schedule(ms, () => {
        this.pending.delete(handle);
        callback(...args);
      }));
    }
    return handle;
  };

  /** The global `clearTimeout`. */
  public readonly clear = (handle?: object): void => {
    this.pending.get(handle ?? {})?.();
    this.pending.delete(handle ?? {});
  };

  public stop(): void {
    this.stopped = true;
    for (const handle of [...this.pending.keys()]) this.clear(handle);
  }
}
