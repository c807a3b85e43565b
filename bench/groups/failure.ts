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
}

const REFUSALS: readonly Refusal[] = [
  ...[1, 500, 1_000].map((position): Refusal => ({ contestant: 'ours', count: 1_000, position })),
  { contestant: 'peer', count: 400, position: 200 },
];

/** Requests of the undo: the writes that take back, and what is sent after the first of them. */
function undo({ requests }: Cost): number {
  const first = requests.findIndex(({ operation }) => operation === 'Disassociate');
  return first < 0 ? 0 : requests.length - first;
}

/** Group 5: one number is refused for good. */
export async function failure(deployments: Deployments): Promise<Section> {
  const costs: { refusal: Refusal; cost: Cost }[] = [];
  for (const refusal of REFUSALS) {
    const { contestant, count, position } = refusal;
    progress(`failure: ${contestant}, number ${position} of ${count} is refused`);
    const refused = phoneNumbers(count)[position - 1];
    const faults = when(
      ({ operation, numbers }) => operation === 'Associate' && numbers.includes(refused),
      { kind: 'numbers', code: 'Unprocessable', numbers: [refused] },
    );
    costs.push({ refusal, cost: await deployments.creation(contestant, count, faults) });
  }
  const rows = costs.map(({ refusal: { contestant, count, position }, cost }) => {
    const told = cost.reasons.length > 0;
    return [
      contestant === 'ours' ? 'ours' : PEER, `number ${whole(position)} of ${whole(count)}`, cost.status,
      told ? seconds(cost.milliseconds) : 'never', whole(cost.requests.length), told ? whole(undo(cost)) : 'no undo', whole(cost.associated.office),
    ];
  });
  const title = 'Requests when one number of 1,000 is refused';
  const bars = costs.filter(({ refusal }) => refusal.contestant === 'ours').flatMap(({ refusal: { position }, cost }) => [
    { label: `number ${whole(position)}: until it is known`, value: cost.requests.length - undo(cost), shown: whole(cost.requests.length - undo(cost)), ours: true },
    { label: 'undo', value: undo(cost), shown: `${whole(undo(cost))} (until ${seconds(cost.milliseconds)})` },
  ]);
  return {
    title: 'Failure',
    body: paragraphs(
      'A create on the same stand-in without a limit, in which the service refuses one number inside an answer with status 200. Time from the first request to the failed answer, '
      + 'the undo included.',
      table(['', 'refused', 'stack', 'failed answer after', 'requests', 'of them undo', 'numbers left associated'], rows),
      'The peer does not look into the answer: its stack is complete and the number was never associated.',
    ),
    plots: [{ file: 'failure.svg', alt: title, svg: barChart({ title, bars }) }],
    goals: [],
  };
}
