import { Session } from './session';
import type { Behaviour } from '../../aws-simulator';

/** An answer to one unknown. */
export interface Finding {
  readonly id: string;
  /** The unknown, as it stands in docs/assumptions.md. */
  readonly unknown: string;
  /** What was found, in a word or two. */
  readonly answer: string;
  /** In the service's own words, or what was measured. */
  readonly detail: string;
  /** Whether the handler keeps its promises with this answer; `unknown` if nothing was found out, or nobody has thought of it. */
  readonly copes: 'yes' | 'no' | 'unknown';
  /** What the handler does. */
  readonly handler: string;
  /** The same for the simulator. */
  readonly behaviour?: Partial<Behaviour>;
}

/** Finds out about one thing, with numbers that are on nothing when it begins. */
export interface Probe {
  readonly id: string;
  /** What it does, for the plan. */
  readonly does: string;
  /** What it finds out. */
  readonly questions: readonly Question[];
  /** Why it is left out; undefined: it is not. */
  readonly skipped?: (session: Session) => string | undefined;
  readonly run: (session: Session) => Promise<readonly Finding[]>;
}

/** A finding without the answer. */
export type Question = Pick<Finding, 'id' | 'unknown' | 'handler'>;

export function notFound(question: Question, why: string): Finding {
  return { ...question, answer: 'not found out', detail: why, copes: 'unknown' };
}
