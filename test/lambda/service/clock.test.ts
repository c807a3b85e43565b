import { endingAt } from '../../../lambda/phone-number-associations/service/clock';
import { FakeClock } from '../support/fake-clock';
import { NOW } from '../support/names';

test.each([
  ['the moment', 5_000, 5_000],
  ['the function', 100_000, 60_000],
])('a run ends with %s, whichever comes first', async (_, moment, left) => {
  // GIVEN
  const clock = endingAt(new FakeClock(60_000), NOW + moment);
  expect(clock.remainingMillis()).toBe(left);
  // WHEN
  await clock.sleep(2_000);
  // THEN
  expect(clock.remainingMillis()).toBe(left - 2_000);
});

test('a moment that is past leaves less than nothing', () => {
  expect(endingAt(new FakeClock(), NOW - 1).remainingMillis()).toBe(-1);
});

test('everything else is as it was', async () => {
  const inner = new FakeClock();
  const clock = endingAt(inner, NOW + 5_000);
  await expect(clock.withTimeout(700, async signal => signal.aborted)).resolves.toBe(false);
  expect(inner.timeouts).toEqual([700]);
  expect(clock.now()).toBe(inner.now());
});
