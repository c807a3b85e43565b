import { consistencyWindowMillis, isSurelyAfter, isWithin } from '../../../lambda/phone-number-associations/decide/consistency';
import { NOW } from '../support/names';

test.each([[4_000, 1_000], [32_000, 8_000], [840_000, 8_000], [0, 0]])('in a phase of %d ms a read can be behind for %d ms', (phase, window) => {
  expect(consistencyWindowMillis(phase)).toBe(window);
});

test.each<[string, number | undefined, boolean]>([
  ['long before', NOW - 60_000, false],
  ['just before', NOW - 1, false],
  ['at the boundary', NOW, false],
  ['nearer than the clocks agree', NOW + 1_499, false],
  ['as far as the clocks agree', NOW + 1_500, true],
  ['long after', NOW + 60_000, true],
  ['at a time that is not told', undefined, false],
])('an association made %s', (_, associatedAt, isAfter) => {
  expect(isSurelyAfter(associatedAt, NOW)).toBe(isAfter);
});

test.each<[number | undefined, boolean]>([
  [NOW + 1_499, false], [NOW + 1_500, true], [NOW + 60_000, true], [NOW + 62_999, true], [NOW + 63_000, false], [undefined, false],
])('an association made at %p is within a span: %p', (associatedAt, isInSpan) => {
  expect(isWithin(associatedAt, { from: NOW, to: NOW + 60_000 })).toBe(isInSpan);
});
