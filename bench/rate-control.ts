// What the SDK's `retryMode: 'adaptive'` limits its rate with. It comes with the SDK, and nothing of ours depends on it but this comparison.
// eslint-disable-next-line import/no-extraneous-dependencies
import { DefaultRateLimiter } from '@smithy/core/retry';
import { RateLimit } from '../aws-simulator';
import { table } from './report/format';
import { median } from './statistics';
import { Random } from '../aws-simulator/random';
import { AdaptiveRateLimiter } from '../lambda/phone-number-associations/service/rate-limiter';

/*
 * Compares ways to find out a request rate that nobody knows, in virtual time: `npx ts-node --transpile-only --project tsconfig.json
 * bench/rate-control.ts`. The figures are those of docs/decisions/0013-rate-control.md.
 */

/** What decides when the next request is sent. */
interface RateControl {
  /** Milliseconds to wait before the next request, at a moment. */
  waitMillis(now: number, lastSentAt: number): number;
  onThrottled(now: number): void;
  onSuccess(now: number): void;
}

interface Outcome {
  readonly millis: number;
  readonly refused: number;
}

const LATENCY_MILLIS = 30;
const SEEDS = Array.from({ length: 21 }, (_, index) => index + 1);
const PER_SECOND = [1, 2, 5, 10, 20];
const BURST_SECONDS = [1, 5];
const REQUESTS = [21, 110, 400];

class Ours implements RateControl {
  private readonly limiter: AdaptiveRateLimiter;

  constructor(random: () => number) {
    this.limiter = new AdaptiveRateLimiter(random);
  }

  public waitMillis(now: number, lastSentAt: number): number {
    return this.limiter.intervalMillis() - (now - lastSentAt);
  }

  public onThrottled(): void {
    this.limiter.onThrottled();
  }

  public onSuccess(): void {
    this.limiter.onSuccess();
  }
}

/** Additive increase, multiplicative decrease; as fast as it goes until the first refusal. */
class Aimd implements RateControl {
  private perSecond = Infinity;

  constructor(private readonly increase: number, private readonly decrease: number) {}

  public waitMillis(now: number, lastSentAt: number): number {
    return 1_000 / this.perSecond - (now - lastSentAt);
  }

  public onThrottled(): void {
    // Where ours begins, too.
    this.perSecond = this.perSecond === Infinity ? 5 : Math.max(0.05, this.perSecond * this.decrease);
  }

  public onSuccess(): void {
    this.perSecond += this.increase;
  }
}

/** The SDK's limiter, with virtual time in place of its clock; with or without the pauses of its retries. */
class Cubic implements RateControl {
  private now = 0;
  private retryPauseUntil = 0;
  private retries = 0;
  private readonly limiter: Pick<DefaultRateLimiter, 'getSendToken' | 'updateClientSendingRate'> & Record<string, unknown>;

  constructor(private readonly random: () => number, private readonly withPauses: boolean) {
    const limiter = Object.create(DefaultRateLimiter.prototype) as Cubic['limiter'];
    limiter.getCurrentTimeInSeconds = () => EPOCH_SECONDS + this.now / 1_000;
    // The constructor asks the clock for the time, so the clock has to be there before it.
    this.limiter = Object.assign(limiter, fieldsOf(new DefaultRateLimiter(), EPOCH_SECONDS));
  }

  public waitMillis(now: number): number {
    this.now = now;
    if (now < this.retryPauseUntil) return this.retryPauseUntil - now;
    // As `acquireTokenBucket`, which would wait by itself.
    const state = this.limiter as unknown as { enabled: boolean; availableTokens: number; fillRate: number; refillTokenBucket(): void };
    if (!state.enabled) return 0;
    state.refillTokenBucket();
    if (state.availableTokens < 1) return Math.max(1, (1 - state.availableTokens) / state.fillRate * 1_000);
    state.availableTokens -= 1;
    return 0;
  }

  public onThrottled(now: number): void {
    this.now = now;
    this.limiter.updateClientSendingRate({ errorType: 'THROTTLING' });
    if (this.withPauses) this.retryPauseUntil = now + this.random() * Math.min(20_000, 1_000 * 2 ** this.retries);
    this.retries += 1;
  }

  public onSuccess(now: number): void {
    this.now = now;
    this.retries = 0;
    this.limiter.updateClientSendingRate({});
  }
}

/** Not 0, which the limiter takes for never. */
const EPOCH_SECONDS = 1_700_000_000;

function fieldsOf(limiter: DefaultRateLimiter, nowSeconds: number): object {
  return { ...limiter, lastThrottleTime: nowSeconds, lastTxRateBucket: nowSeconds };
}

/** One request after the other, as the handler sends them; a refused one is sent again. */
function play(control: RateControl, requests: number, limit: RateLimit): Outcome {
  let now = 0;
  let lastSentAt = -Infinity;
  let refused = 0;
  for (let answered = 0; answered < requests;) {
    const wait = control.waitMillis(now, lastSentAt);
    if (wait > 0) {
      // Timers know whole milliseconds.
      now += Math.ceil(wait);
      continue;
    }
    lastSentAt = now;
    const taken = limit.take(now);
    now += LATENCY_MILLIS;
    if (taken) {
      answered += 1;
      control.onSuccess(now);
    } else {
      refused += 1;
      control.onThrottled(now);
    }
  }
  return { millis: now, refused };
}

const AIMD_SETTINGS = [0.05, 0.1, 0.2, 0.5].flatMap(increase => [0.5, 0.7, 0.9].map(decrease => ({ increase, decrease })));

interface Figures {
  readonly ratio: number;
  readonly refused: number;
}

function measure(create: (random: () => number) => RateControl, requests: number, perSecond: number, burstSeconds: number): Figures {
  const outcomes = SEEDS.map(seed => {
    const random = new Random(seed);
    return play(create(() => random.next()), requests, new RateLimit(perSecond, perSecond * burstSeconds));
  });
  const best = Math.max(requests / perSecond * 1_000, requests * LATENCY_MILLIS);
  return { ratio: median(outcomes.map(({ millis }) => millis)) / best, refused: median(outcomes.map(outcome => outcome.refused)) };
}

const CASES = REQUESTS.flatMap(requests => PER_SECOND.flatMap(perSecond => (
  BURST_SECONDS.map(burstSeconds => ({ requests, perSecond, burstSeconds }))
)));

function worst(create: (random: () => number) => RateControl): number {
  return Math.max(...CASES.map(({ requests, perSecond, burstSeconds }) => measure(create, requests, perSecond, burstSeconds).ratio));
}

/** The setting of AIMD whose worst case is the best. */
function bestAimd(): { readonly increase: number; readonly decrease: number } {
  const judged = AIMD_SETTINGS.map(setting => ({ setting, worst: worst(() => new Aimd(setting.increase, setting.decrease)) }));
  return judged.reduce((one, other) => other.worst < one.worst ? other : one).setting;
}

function main(): void {
  const { increase, decrease } = bestAimd();
  const contestants: ReadonlyArray<readonly [string, (random: () => number) => RateControl]> = [
    ['AdaptiveRateLimiter', random => new Ours(random)],
    [`AIMD (+${increase} a second for each answer, × ${decrease})`, () => new Aimd(increase, decrease)],
    ['CUBIC, limiter alone', random => new Cubic(random, false)],
    ['CUBIC and the SDK\'s pauses', random => new Cubic(random, true)],
  ];
  const rows = CASES.map(({ requests, perSecond, burstSeconds }) => [
    `${requests}`, `${perSecond}`, `${perSecond * burstSeconds}`,
    ...contestants.map(([, create]) => {
      const { ratio, refused } = measure(create, requests, perSecond, burstSeconds);
      return `${ratio.toFixed(2)} (${refused})`;
    }),
  ]);
  const summary = ['worst', '', '', ...contestants.map(([, create]) => worst(create).toFixed(2))];
  process.stdout.write(`${table(['requests', 'a second', 'burst', ...contestants.map(([name]) => name)], [...rows, summary])}\n`);
}

main();
