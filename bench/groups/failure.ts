import { when } from '../../aws-simulator';
import { Cost, Deployments } from '../deployments';
import { PEER } from '../paths';
import { progress } from '../progress';
import { barChart } from '../report/bar-chart';
import { paragraphs, seconds, table, whole } from '../report/format';
import { Section } from '../report/section';
import { Contestant, phoneNumbers } from '../synthesis';

interface Refusal {
  readonly contestant: Contestant;
  readonly count: number;
  /** Which number is refused, counted from 1. */
  readonly position: number;
  /** Because somebody else has it; otherwise for no reason that a read would show. */
  readonly inUse?: boolean;
}

/** A number in use elsewhere is told within so many milliseconds. */
const TOLD_WITHIN_MILLIS = 12_000;

const REFUSALS: readonly Refusal[] = [
  ...[1, 500, 1_000].map((position): Refusal => ({ contestant: 'ours', count: 1_000, position })),
  { contestant: 'peer', count: 400, position: 200 },
  { contestant: 'ours', count: 1_000, position: 500, inUse: true },
  { contestant: 'peer', count: 400, position: 200, inUse: true },
];

/** Requests of the undo: the writes that take back, and what is sent after the first of them. */
function undo({ requests }: Cost): number {
  const first = requests.findIndex(({ operation }) => operation === 'Disassociate');
  return first < 0 ? 0 : requests.length - first;
}

/** Group 6: one number cannot be associated. */
export async function failure(deployments: Deployments): Promise<Section> {
  const costs: { refusal: Refusal; cost: Cost }[] = [];
  for (const refusal of REFUSALS) {
    const { contestant, count, position, inUse } = refusal;
    progress(`failure: ${contestant}, number ${position} of ${count} is ${inUse ? 'in use elsewhere' : 'refused'}`);
    const refused = phoneNumbers(count)[position - 1];
    const faults = when(
      ({ operation, numbers }) => operation === 'Associate' && numbers.includes(refused),
      { kind: 'numbers', code: 'Unprocessable', numbers: [refused] },
    );
    costs.push({ refusal, cost: await deployments.creation(contestant, count, inUse ? { inUseElsewhere: refused } : { faults }) });
  }
  const title = 'Requests when one number of 1,000 cannot be associated';
  const slowest = Math.max(...costs.filter(({ refusal: { contestant, inUse } }) => contestant === 'ours' && inUse).map(({ cost }) => cost.milliseconds));
  return {
    title: 'Failure',
    body: paragraphs(
      'A creation in the same simulator without a limit, in which the service refuses one number inside an answer with status 200, or somebody else has it. Time from the first request to the failed answer, '
      + 'the undo included. Ours waits with its verdict until reads show every write that was made before the event.',
      table(['', 'number', 'what is wrong', 'stack', 'failed answer after', 'requests', 'of them undo', 'numbers left associated', 'left elsewhere'], costs.map(row)),
      'The peer does not look into the answer, so its stack is complete although a number was never associated; and it always takes by force, so a number that somebody else has is gone there without a word.',
    ),
    plots: [{ file: 'failure.svg', alt: title, svg: barChart({ title, bars: costs.filter(({ refusal }) => refusal.contestant === 'ours').flatMap(bars) }) }],
    goals: [{ goal: `A number in use elsewhere is told within ${TOLD_WITHIN_MILLIS / 1_000} s`, figure: seconds(slowest), met: slowest <= TOLD_WITHIN_MILLIS }],
  };
}

function row({ refusal: { contestant, count, position, inUse }, cost }: { refusal: Refusal; cost: Cost }): string[] {
  const told = cost.reasons.length > 0;
  return [
    contestant === 'ours' ? 'ours' : PEER, `${whole(position)} of ${whole(count)}`, inUse ? 'in use elsewhere' : 'refused', cost.status,
    told ? seconds(cost.milliseconds) : 'never', whole(cost.requests.length), told ? whole(undo(cost)) : 'no undo',
    whole(cost.associated.office), inUse ? whole(cost.associated.elsewhere) : '–',
  ];
}

function bars({ refusal: { position, inUse }, cost }: { refusal: Refusal; cost: Cost }) {
  const before = cost.requests.length - undo(cost);
  return [
    { label: `number ${whole(position)} ${inUse ? 'in use' : 'refused'}: until known`, value: before, shown: whole(before), ours: true },
    { label: 'undo', value: undo(cost), shown: `${whole(undo(cost))} (until ${seconds(cost.milliseconds)})` },
  ];
}
