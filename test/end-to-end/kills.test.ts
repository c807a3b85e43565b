import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { AssociationSpecs, BRANCH, number, numbers, OFFICE, STRANGER, useTelephony } from './telephony';
import { AsynchronousEvent, KillPoint, StackResult, voiceConnector } from '../../aws-simulator';
import { killAt, listKillPoints } from '../../aws-simulator/testing';

const telephony = useTelephony();

/** Two batches, and numbers on two owners. */
const DECLARED = numbers(0, 59);
const MISSING = number(99);

/** What happens in the life of a stack up to an event that is killed, the last but for its rollback. */
interface Life {
  readonly name: string;
  /** Where the numbers are at first; elsewhere they are on nothing. */
  readonly account?: { readonly on: string; readonly numbers: readonly string[] };
  readonly before?: AssociationSpecs;
  readonly after: AssociationSpecs | 'deletion';
  /** Whether another resource fails after the numbers have moved. */
  readonly failsLast?: boolean;
  /** Which of the events is killed, counted from 0. */
  readonly event: number;
  readonly ends: StackResult['status'];
}

const OFFICE_ALL = { Numbers: { on: OFFICE, numbers: DECLARED } };
const CHANGED = { Numbers: { on: OFFICE, numbers: numbers(10, 69) } };
const MOVED = { Renamed: { on: BRANCH, numbers: DECLARED } };
const REFUSED = { Numbers: { on: OFFICE, numbers: [...numbers(10, 69), MISSING] } };

const LIVES: readonly Life[] = [
  { name: 'a creation', after: OFFICE_ALL, event: 0, ends: 'CREATE_COMPLETE' },
  {
    name: 'a forced creation',
    account: { on: STRANGER, numbers: numbers(0, 4) },
    after: { Numbers: { on: OFFICE, numbers: DECLARED, forceAssociate: true } },
    event: 0,
    ends: 'CREATE_COMPLETE',
  },
  { name: 'a refused creation', after: REFUSED, event: 0, ends: 'ROLLBACK_COMPLETE' },
  {
    name: 'a refused creation of numbers of which some are there',
    account: { on: OFFICE, numbers: numbers(10, 14) },
    after: REFUSED,
    event: 0,
    ends: 'ROLLBACK_COMPLETE',
  },
  { name: 'the deletion after a refused creation', after: REFUSED, event: 1, ends: 'ROLLBACK_COMPLETE' },
  { name: 'a creation that is rolled back', after: OFFICE_ALL, failsLast: true, event: 1, ends: 'ROLLBACK_COMPLETE' },
  { name: 'an update', before: OFFICE_ALL, after: CHANGED, event: 1, ends: 'UPDATE_COMPLETE' },
  { name: 'a refused update', before: OFFICE_ALL, after: REFUSED, event: 1, ends: 'UPDATE_ROLLBACK_COMPLETE' },
  { name: 'the rollback of a refused update', before: OFFICE_ALL, after: REFUSED, event: 2, ends: 'UPDATE_ROLLBACK_COMPLETE' },
  { name: 'a move', before: OFFICE_ALL, after: MOVED, event: 1, ends: 'UPDATE_COMPLETE' },
  { name: 'the rollback of an update', before: OFFICE_ALL, after: CHANGED, failsLast: true, event: 2, ends: 'UPDATE_ROLLBACK_COMPLETE' },
  { name: 'the rollback of a move', before: OFFICE_ALL, after: MOVED, failsLast: true, event: 2, ends: 'UPDATE_ROLLBACK_COMPLETE' },
  { name: 'a deletion', before: OFFICE_ALL, after: 'deletion', event: 1, ends: 'DELETE_COMPLETE' },
];

interface Outcome {
  readonly status: StackResult['status'];
  readonly owners: Readonly<Record<string, string | undefined>>;
  /** Numbers that are declared before and after, and were on nothing. */
  readonly gaps: readonly string[];
}

/** Plays a life on templates that were synthesized once. */
class Player {
  private readonly before?: CloudFormationStackArtifact;
  private readonly after?: CloudFormationStackArtifact;
  private readonly kept: readonly string[];

  constructor(private readonly life: Life) {
    const { before, after, failsLast } = life;
    this.before = before && telephony().stackOf(before);
    if (after !== 'deletion') this.after = failsLast ? telephony().stackWithLast(after) : telephony().stackOf(after);
    const remaining = new Set(after === 'deletion' ? [] : numbersOf(after));
    this.kept = before ? numbersOf(before).filter(phoneNumber => remaining.has(phoneNumber)) : [];
  }

  public async play(): Promise<Outcome> {
    const { aws } = telephony();
    if (this.before) await telephony().deployed(this.before);
    const start = telephony().now();
    const { status } = this.after ? await telephony().deploy(this.after) : await telephony().delete();
    await aws.drain();
    return { status, owners: telephony().owners(), gaps: telephony().unownedSince(start, this.kept) };
  }

  public reset(): void {
    const { account, failsLast } = this.life;
    telephony().reset(1, { cold: false });
    telephony().order(numbers(0, 69));
    for (const phoneNumber of account?.numbers ?? []) telephony().aws.chime.associate(phoneNumber, voiceConnector(account!.on));
    if (failsLast) telephony().failLast();
  }
}

function numbersOf(specs: AssociationSpecs): string[] {
  return Object.values(specs).flatMap(spec => spec.numbers);
}

function nameOf({ service, index, when }: KillPoint, times: number): string {
  return `${when} request ${index} (${service}), ${times === 1 ? 'once' : 'twice'}`;
}

test.each(LIVES)('$name ends as ever, at whichever request it is killed', async life => {
  // GIVEN
  const { aws } = telephony();
  const player = new Player(life);
  const isMeant = ({ event }: KillPoint) => (aws.lambda.events[life.event] as AsynchronousEvent | undefined)?.event === event;
  let undisturbed: Outcome | undefined;
  player.reset();
  const points = await listKillPoints(aws, isMeant, async () => { undisturbed = await player.play(); });
  expect(undisturbed).toMatchObject({ status: life.ends, gaps: [] });
  expect(points.map(({ service }) => service)).toEqual(expect.arrayContaining(['cloudformation', 'chime', 'response']));
  for (const point of points) {
    for (const times of [1, 2]) {
      // WHEN
      player.reset();
      const schedules = Array.from({ length: times }, (_, run) => killAt({ ...point, run }, isMeant));
      aws.lambda.killWhen = candidate => schedules.some(schedule => schedule(candidate));
      const outcome = await player.play();
      // THEN
      expect([nameOf(point, times), outcome]).toEqual([nameOf(point, times), undisturbed]);
    }
  }
}, 60_000);
