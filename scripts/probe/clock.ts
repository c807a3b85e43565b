import { setTimeout as wait } from 'node:timers/promises';

/** Time as the probe knows it; nothing else in it reads a clock or waits. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Throws the reason of the signal when it is aborted. */
  sleep(millis: number, signal: AbortSignal): Promise<void>;
}

export const WALL_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: async (millis, signal) => {
    await wait(millis, undefined, { signal }).catch(() => undefined);
    signal.throwIfAborted();
  },
};
