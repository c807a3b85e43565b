import { FIRST_ASSOCIATION_MILLIS } from '../../lambda/phone-number-associations/decide/consistency';
import { Cost, Deployments, Limit, Step } from '../deployments';
import { PEER } from '../paths';
import { progress } from '../progress';
import { barChart } from '../report/bar-chart';
import { paragraphs, seconds, table, times, whole } from '../report/format';
import { lineChart } from '../report/line-chart';
import { Goal, Plot, Section } from '../report/section';
import { Contestant } from '../synthesis';

/** Numbers in one request of ours. */
const BATCH = 50;
const STEPS: readonly Step[] = ['create', 'move', 'delete'];
const COUNTS = [1, 10, 100, 400, 1_000, 2_000, 5_000];
/** A stack has at most 500 resources. */
const PEER_COUNTS = [1, 10, 100, 400];
const RATES = [2, 5, 10];
/** Of ours, for 1,000 numbers. */
const REQUEST_GOALS: Readonly<Record<Step, number>> = { create: 21, move: 31, delete: 30 };

interface Life {
  readonly contestant: Contestant;
  readonly count: number;
  readonly limit?: Limit;
  readonly costs: Partial<Record<Step, Cost>>;
}

const throttled = ({ requests }: Cost) => requests.filter(({ status }) => status === 429).length;

/** Milliseconds that the writes alone need: numbers / batch / rate. */
const lowerBound = (count: number, { perSecond }: Limit) => count / BATCH / perSecond * 1_000;

/** Milliseconds of work, without the wait for the clocks, which is there with and without a limit. */
const working = ({ milliseconds, clockWait }: Cost) => milliseconds - clockWait;

/** Milliseconds that all requests need that a step sends without a limit. */
const needed = (unlimited: Life, step: Step, { perSecond }: Limit) => (unlimited.costs[step]?.requests.length ?? 0) / perSecond * 1_000;

function shownLimit(limit?: Limit): string {
  return limit ? `${limit.perSecond} a second, ${limit.burst === 1 ? 'no burst' : `burst ${limit.burst}`}` : 'none';
}

function growth(lives: readonly Life[]): string {
  const rows = lives.map(({ contestant, count, costs }) => [
    contestant === 'ours' ? 'ours' : PEER,
    whole(count),
    ...STEPS.map(step => whole(costs[step]?.requests.length ?? 0)),
    ...STEPS.map(step => whole(costs[step]?.timelineReads ?? 0)),
    ...STEPS.map(step => seconds(costs[step]?.milliseconds ?? 0)),
  ]);
  const columns = (what: string) => STEPS.map(step => `${what} to ${step}`);
  return table(['', 'numbers', ...columns('requests'), ...columns('timeline reads'), ...columns('time')], rows);
}

function limited(lives: readonly Life[], unlimited: Life): string {
  const rows = lives.flatMap(({ contestant, count, limit, costs }) => STEPS.flatMap(step => {
    const cost = costs[step];
    if (!limit || !cost) return [];
    const complete = cost.status.endsWith('COMPLETE') && !cost.status.includes('ROLLBACK');
    return [[
      contestant === 'ours' ? 'ours' : PEER, whole(count), shownLimit(limit), step,
      complete && contestant === 'ours' ? times(working(cost) / needed(unlimited, step, limit)) : complete ? '–' : `**${cost.status}**`,
      complete ? times(working(cost) / lowerBound(count, limit)) : '–',
      seconds(cost.milliseconds), seconds(cost.clockWait), whole(cost.requests.length), whole(throttled(cost)),
    ]];
  }));
  const header = ['', 'numbers', 'limit', '', 'against all requests / rate', 'against numbers / 50 / rate', 'time', 'of it wait for the clocks', 'requests', 'of them throttled'];
  return table(header, rows);
}

function plots(free: readonly Life[], underLimit: readonly Life[], unlimited: Life): Plot[] {
  const points = (contestant: Contestant) => free.filter(life => life.contestant === contestant)
    .map(({ count, costs }): [number, number] => [count, costs.create?.requests.length ?? 0]);
  const requests = 'Requests to create the association of so many numbers';
  const duration = 'Time to associate, move and remove 1,000 numbers under a rate limit, against requests / rate';
  const bars = underLimit.filter(({ contestant }) => contestant === 'ours').flatMap(({ limit, costs }) => STEPS.flatMap(step => {
    const cost = costs[step];
    if (!limit || limit.burst > 1 || !cost) return [];
    const value = working(cost) / needed(unlimited, step, limit);
    return [{ label: `${step}, ${limit.perSecond} requests a second`, value, shown: `${times(value)} (${seconds(cost.milliseconds)})`, ours: true }];
  }));
  return [
    {
      file: 'requests.svg',
      alt: requests,
      svg: lineChart({
        title: requests,
        xLabel: 'numbers',
        lines: [
          { label: PEER, kind: 'other', points: points('peer') },
          { label: 'ours', kind: 'ours', points: points('ours') },
          { label: 'numbers / 50', kind: 'bound', points: COUNTS.map(count => [count, Math.ceil(count / BATCH)]) },
        ],
      }),
    },
    { file: 'rate-limit.svg', alt: duration, svg: barChart({ title: duration, bars, bound: { value: 1.15, label: 'goal 1.15 ×' } }) },
  ];
}

function goals(free: readonly Life[], underLimit: readonly Life[], unlimited: Life): Goal[] {
  const ours = (count: number) => free.find(life => life.contestant === 'ours' && life.count === count)!;
  const atMost = STEPS.map(step => {
    const sent = ours(1_000).costs[step]?.requests.length ?? Infinity;
    return { goal: `1,000 numbers: at most ${REQUEST_GOALS[step]} requests to ${step}`, figure: whole(sent), met: sent <= REQUEST_GOALS[step] };
  });
  const ratios = [false, true].flatMap(strict => STEPS.map(step => {
    const lives = underLimit.filter(({ contestant, limit }) => contestant === 'ours' && limit && (limit.burst === 1) === strict);
    const worst = Math.max(...lives.map(({ limit, costs }) => (costs[step] ? working(costs[step]) / needed(unlimited, step, limit!) : Infinity)));
    const bursts = strict ? 'without a burst' : 'with a burst of one second';
    return { goal: `Under a rate limit ${bursts}: ${step} at most 1.15 × requests / rate, at each of 2, 5 and 10 a second`, figure: `at most ${times(worst)}`, met: worst <= 1.15 };
  }));
  const perBatch = (['create', 'move', 'delete'] as const).map(step =>
    (ours(5_000).costs[step]?.requests.length ?? Infinity) / (ours(1_000).costs[step]?.requests.length ?? 1));
  const growing = Math.max(...perBatch);
  return [...atMost, ...ratios, {
    goal: 'Growth linear in numbers / batch: five times the numbers, at most five times the requests', figure: times(growing), met: growing <= 5,
  }];
}

/** Group 5: requests and virtual time of deployments in the simulator. */
export async function deployment(deployments: Deployments): Promise<Section> {
  const live = async (contestant: Contestant, count: number, limit?: Limit): Promise<Life> => {
    progress(`deployment: ${contestant}, ${count} numbers, limit: ${shownLimit(limit)}`);
    return { contestant, count, limit, costs: await deployments.life(contestant, count, limit) };
  };
  const free: Life[] = [];
  for (const count of COUNTS) free.push(await live('ours', count));
  for (const count of PEER_COUNTS) free.push(await live('peer', count));
  const underLimit: Life[] = [];
  for (const perSecond of RATES) {
    underLimit.push(await live('ours', 1_000, { perSecond, burst: perSecond }));
    underLimit.push(await live('ours', 1_000, { perSecond, burst: 1 }));
  }
  for (const perSecond of RATES) underLimit.push(await live('peer', 100, { perSecond, burst: perSecond }));
  const unlimited = free.find(({ contestant, count }) => contestant === 'ours' && count === 1_000)!;
  return {
    title: 'Deployment',
    body: paragraphs(
      'The synthesized stacks in `aws-simulator`, with their own assets: our bundle, which CloudFormation invokes and which answers it, and the peer\'s bundle behind '
      + 'the entry point that its CDK provider puts before it. Time is virtual: a request takes 30 ms, code takes none; from the first request to the last answer to CloudFormation. '
      + '*Move* is an update to another voice connector. *Requests* go to the voice service; *timeline reads* go to CloudFormation, which has a quota of its own.',
      `Before its first association the handler waits until ${FIRST_ASSOCIATION_MILLIS / 1_000} s after the date of the event, which is cut to the second, so that what it associates can be told from what was there before: `
      + 'that is what most of the time of a small deployment is.',
      growth(free),
      'Under a limit on all requests to the voice service, reads among them. *All requests / rate* is the time that the requests of the table above need, and the promise is at most 1.15 times of it, the wait '
      + 'for the clocks left out. *Numbers / 50 / rate* knows only writes: before a move or a removal the handler reads, in pages of 100, which numbers are there, so that it takes nothing from anybody.',
      limited(underLimit, unlimited),
    ),
    plots: plots(free, underLimit, unlimited),
    goals: goals(free, underLimit, unlimited),
  };
}
