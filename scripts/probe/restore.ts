import { Clock } from './clock';
import { Journal, OwedNumber, OwedVoiceConnector } from './journal';
import { isVoiceConnector, observedNumber } from './observed-number';
import { numberErrors } from './outcome';
import { Answer, VoiceApi } from './voice-api';

export interface RestoreOptions {
  readonly journal: Journal;
  readonly api: VoiceApi;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  /** The longest that a read was seen to be behind a write. */
  readonly readLagMillis?: number;
}

/** A read that is younger than the last write by less than this may not show it, and a request whose sender has died may still be on its way. */
const SETTLED_AFTER_MILLIS = 20_000;
/** For about a minute, the service may not know a connector that it has just made. */
const KNOWN_AFTER_MILLIS = 120_000;
const ROUND_INTERVAL_MILLIS = 2_000;
const GIVE_UP_AFTER_MILLIS = 600_000;

/**
 * Puts back what the journal owes, and strikes from it what is back.
 *
 * A number is looked for before it is taken off, and only from where the probe can have put it. What somebody else has moved
 * meanwhile stays where it is.
 */
export async function restore(options: RestoreOptions): Promise<void> {
  const { journal, clock, signal, say } = options;
  const deadline = clock.now() + GIVE_UP_AFTER_MILLIS;
  for (;;) {
    const problems = [...await attempt(options, journal.content.phoneNumbers, restoreNumber)];
    if (journal.content.phoneNumbers.length === 0) problems.push(...await attempt(options, journal.content.voiceConnectors, removeVoiceConnector));
    if (journal.owesNothing) break;
    if (clock.now() > deadline) {
      for (const problem of problems) say(problem);
      break;
    }
    await clock.sleep(ROUND_INTERVAL_MILLIS, signal);
  }
  journal.close();
}

/** One thing that fails must not keep the others from being put back. */
async function attempt<T>(options: RestoreOptions, owed: readonly T[], step: (options: RestoreOptions, item: T) => Promise<void>): Promise<string[]> {
  const problems: string[] = [];
  for (const item of owed) {
    try {
      await step(options, item);
    } catch (error) {
      options.signal.throwIfAborted();
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  return problems;
}

async function restoreNumber({ journal, api, clock, say, readLagMillis = 0 }: RestoreOptions, owed: OwedNumber): Promise<void> {
  const { phoneNumber, voiceConnectorIds, lastWriteAt } = owed;
  const number = observedNumber(await api.getPhoneNumber(phoneNumber));
  const own = number?.places.find(place => isVoiceConnector(place, voiceConnectorIds));
  if (own) {
    journal.willDisassociate([phoneNumber], clock.now());
    const answer = await api.disassociate(own.id, [phoneNumber]);
    requireTaken(answer, `${phoneNumber} could not be taken off ${own.id}`);
    return;
  }
  const [strange] = number?.places ?? [];
  const isSettled = clock.now() - lastWriteAt >= Math.max(SETTLED_AFTER_MILLIS, 3 * readLagMillis);
  if (!number) say(`${phoneNumber} is not in the account any more.`);
  if (strange) say(`${phoneNumber} is on ${strange.kind} ${strange.id}, where this probe has not put it: left there.`);
  if (!number || strange || isSettled) journal.settleNumber(phoneNumber);
}

function requireTaken(answer: Answer, otherwise: string): void {
  const [error] = numberErrors(answer);
  if (answer.status >= 300) throw new Error(`${otherwise}: HTTP ${answer.status} ${answer.code}: ${answer.message}`);
  if (error) throw new Error(`${otherwise}: ${error.code}: ${error.message}`);
}

async function removeVoiceConnector({ journal, api, clock }: RestoreOptions, owed: OwedVoiceConnector): Promise<void> {
  const { name, voiceConnectorId, lastWriteAt } = owed;
  const listed = await findByName(api, name);
  const id = voiceConnectorId ?? listed;
  if (id !== undefined) {
    journal.created(name, id);
    const answer = await api.deleteVoiceConnector(id);
    if (answer.status < 300) return journal.settleVoiceConnector(name);
    if (answer.status !== 404) throw new Error(`Voice connector ${name} (${id}) could not be deleted: HTTP ${answer.status} ${answer.code}: ${answer.message}`);
  }
  if (listed === undefined && clock.now() - lastWriteAt >= KNOWN_AFTER_MILLIS) journal.settleVoiceConnector(name);
}

async function findByName(api: VoiceApi, name: string): Promise<string | undefined> {
  let nextToken: string | undefined;
  do {
    const { status, code, message, body } = await api.listVoiceConnectors(nextToken);
    if (status !== 200) throw new Error(`ListVoiceConnectors: HTTP ${status} ${code}: ${message}`);
    const connectors = body.VoiceConnectors as readonly { readonly Name: string; readonly VoiceConnectorId: string }[] | undefined;
    const found = connectors?.find(connector => connector.Name === name);
    if (found) return found.VoiceConnectorId;
    nextToken = body.NextToken as string | undefined;
  } while (nextToken !== undefined);
  return undefined;
}
