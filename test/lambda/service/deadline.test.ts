import { Deadline, stopwatch } from '../../../lambda/phone-number-associations/service/deadline';
import { FakeClock } from '../support/fake-clock';

describe('leaves time for what follows', () => {
  test.each([
    { total: 10_000, answer: 1_000 },
    { total: 60_000, answer: 4_000 },
    { total: 150_000, answer: 10_000 },
    { total: 840_000, answer: 10_000 },
  ])('of $total ms', ({ total, answer }) => {
    expect(Deadline.full(new FakeClock(total)).left()).toBe(total - answer);
    expect(Deadline.reservingRollback(new FakeClock(total)).left()).toBe((total - answer) / 2);
  });

  test('the undo has as much time as the work', async () => {
    const clock = new FakeClock(60_000);
    const work = Deadline.reservingRollback(clock).left();
    await clock.sleep(work);
    // The answer's share of the shorter rest is smaller, which is to the good of the undo.
    expect(Deadline.full(clock).left()).toBeGreaterThanOrEqual(work);
  });

  test.each([0.4, 0.5, 1])('a part of %d of it leaves the rest', async part => {
    const clock = new FakeClock(160_000);
    const whole = Deadline.full(clock);
    await clock.sleep(50_000);
    const share = whole.share(part);
    expect(share.left()).toBeCloseTo(100_000 * part);
    expect(share.total).toBeCloseTo(100_000 * part);
    expect(share.elapsed()).toBe(0);
  });

  test('a part of what is over is nothing', async () => {
    const clock = new FakeClock(20_000);
    const whole = Deadline.full(clock);
    await clock.sleep(19_000);
    expect(whole.share(0.4).left()).toBe(whole.left());
    expect(whole.left()).toBeLessThan(0);
  });
});

test('counts from its start, and goes below zero', async () => {
  // GIVEN
  const clock = new FakeClock(10_000);
  await clock.sleep(2_000);
  const deadline = Deadline.full(clock);
  // WHEN
  await clock.sleep(7_500);
  // THEN
  expect({ left: deadline.left(), elapsed: deadline.elapsed(), total: deadline.total }).toEqual({ left: -500, elapsed: 7_500, total: 7_000 });
});

test('a stopwatch tells what has passed since it was started', async () => {
  const clock = new FakeClock();
  await clock.sleep(100);
  const elapsed = stopwatch(clock);
  await clock.sleep(30);
  expect(elapsed()).toBe(30);
});
