import { randomBytes } from 'node:crypto';
import { Finding, Probe, Question } from '../finding';
import { outcomeOf } from '../outcome';
import { arnIn } from '../preflight';
import { Session } from '../session';

const REGION: Question = {
  id: 'arn-region',
  unknown: "region in a connector's ARN",
  handler: 'has a policy that allows every region',
};
const UNKNOWN_OWNER: Question = {
  id: 'list-of-unknown-owner',
  unknown: 'listing the numbers of an owner that does not exist',
  handler: 'takes an empty list and NotFound for the same: nothing is on it',
};
const FRESH: Question = {
  id: 'fresh-connector',
  unknown: 'how long a new connector is unknown',
  handler: 'waits up to 90 s while the service answers NotFound',
};

/** OWNER_APPEARS_WITHIN_MILLIS of the handler. */
const APPEARS_WITHIN_MILLIS = 90_000;
const GIVE_UP_AFTER_MILLIS = 150_000;

export const arnRegion: Probe = {
  id: 'arn-region',
  does: 'reads the connector',
  questions: [REGION],
  run: async session => {
    const arn = arnIn(await session.api.getVoiceConnector(session.voiceConnectorId));
    const region = arn.split(':')[3] ?? '';
    return [{ ...REGION, answer: region || 'no ARN', detail: `called in ${session.region}: ${withoutAccount(arn)}`, copes: region ? 'yes' : 'unknown' }];
  },
};

/** What people send on has no account in it. */
function withoutAccount(arn: string): string {
  return arn.replace(/:\d{12}:/, ':ACCOUNT:');
}

export const listOfUnknownOwner: Probe = {
  id: 'list-of-unknown-owner',
  does: 'lists the numbers of a connector that does not exist',
  questions: [UNKNOWN_OWNER],
  run: async session => {
    const nobody = [...randomBytes(21)].map(byte => (byte % 36).toString(36)).join('');
    const answer = await session.api.listPhoneNumbers(nobody);
    const isEmpty = answer.status === 200 && ((answer.body.PhoneNumbers ?? []) as readonly unknown[]).length === 0;
    const outcome = outcomeOf(answer);
    const found = isEmpty ? 'empty' : outcome.code;
    const copes = isEmpty || answer.status === 404 ? 'yes' : 'unknown';
    return [{ ...UNKNOWN_OWNER, answer: found, detail: isEmpty ? 'HTTP 200 without numbers' : outcome.words, copes, behaviour: { listOfUnknownOwner: found as 'empty' } }];
  },
};

async function create(session: Session): Promise<string> {
  const name = `phone-number-probe-${randomBytes(6).toString('hex')}`;
  session.journal.willCreate(name, session.clock.now());
  const answer = await session.api.createVoiceConnector(name);
  const id = (answer.body.VoiceConnector as { readonly VoiceConnectorId?: string } | undefined)?.VoiceConnectorId;
  if (answer.status >= 300 || id === undefined) throw new Error(`the connector was not created: HTTP ${answer.status} ${answer.code}: ${answer.message}`);
  session.journal.created(name, id);
  return id;
}

/** What a new connector answers to an association until it takes one. */
async function askUntilKnown(session: Session, phoneNumber: string, id: string): Promise<Finding> {
  const createdAt = session.clock.now();
  const refusals = new Set<string>();
  const statuses = new Set<number>();
  for (;;) {
    const answer = await session.associate([phoneNumber], id);
    const age = session.clock.now() - createdAt;
    const { kind, words } = outcomeOf(answer);
    const isKnown = kind === 'success';
    const detail = [...refusals].join('; ') || 'the first association was taken';
    const seconds = `${(age / 1_000).toFixed(0)} s`;
    if (isKnown) await session.waitUntilOn([phoneNumber], id);
    if (isKnown && refusals.size === 0) return { ...FRESH, answer: 'known at once', detail, copes: 'yes' };
    const isWaitedFor = [...statuses].every(status => status === 404) && age < APPEARS_WITHIN_MILLIS;
    if (isKnown) return { ...FRESH, answer: `known after ${seconds}`, detail, copes: isWaitedFor ? 'yes' : 'no' };
    if (age > GIVE_UP_AFTER_MILLIS) return { ...FRESH, answer: `unknown for more than ${GIVE_UP_AFTER_MILLIS / 1_000} s`, detail, copes: 'no' };
    refusals.add(words);
    statuses.add(answer.status);
    await session.sleep(1_000);
  }
}

/** Leaves the connector to the other probes, which need a second one; it is deleted in the end. */
export const freshConnector: Probe = {
  id: 'fresh-connector',
  does: 'creates a connector, associates a number with it until that is taken, and takes the number off; the connector is deleted in the end',
  questions: [FRESH],
  skipped: session => session.accepts.createVoiceConnector ? undefined : 'needs --create-voice-connector',
  run: async session => {
    const [phoneNumber] = session.phoneNumbers;
    const id = await create(session);
    const finding = await askUntilKnown(session, phoneNumber, id);
    await session.takeOff([phoneNumber]);
    session.otherVoiceConnectorId ??= id;
    return [finding];
  },
};
