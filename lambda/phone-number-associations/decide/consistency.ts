/** Reads lag behind writes by seconds; after this long a read shows every write that was answered before. */
export const CONSISTENCY_WINDOW_MILLIS = 8_000;

/**
 * The clocks of CloudFormation and of the service differ by no more than this. The first write of an event waits for it, so that an
 * association of this event can be told from one that was there before; nearer to the boundary, it counts as having been there before.
 */
export const CLOCK_TOLERANCE_MILLIS = 3_000;

/** What is cut to the whole second, such as the date of an event, is up to this much later. */
export const WHOLE_SECOND_MILLIS = 1_000;

/** The window, or a quarter of a phase that is shorter than four of them. */
export function consistencyWindowMillis(phaseMillis: number): number {
  return Math.min(CONSISTENCY_WINDOW_MILLIS, phaseMillis / 4);
}

/** Whether an association is surely younger than a moment by another clock. */
export function isSurelyAfter(associatedAt: number | undefined, boundary: number): boolean {
  return (associatedAt ?? -Infinity) >= boundary + CLOCK_TOLERANCE_MILLIS;
}
