import { backoffMillis } from '../../../lambda/phone-number-associations/service/backoff';

test.each([
  [0, 100, 200],
  [1, 200, 400],
  [5, 3_200, 6_400],
  [6, 5_000, 10_000],
  [40, 5_000, 10_000],
])('attempt %d waits from %d ms to less than %d ms', (attempt, shortest, longest) => {
  expect(backoffMillis(attempt, () => 0)).toBe(shortest);
  const almost = backoffMillis(attempt, () => 0.999_999);
  expect(almost).toBeLessThan(longest);
  expect(almost).toBeGreaterThan(longest * 0.999);
});
