import { FakeClock } from '../support/fake-clock';
import { wholeBudget, workBudget } from '../../../lambda/phone-number-associations/service/deadline';

describe('leaves time for what follows', () => {
  test.each([
    { total: 10_000, answer: 1_000 },
    { total: 60_000, answer: 3_000 },
    { total: 840_000, answer: 5_000 },
  ])('of $total ms', ({ total, answer }) => {
    expect(wholeBudget(new FakeClock(total)).left()).toBe(total - answer);
    expect(workBudget(new FakeClock(total)).left()).toBe((total - answer) / 2);
  });

  test('the undo has as much time as the work', async () => {
    const clock = new FakeClock(60_000);
    const work = workBudget(clock).left();
    await clock.sleep(work);
    // The answer's share of the shorter rest is smaller, which is to the good of the undo.
    expect(wholeBudget(clock).left()).toBeGreaterThanOrEqual(work);
  });
});

test('counts from its start, and goes below zero', async () => {
  // GIVEN
  const clock = new FakeClock(10_000);
  await clock.sleep(2_000);
  const budget = wholeBudget(clock);
  // WHEN
  await clock.sleep(7_500);
  // THEN
  expect({ left: budget.left(), elapsed: budget.elapsed(), total: budget.total() }).toEqual({ left: -500, elapsed: 7_500, total: 7_000 });
});
