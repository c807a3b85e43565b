import { Account } from './account';
import { TroubleKind } from './record';
import { CloudFormationBehaviour, Behaviour, FAULTS_WITHOUT_FINAL_ANSWER, RateLimit } from '../../aws-simulator';
import { Random } from '../../aws-simulator/random';

const MINUTE = 60_000;

/** What the account shares on good days. */
const usualRate = () => new RateLimit(10, 20);

const LONGEST_MINUTES: Readonly<Record<TroubleKind, number>> = {
  'throttling': 60,
  'errors': 60,
  'outage': 45,
  'CloudFormation': 45,
  'kills': 120,
  'repeated events': 1,
};

/** Even on good days a function may be killed, at each of its requests. */
const USUAL_KILLS = 0.001;

/** Lambda gives an event to three runs: two kills are what a deployment has to survive. */
const KILLS_OF_AN_EVENT = 2;

/** Throttling, outages and kills, one after the other, some hours apart. */
export async function makeTrouble(account: Account, random: Random, everyHours: number): Promise<void> {
  const kinds = Object.keys(LONGEST_MINUTES) as TroubleKind[];
  begin(account, undefined, random);
  for (;;) {
    await account.pause(everyHours, random);
    if (account.isOver()) return;
    const kind = random.pick(kinds);
    const from = account.now();
    begin(account, kind, random);
    await account.aws.simulation.sleep((0.05 + 0.95 * random.next()) * LONGEST_MINUTES[kind] * MINUTE);
    begin(account, undefined, random);
    account.troubles.push({ kind, from, until: account.now() });
  }
}

/** From the next midnight on the services behave in another of the ways that nobody outside AWS can tell apart. */
export async function changeBehaviours(account: Account, random: Random): Promise<void> {
  for (let day = 0; ; day++) {
    account.aws.chime.behave(randomBehaviour(random));
    account.aws.cloudFormation.behave(randomCloudFormation(random));
    await account.aws.simulation.sleep(24 * 60 * MINUTE);
    if (account.isOver()) return;
  }
}

function begin(account: Account, kind: TroubleKind | undefined, random: Random): void {
  const { chime, cloudFormation, lambda } = account.aws;
  const probability = 0.1 + 0.4 * random.next();
  const errors = { errors: probability, outage: 1 }[kind as string] ?? 0;
  chime.rateLimit = kind === 'throttling' ? new RateLimit(1, 1) : usualRate();
  chime.faults = errors > 0 ? () => random.next() < errors ? random.pick(FAULTS_WITHOUT_FINAL_ANSWER) : undefined : undefined;
  const ofCloudFormation = kind === 'CloudFormation' ? probability : 0;
  cloudFormation.faults = () => random.next() < ofCloudFormation ? random.pick([{ kind: 'exception', code: 'Throttling' }, { kind: 'html 502' }] as const) : undefined;
  cloudFormation.responseFaults = () => random.next() < ofCloudFormation ? { kind: 'reset', workDone: random.integer(2) === 0 } : undefined;
  kill(account, kind === 'kills' ? 0.2 : USUAL_KILLS, random);
  const latest = lambda.events.at(-1);
  // The function may have been deleted since.
  if (kind === 'repeated events' && latest) void lambda.deliverAgain(latest).catch(() => undefined);
}

function kill(account: Account, probability: number, random: Random): void {
  const killsOf = new Map<unknown, number>();
  account.aws.lambda.killWhen = ({ event }) => {
    const key = JSON.stringify(event);
    const kills = killsOf.get(key) ?? 0;
    if (random.next() >= probability || kills >= KILLS_OF_AN_EVENT) return false;
    killsOf.set(key, kills + 1);
    account.kills += 1;
    return true;
  };
}

function randomBehaviour(random: Random): Partial<Behaviour> {
  return {
    associateAgain: random.pick(['success', 'PhoneNumberAssociationsExist', 'Conflict']),
    disassociateAbsent: random.pick(['success', 'NotFound', 'BadRequest', 'Conflict']),
    listOfUnknownOwner: random.pick(['empty', 'NotFound']),
    phoneNumberId: random.pick(['encoded', 'plain']),
    noErrors: random.pick(['empty', 'absent', 'null']),
    largestBatch: random.pick([undefined, undefined, undefined, 10]),
    readLagMs: random.pick([0, 500, 3_000]),
    associatedTimestamp: random.pick(['milliseconds', 'milliseconds', 'seconds', 'absent']),
    associatedTimestampOfRepetition: random.pick(['kept', 'renewed']),
  };
}

function randomCloudFormation(random: Random): Partial<CloudFormationBehaviour> {
  return {
    failedUpdateRestored: random.pick(['at once', 'with the next operation']),
    failedCreationDeleted: random.pick(['before its successor', 'after its successor']),
    requestIds: random.pick(['unique', 'reused by rollbacks']),
    readLagMs: random.pick([0, 0, 1_500]),
  };
}
