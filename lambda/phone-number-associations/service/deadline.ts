import { Clock } from './clock';

/** Time that has passed since the stopwatch was started. */
export function stopwatch(clock: Clock): () => number {
  const startedAt = clock.now();
  return () => clock.now() - startedAt;
}

/**
 * The end of one phase of the work. A phase ends while enough is left for what must follow it: the undo after the work,
 * the answer after the undo.
 */
export class Deadline {
  /** Where nothing has to be undone, all time but the answer's goes into the work. */
  public static full(clock: Clock): Deadline {
    return new Deadline(clock, answerMillis(clock.remainingMillis()));
  }

  /** An undo sends about as many requests as the work did, in the same weather: it gets as much time. */
  public static reservingRollback(clock: Clock): Deadline {
    const total = clock.remainingMillis();
    return new Deadline(clock, (total + answerMillis(total)) / 2);
  }

  public readonly elapsed: () => number;
  /** Milliseconds this phase had when it started. */
  public readonly total: number;

  constructor(private readonly clock: Clock, private readonly reserveMillis: number) {
    this.elapsed = stopwatch(clock);
    this.total = this.left();
  }

  /** Milliseconds this phase may still use; negative when it is over. */
  public left(): number {
    return this.clock.remainingMillis() - this.reserveMillis;
  }

  /** A part of this phase, for work that must leave time to what follows it. */
  public share(part: number): Deadline {
    return new Deadline(this.clock, this.reserveMillis + Math.max(0, this.left()) * (1 - part));
  }
}

/** The last moments belong to the answer: formatting it, logging, sending it more than once. */
function answerMillis(total: number): number {
  return Math.min(10_000, Math.max(1_000, total / 15));
}
