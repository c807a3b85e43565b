import { Pace } from '../../lambda/phone-number-association/pace';

const random = () => 0.5;

describe('the interval', () => {
  test('is nothing until the service complains', () => {
    const pace = new Pace(random);
    pace.answered();
    expect(pace.intervalMillis()).toBe(0);
    expect(pace.throttledAnswers()).toBe(0);
  });

  test('grows with every complaint, faster when it was not enough', () => {
    const pace = new Pace(() => 0);
    const intervals = [1, 2, 3].map(() => {
      pace.throttled();
      return pace.intervalMillis();
    });
    expect(intervals).toEqual([200, 400, 800]);
    expect(pace.throttledAnswers()).toBe(3);
  });

  test('grows little when the last answer was a good one, and shrinks less', () => {
    const pace = new Pace(() => 0);
    pace.throttled();
    pace.answered();
    expect(pace.intervalMillis()).toBe(192);
    pace.throttled();
    expect(pace.intervalMillis()).toBe(240);
  });

  test('is as long as the service asks for, and 20 s at most', () => {
    const pace = new Pace(() => 0);
    pace.throttled(3_000);
    expect(pace.intervalMillis()).toBe(3_000);
    pace.throttled(60_000);
    expect(pace.intervalMillis()).toBe(20_000);
  });

  test('is up to half longer after a complaint, by chance, and exact again after an answer', () => {
    const pace = new Pace(() => 1);
    pace.throttled();
    expect(pace.intervalMillis()).toBe(300);
    pace.answered();
    expect(pace.intervalMillis()).toBe(192);
  });

  test('vanishes when the service keeps up', () => {
    const pace = new Pace(random);
    pace.throttled();
    for (let answer = 0; answer < 74; answer += 1) pace.answered();
    expect(pace.intervalMillis()).toBeGreaterThan(0);
    pace.answered();
    expect(pace.intervalMillis()).toBe(0);
  });
});

/** Sends that many requests to a service with a token bucket. */
function simulate(requests: number, perSecond: number, burst: number) {
  const pace = new Pace(random);
  const latencyMillis = 50;
  let now = 0;
  let tokens = burst;
  let wasted = 0;
  for (let answered = 0; answered < requests;) {
    const wait = Math.max(latencyMillis, pace.intervalMillis());
    now += wait;
    tokens = Math.min(burst, tokens + (wait / 1_000) * perSecond);
    if (tokens >= 1) {
      tokens -= 1;
      answered += 1;
      pace.answered();
    } else {
      wasted += 1;
      pace.throttled();
    }
  }
  return { wasted, slowdown: now / Math.max(requests * latencyMillis, ((requests - burst) / perSecond) * 1_000) };
}

describe('of 200 requests', () => {
  // A bucket that holds no reserve punishes every try to be faster; any reserve at all forgives it.
  test.each([
    { perSecond: 0.5, burst: 1, atMost: 1.4 },
    { perSecond: 1, burst: 1, atMost: 1.4 },
    { perSecond: 2, burst: 1, atMost: 1.4 },
    { perSecond: 10, burst: 1, atMost: 1.4 },
    { perSecond: 0.5, burst: 2, atMost: 1.15 },
    { perSecond: 2, burst: 2, atMost: 1.15 },
    { perSecond: 2, burst: 10, atMost: 1.15 },
    { perSecond: 5, burst: 5, atMost: 1.15 },
    { perSecond: 10, burst: 10, atMost: 1.15 },
    { perSecond: 100, burst: 100, atMost: 1 },
  ])('at $perSecond a second with a burst of $burst, at most 45 more are sent, and $atMost times the shortest time used', ({ perSecond, burst, atMost }) => {
    const { wasted, slowdown } = simulate(200, perSecond, burst);
    expect(wasted).toBeLessThanOrEqual(45);
    expect(slowdown).toBeLessThanOrEqual(atMost);
  });
});
