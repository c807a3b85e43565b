import { RequestTimeoutError } from '../../../lambda/phone-number-associations/model/errors';
import { LambdaClock } from '../../../lambda/phone-number-associations/service/lambda-clock';

const clock = new LambdaClock({ getRemainingTimeInMillis: () => 1_234 });

/** The watchdog does not keep the process alive; in the function the open request does. */
const keepAlive = () => setInterval(() => undefined, 1_000);

test('asks the context for the time that is left', () => {
  expect(clock.remainingMillis()).toBe(1_234);
});

test('knows the date', () => {
  const before = Date.now();
  expect(clock.now()).toBeGreaterThanOrEqual(before);
  expect(clock.now()).toBeLessThanOrEqual(Date.now());
});

test('sleeps', async () => {
  await expect(clock.sleep(1)).resolves.toBeUndefined();
});

describe('an operation', () => {
  test('that never ends is aborted', async () => {
    // GIVEN
    const open = keepAlive();
    const signals: AbortSignal[] = [];
    // WHEN
    const answer = clock.withTimeout(1, async signal => {
      signals.push(signal);
      return new Promise<never>(() => undefined);
    });
    // THEN
    await expect(answer).rejects.toThrow(new RequestTimeoutError(1));
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    clearInterval(open);
  });

  test('that answers in time is not, and its watchdog is gone', async () => {
    const signals: AbortSignal[] = [];
    const answer = await clock.withTimeout(1, async signal => {
      signals.push(signal);
      return 'answer';
    });
    await clock.sleep(5);
    expect(answer).toBe('answer');
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });

  test.each([
    ['rejects', async () => Promise.reject(new Error('refused'))],
    ['throws', () => { throw new Error('refused'); }],
  ])('that %s passes its error on', async (_, operation) => {
    await expect(clock.withTimeout(60_000, operation)).rejects.toThrow('refused');
  });
});
