const BASE_MILLIS = 200;
const LONGEST_MILLIS = 10_000;

/**
 * Milliseconds to wait before asking a service again that could not answer: doubles with each
 * attempt, half of it random, so that many functions do not come back at once.
 */
export function backoffMillis(attempt: number, random: () => number): number {
  const whole = Math.min(LONGEST_MILLIS, BASE_MILLIS * 2 ** attempt);
  return whole / 2 + (random() * whole) / 2;
}
