import { Span } from '../model/undoing';

/** Reads lag behind writes by seconds; after this long a read shows every write that was answered before. */
export const CONSISTENCY_WINDOW_MILLIS = 8_000;

/**
 * The clocks of CloudFormation, Lambda and the service differ by no more than this, in either direction. Nearer to the boundary than
 * that, an association counts as having been there before.
 */
export const CLOCK_TOLERANCE_MILLIS = 1_500;

/** What is cut to the whole second, such as the date of an event, is up to this much later. */
export const WHOLE_SECOND_MILLIS = 1_000;

/**
 * How long after its date an event associates its first number, so that it can be told from one that was there before: if the clock
 * that dates the association is behind, it still has to be surely after the event.
 */
export const FIRST_ASSOCIATION_MILLIS = WHOLE_SECOND_MILLIS + 2 * CLOCK_TOLERANCE_MILLIS;

/** The window, or a quarter of a phase that is shorter than four of them. */
export function consistencyWindowMillis(phaseMillis: number): number {
  return Math.min(CONSISTENCY_WINDOW_MILLIS, phaseMillis / 4);
}

/** Whether an association is surely younger than a moment by another clock. */
export function isSurelyAfter(associatedAt: number | undefined, boundary: number): boolean {
  return (associatedAt ?? -Infinity) >= boundary + CLOCK_TOLERANCE_MILLIS;
}

/**
 * Whether an association was made within a span. What is a little younger than its end may be of it, by a clock that is ahead: a
 * margin that costs no time, other than that at the beginning, so it is the wider one.
 */
export function isWithin(associatedAt: number | undefined, { from, to }: Span): boolean {
  return isSurelyAfter(associatedAt, from) && !isSurelyAfter(associatedAt, to + CLOCK_TOLERANCE_MILLIS);
}
