import { Clock } from './clock';

/**
 * The time that one phase of the work may use. A phase ends while enough is left for what must
 * follow it: the undo after the work, the answer after the undo.
 */
export class Budget {
  private readonly startedAt: number;

  constructor(private readonly clock: Clock, private readonly reserveMillis: number) {
    this.startedAt = clock.remainingMillis();
  }

  /** Milliseconds this phase may still use; negative when it is over. */
  public left(): number {
    return this.clock.remainingMillis() - this.reserveMillis;
  }

  public elapsed(): number {
    return this.startedAt - this.clock.remainingMillis();
  }

  /** Milliseconds this phase had when it started. */
  public total(): number {
    return this.startedAt - this.reserveMillis;
  }
}

/** The last moments belong to the answer: formatting it, logging, the way back through the framework. */
function answerMillis(total: number): number {
  return Math.min(5_000, Math.max(1_000, total / 20));
}

/** Where nothing has to be undone, all time but the answer's goes into the work. */
export function wholeBudget(clock: Clock): Budget {
  return new Budget(clock, answerMillis(clock.remainingMillis()));
}

/** An undo sends about as many requests as the work did, in the same weather: it gets as much time. */
export function workBudget(clock: Clock): Budget {
  const total = clock.remainingMillis();
  return new Budget(clock, (total + answerMillis(total)) / 2);
}
