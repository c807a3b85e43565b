import { ErrorCategory } from '../../../lambda/phone-number-associations/model/error-codes';
import { OutOfTimeError, OvertakenError } from '../../../lambda/phone-number-associations/model/errors';
import { AdaptiveRateLimiter } from '../../../lambda/phone-number-associations/service/rate-limiter';
import { RequestExecutor } from '../../../lambda/phone-number-associations/service/request-executor';
import { FakeChime, serviceError } from '../support/fake-chime';
import { FakeClock } from '../support/fake-clock';
import { phaseOn } from '../support/phase';

function executorWith(totalMillis = 840_000) {
  const clock = new FakeClock(totalMillis);
  const { executor, recorder, deadline, rateLimiter } = phaseOn(new FakeChime(clock));
  /** Throws these errors one after the other, the last one again and again or, with `answer`, not at all. */
  const call = async (errors: unknown[], answer?: string, onUnknownOutcome?: () => void) => {
    const left = [...errors];
    return executor.call('Operation', async () => {
      const error = left.length > 1 || answer !== undefined ? left.shift() : left[0];
      if (error !== undefined) throw error;
      return answer;
    }, { onUnknownOutcome });
  };
  return { clock, executor, recorder, deadline, rateLimiter, call };
}

test('answers', async () => {
  const { call, executor, clock } = executorWith();
  await expect(call([], 'answer')).resolves.toBe('answer');
  expect(executor.requestsSent).toBe(1);
  expect(clock.sleeps).toEqual([]);
});

describe('the retry window', () => {
  test.each<[ErrorCategory, number]>([
    ['unreachable', 30_000],
    ['denied', 60_000],
    ['malformed', 90_000],
    ['notFound', 0],
    ['badRequest', 0],
    ['refused', 0],
  ])('an answer that says %s is believed after %d ms of the phase', async (category, window) => {
    // GIVEN
    const { call, clock, executor } = executorWith();
    const error = serviceError(category);
    // WHEN
    await expect(call([error])).rejects.toBe(error);
    // THEN
    expect(clock.elapsedMillis()).toBeGreaterThanOrEqual(window);
    expect(clock.elapsedMillis()).toBeLessThan(window + 11_000);
    expect(executor.requestsSent).toBeLessThanOrEqual(1 + window / 1_000);
  });

  test.each<ErrorCategory>(['throttled', 'unavailable', 'unreachable', 'denied', 'malformed'])('a service that is %s once is asked again', async category => {
    const { call, executor, recorder } = executorWith();
    await expect(call([serviceError(category, 'Code')], 'answer')).resolves.toBe('answer');
    expect(executor.requestsSent).toBe(2);
    expect(recorder.of('retry')).toEqual([{ step: 'retry', operation: 'Operation', attempt: 1, category, code: 'Code', message: 'message of Code' }]);
  });

  test.each<ErrorCategory>(['throttled', 'unavailable'])('a service that stays %s is asked until the phase is over, and its answer is named', async category => {
    // GIVEN
    const { call, clock, deadline } = executorWith(60_000);
    // WHEN
    const error = await call([serviceError(category, 'Code')]).catch((thrown: unknown) => thrown);
    // THEN
    expect(error).toBeInstanceOf(OutOfTimeError);
    expect(error).toHaveProperty('message', expect.stringMatching(/^Out of time after \d+ s and \d+ requests\. Last answer: Code: message of Code$/));
    expect(deadline.left()).toBeGreaterThanOrEqual(0);
    expect(clock.elapsedMillis()).toBeGreaterThan(30_000);
  });

  test('whatever is thrown and not known tells nothing', async () => {
    const { call, recorder } = executorWith();
    await call([new TypeError('odd'), 'text'], 'answer');
    expect(recorder.of('retry')).toMatchObject([
      { category: 'unavailable', code: 'TypeError', message: 'odd' },
      { category: 'unavailable', code: 'Error', message: 'text' },
    ]);
  });
});

describe('waiting', () => {
  test('grows while the service is unavailable', async () => {
    const { call, clock } = executorWith();
    await call([1, 2, 3].map(() => serviceError('unavailable')), 'answer');
    expect(clock.sleeps).toEqual([150, 300, 600]);
  });

  test.each<ErrorCategory>(['throttled', 'unavailable'])('is as long as a %s service asks for', async category => {
    const { call, clock } = executorWith();
    await call([serviceError(category, 'Code', 4_000)], 'answer');
    expect(clock.elapsedMillis()).toBeGreaterThanOrEqual(4_000);
    expect(clock.elapsedMillis()).toBeLessThan(6_100);
  });

  test('the pace learned from one request holds for the next', async () => {
    // GIVEN
    const { call, clock, rateLimiter } = executorWith();
    await call([serviceError('throttled')], 'answer');
    const before = clock.elapsedMillis();
    // WHEN
    await call([], 'answer');
    // THEN: the answer's latency of 10 ms counts as waited
    expect(clock.elapsedMillis() - before).toBe(200);
    expect(rateLimiter.throttledAnswers()).toBe(1);
  });

  test('that would outlast the phase is not begun', async () => {
    const { call, clock, executor } = executorWith(20_000);
    await expect(call([serviceError('unavailable', 'Code', 60_000)])).rejects.toThrow('Out of time after 0 s and 1 requests. Last answer: Code: message of Code');
    await expect(executor.pause(60_000, new Error('why'))).rejects.toThrow('Last answer: why');
    await expect(executor.pause(60_000)).rejects.toThrow(/requests\.$/);
    expect(clock.sleeps).toEqual([]);
  });

  test('for its turn that would outlast the phase names the last answer', async () => {
    // GIVEN 19 s, and a service that asks for 13 s, which chance makes half as long again when its turn comes
    const { deadline, recorder } = phaseOn(new FakeChime(new FakeClock(20_000)));
    const chances = [0, 1];
    const random = () => chances.shift() ?? 0;
    const rateLimiter = new AdaptiveRateLimiter(random);
    const executor = new RequestExecutor({ clock: new FakeClock(20_000), random, deadline, rateLimiter, log: recorder.log });
    // WHEN
    const answer = executor.call('Operation', async () => Promise.reject(serviceError('throttled', 'Code', 13_000)));
    // THEN
    await expect(answer).rejects.toThrow('Last answer: Code: message of Code');
  });

  test('a phase that is over sends nothing', async () => {
    const { call, clock, executor } = executorWith(20_000);
    await clock.sleep(19_000);
    await expect(call([], 'answer')).rejects.toThrow(OutOfTimeError);
    expect(executor.requestsSent).toBe(0);
  });
});

describe('a request', () => {
  test.each([
    ['10 s', 840_000, 0, 10_000],
    ['an eighth of a short phase', 30_000, 0, 28_000 / 8],
    ['half a second where an eighth is less', 3_000, 0, 500],
    ['what is left', 15_000, 13_900, 100],
  ])('may take %s', async (_, total, elapsed, timeout) => {
    const { call, clock } = executorWith(total);
    await clock.sleep(elapsed);
    await call([], 'answer');
    expect(clock.timeouts).toEqual([timeout]);
  });

  test('without an answer is asked again, and may have worked', async () => {
    // GIVEN
    const { executor, clock, recorder } = executorWith();
    const onUnknownOutcome = jest.fn();
    let silent = true;
    // WHEN
    const answer = await executor.call('Operation', async () => {
      if (silent) clock.expireRequest();
      silent = false;
      return 'answer';
    }, { onUnknownOutcome });
    // THEN
    expect(answer).toBe('answer');
    expect(onUnknownOutcome).toHaveBeenCalledTimes(1);
    expect(recorder.of('retry')).toMatchObject([{ code: 'RequestTimeoutError', message: 'The service did not answer within 10000 ms' }]);
  });

  test.each<[ErrorCategory, number]>([
    ['unavailable', 1],
    ['malformed', 0],
    ['throttled', 0],
    ['unreachable', 0],
    ['denied', 0],
    ['notFound', 0],
  ])('with the answer %s may have worked %d times', async (category, times) => {
    const onUnknownOutcome = jest.fn();
    await executorWith().call([serviceError(category)], 'answer', onUnknownOutcome).catch(() => undefined);
    expect(onUnknownOutcome).toHaveBeenCalledTimes(times);
  });

  test.each(['SyntaxError', 'TypeError', 'ServiceFailureException'])('with the code %s may have worked', async code => {
    const onUnknownOutcome = jest.fn();
    await executorWith().call([serviceError('malformed', code)], 'answer', onUnknownOutcome);
    expect(onUnknownOutcome).toHaveBeenCalledTimes(1);
  });

  test('is not sent when it may not be', async () => {
    const { executor } = executorWith();
    const send = jest.fn(async () => 'answer');
    const before = async () => Promise.reject(new OvertakenError('gone on'));
    await expect(executor.call('Operation', send, { before })).rejects.toThrow(OvertakenError);
    expect(send).not.toHaveBeenCalled();
    expect(executor.requestsSent).toBe(0);
  });
});
