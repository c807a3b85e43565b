import { AdaptiveRateLimiter } from '../../../lambda/phone-number-associations/service/rate-limiter';

const random = () => 0.5;

describe('the interval', () => {
  test('is nothing until the service complains', () => {
    const limiter = new AdaptiveRateLimiter(random);
    limiter.onSuccess();
    expect(limiter.intervalMillis()).toBe(0);
    expect(limiter.throttledAnswers()).toBe(0);
  });

  test('after a complaint is closed in on, between what was too fast and what was not', () => {
    const limiter = new AdaptiveRateLimiter(random);
    limiter.onThrottled();
    limiter.onSuccess();
    expect(limiter.intervalMillis()).toBe(200);
    limiter.onSuccess();
    expect(limiter.intervalMillis()).toBe(120);
    limiter.onThrottled();
    limiter.onSuccess();
    expect(limiter.intervalMillis()).toBeCloseTo(120 + (200 - 120) * 0.6);
  });

  test('is only tried shorter again after many good answers', () => {
    const limiter = new AdaptiveRateLimiter(random);
    limiter.onThrottled();
    limiter.onSuccess();
    limiter.onThrottled();
    limiter.onSuccess();
    const settled = limiter.intervalMillis();
    for (let answer = 0; answer < 9; answer += 1) limiter.onSuccess();
    const near = limiter.intervalMillis();
    for (let answer = 0; answer < 40; answer += 1) limiter.onSuccess();
    expect(settled).toBeCloseTo(220);
    expect(near).toBeGreaterThan(200);
    expect(limiter.intervalMillis()).toBeLessThan(near);
  });

  test('doubles with every further complaint about the same request, to 20 s at most', () => {
    const limiter = new AdaptiveRateLimiter(() => 0);
    const waits = Array.from({ length: 12 }, () => {
      limiter.onThrottled();
      return limiter.intervalMillis();
    });
    expect(waits.slice(0, 3)).toEqual([80, 80 * 1.15 * 2, 80 * 1.15 ** 2 * 4].map(wait => expect.closeTo(wait)));
    expect(waits.at(-1)).toBe(20_000);
    expect(limiter.throttledAnswers()).toBe(12);
  });

  test('is as long as the service asks for, once', () => {
    const limiter = new AdaptiveRateLimiter(random);
    limiter.onThrottled(3_000);
    expect(limiter.intervalMillis()).toBe(3_000);
    limiter.onThrottled(60_000);
    expect(limiter.intervalMillis()).toBe(20_000);
    limiter.onSuccess();
    expect(limiter.intervalMillis()).toBeLessThan(300);
  });

  test('is up to half longer by chance when complaints go on', () => {
    const [least, most] = [new AdaptiveRateLimiter(() => 0), new AdaptiveRateLimiter(() => 1)];
    for (const limiter of [least, most, least, most]) limiter.onThrottled();
    expect(most.intervalMillis()).toBe(least.intervalMillis());
    for (const limiter of [least, most]) limiter.onThrottled();
    expect(most.intervalMillis()).toBeCloseTo(least.intervalMillis() * 1.5);
  });

  test('vanishes when the service keeps up', () => {
    const limiter = new AdaptiveRateLimiter(random);
    limiter.onThrottled();
    limiter.onSuccess();
    expect(limiter.intervalMillis()).toBeGreaterThan(0);
    for (let answer = 0; answer < 10; answer += 1) limiter.onSuccess();
    expect(limiter.intervalMillis()).toBe(0);
  });
});

/** Sends that many requests to a service with a token bucket. */
function simulate(requests: number, perSecond: number, burst: number) {
  const limiter = new AdaptiveRateLimiter(random);
  const latencyMillis = 50;
  let now = 0;
  let tokens = burst;
  let wasted = 0;
  for (let answered = 0; answered < requests;) {
    const wait = Math.max(latencyMillis, limiter.intervalMillis());
    now += wait;
    tokens = Math.min(burst, tokens + (wait / 1_000) * perSecond);
    if (tokens >= 1) {
      tokens -= 1;
      answered += 1;
      limiter.onSuccess();
    } else {
      wasted += 1;
      limiter.onThrottled();
    }
  }
  return { wasted, slowdown: now / Math.max(requests * latencyMillis, ((requests - burst) / perSecond) * 1_000) };
}

describe('of 200 requests', () => {
  // A bucket that holds no reserve punishes every try to be faster; any reserve at all forgives it.
  test.each([
    { perSecond: 0.5, burst: 1, atMost: 1.15 },
    { perSecond: 1, burst: 1, atMost: 1.15 },
    { perSecond: 2, burst: 1, atMost: 1.15 },
    { perSecond: 10, burst: 1, atMost: 1.2 },
    { perSecond: 0.5, burst: 2, atMost: 1.15 },
    { perSecond: 2, burst: 2, atMost: 1.15 },
    { perSecond: 2, burst: 10, atMost: 1.15 },
    { perSecond: 5, burst: 5, atMost: 1.15 },
    { perSecond: 10, burst: 10, atMost: 1.15 },
    { perSecond: 100, burst: 100, atMost: 1 },
  ])('at $perSecond a second with a burst of $burst, at most 70 more are sent, and $atMost times the shortest time used', ({ perSecond, burst, atMost }) => {
    const { wasted, slowdown } = simulate(200, perSecond, burst);
    expect(wasted).toBeLessThanOrEqual(70);
    expect(slowdown).toBeLessThanOrEqual(atMost);
  });
});
