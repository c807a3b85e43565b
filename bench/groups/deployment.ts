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

interface Life {
  readonly contestant: Contestant;
  readonly count: number;
  readonly limit?: Limit;
  readonly costs: Partial<Record<Step, Cost>>;
}

const throttled = ({ requests }: Cost) => requests.filter(({ status }) => status === 429).length;

/** Milliseconds that the writes alone need: numbers / batch / rate. */
const lowerBound = (count: number, { perSecond }: Limit) => count / BATCH / perSecond * 1_000;

function shownLimit(limit?: Limit): string {
  return limit ? `${limit.perSecond} a second, ${limit.burst === 1 ? 'no burst' : `burst ${limit.burst}`}` : 'none';
}

function growth(lives: readonly Life[]): string {
  const rows = lives.map(({ contestant, count, costs }) => [
    contestant === 'ours' ? 'ours' : PEER,
    whole(count),
    ...STEPS.map(step => whole(costs[step]?.requests.length ?? 0)),
    ...STEPS.map(step => seconds(costs[step]?.milliseconds ?? 0)),
  ]);
  return table(['', 'numbers', ...STEPS.map(step => `requests to ${step}`), ...STEPS.map(step => `time to ${step}`)], rows);
}

function limited(lives: readonly Life[], unlimited: Life): string {
  const rows = lives.flatMap(({ contestant, count, limit, costs }) => STEPS.flatMap(step => {
    const cost = costs[step];
    if (!limit || !cost) return [];
    const complete = cost.status.endsWith('COMPLETE') && !cost.status.includes('ROLLBACK');
    const needed = (unlimited.costs[step]?.requests.length ?? 0) / limit.perSecond * 1_000;
    return [[
      contestant === 'ours' ? 'ours' : PEER, whole(count), shownLimit(limit), step,
      complete ? times(cost.milliseconds / lowerBound(count, limit)) : `**${cost.status}**`,
      complete && contestant === 'ours' ? times(cost.milliseconds / needed) : '–',
      seconds(cost.milliseconds), whole(cost.requests.length), whole(throttled(cost)),
    ]];
  }));
  const header = ['', 'numbers', 'limit', '', 'against numbers / 50 / rate', 'against all requests / rate', 'time', 'requests', 'of them throttled'];
  return table(header, rows);
}

function plots(free: readonly Life[], underLimit: readonly Life[]): Plot[] {
  const points = (contestant: Contestant) => free.filter(life => life.contestant === contestant)
    .map(({ count, costs }): [number, number] => [count, costs.create?.requests.length ?? 0]);
  const requests = 'Requests to create the association of so many numbers';
  const duration = 'Time to associate, move and remove 1,000 numbers, against numbers / 50 / rate';
  const bars = underLimit.filter(({ contestant }) => contestant === 'ours').flatMap(({ count, limit, costs }) => STEPS.flatMap(step => {
    const cost = costs[step];
    if (!limit || limit.burst === 1 || !cost) return [];
    const value = cost.milliseconds / lowerBound(count, limit);
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

function goals(free: readonly Life[], underLimit: readonly Life[]): Goal[] {
  const ours = (count: number) => free.find(life => life.contestant === 'ours' && life.count === count)!;
  const atMost40 = STEPS.map(step => {
    const sent = ours(1_000).costs[step]?.requests.length ?? Infinity;
    return { goal: `1,000 numbers: at most 40 requests to ${step}`, figure: whole(sent), met: sent <= 40 };
  });
  const ratios = [false, true].flatMap(strict => STEPS.map(step => {
    const lives = underLimit.filter(({ contestant, limit }) => contestant === 'ours' && limit && (limit.burst === 1) === strict);
    const worst = Math.max(...lives.map(({ count, limit, costs }) => (costs[step]?.milliseconds ?? Infinity) / lowerBound(count, limit!)));
    const bursts = strict ? 'without a burst' : 'with a burst of one second';
    return { goal: `Under a rate limit ${bursts}: ${step} at most 1.15 × the lower bound, at each of 2, 5 and 10 a second`, figure: `at most ${times(worst)}`, met: worst <= 1.15 };
  }));
  const perBatch = (['create', 'move', 'delete'] as const).map(step =>
    (ours(5_000).costs[step]?.requests.length ?? Infinity) / (ours(1_000).costs[step]?.requests.length ?? 1));
  const growing = Math.max(...perBatch);
  return [...atMost40, ...ratios, {
    goal: 'Growth linear in numbers / batch: five times the numbers, at most five times the requests', figure: times(growing), met: growing <= 5,
  }];
}

/** Group 4: requests and virtual time of deployments on the stand-in. */
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
  return {
    title: 'Deployment',
    body: paragraphs(
      'The synthesized stacks on the stand-in of `aws-simulator`, with their own assets: our bundle behind the CDK\'s provider framework, and the peer\'s bundle behind '
      + 'the entry point that its CDK provider puts before it. Time is virtual: a request takes 30 ms, code takes none; from the first request to the last answer to CloudFormation. '
      + '*Move* is an update to another voice connector.',
      growth(free),
      'Under a limit on all requests, reads among them. The lower bound, numbers / 50 / rate, knows only writes. Before a move or a removal the '
      + 'handler reads, in pages of 100, which numbers are there, so that it takes nothing from anybody: *all requests / rate* counts these reads too, as they are sent without a limit.',
      limited(underLimit, free.find(({ contestant, count }) => contestant === 'ours' && count === 1_000)!),
    ),
    plots: plots(free, underLimit),
    goals: goals(free, underLimit),
  };
}
