import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { ProbeTask } from './arguments';
import { Clock } from './clock';
import { Finding, notFound, Probe } from './finding';
import { Journal, JournalContent, JournalStorage } from './journal';
import { Observations } from './observations';
import { observedNumber } from './observed-number';
import { planText } from './plan';
import { arnIn, preflight, RefusedError } from './preflight';
import { PROBES } from './probes/all';
import { findingsByTheWay } from './probes/by-the-way';
import { stackFindings } from './probes/stack-events';
import { RecordingClient } from './raw-answers';
import { Report } from './report';
import { restore } from './restore';
import { MovedByOthersError, Session } from './session';
import { VoiceApi } from './voice-api';

export interface RunOptions {
  readonly client: RecordingClient;
  readonly cloudFormation?: CloudFormationClient;
  readonly clock: Clock;
  readonly storage: JournalStorage;
  readonly region: string;
  readonly endpoint?: string;
  /** Ends the probes; what they have done is put back. */
  readonly interrupt: AbortSignal;
  /** Ends even that: the journal tells what is left. */
  readonly abandon: AbortSignal;
  readonly say: (line: string) => void;
}

type Task = ProbeTask & { kind: 'probe' };

/** After a request that failed, its effect may come late. */
const REST_MILLIS = 10_000;

/**
 * Looks, asks, probes, and puts everything back.
 *
 * @returns undefined if somebody does not want it
 * @throws RefusedError before anything is written
 */
export async function runProbes(task: Task, options: RunOptions, confirm: (plan: string) => Promise<boolean>): Promise<Report | undefined> {
  const { clock, storage, region, endpoint, say } = options;
  const observations = new Observations();
  const api = apiOf(options, options.interrupt, observations);
  const named = [task.voiceConnectorId, ...task.otherVoiceConnectorId === undefined ? [] : [task.otherVoiceConnectorId]];
  const { voiceConnectorArn } = await preflight(api, task.phoneNumbers, named);
  if (!await confirm(planText(task, PROBES.filter(probe => !isLeftOut(probe, task)), region))) return undefined;

  const startedAt = new Date(clock.now()).toISOString();
  const { voiceConnectorId, phoneNumbers: namedPhoneNumbers } = task;
  const journal = Journal.begin(storage, { startedAt, region, endpoint, voiceConnectorArn, voiceConnectorId, namedPhoneNumbers });
  const session = new Session({ ...task, api, clock, journal, observations, region, signal: options.interrupt, accepts: task });
  const findings: Finding[] = [];
  let brokenOff: string | undefined;
  try {
    for (const probe of PROBES) findings.push(...await findingsOf(probe, session, options));
    if (task.stack !== undefined && options.cloudFormation) findings.push(...await stackFindings(options.cloudFormation, task.stack));
  } catch (error) {
    brokenOff = error instanceof Error ? error.message : String(error);
    say(`Broken off: ${brokenOff}`);
  }
  findings.push(...findingsByTheWay(observations));
  if (!journal.owesNothing) say('Puts everything back, and looks for 20 s whether it stays so …');
  await putBack(journal, options, session.readLagMillis);
  return { startedAt, region, endpoint, numbers: task.phoneNumbers.length, findings, brokenOff, owed: journal.content };
}

/**
 * Puts back what an earlier run owes.
 *
 * @throws RefusedError if the credentials are those of another account
 */
export async function resume(journal: Journal, options: RunOptions): Promise<Report['owed']> {
  if (!await isSameAccount(apiOf(options, options.abandon), journal.content)) {
    throw new RefusedError(`These credentials are of another account or region than the journal, which is of ${journal.content.voiceConnectorArn}`);
  }
  await putBack(journal, options, 0);
  return journal.content;
}

/** The connector may have been deleted since: then a number tells, which belongs to one account. */
async function isSameAccount(api: VoiceApi, { voiceConnectorId, voiceConnectorArn, namedPhoneNumbers }: JournalContent): Promise<boolean> {
  const answer = await api.getVoiceConnector(voiceConnectorId);
  if (answer.status === 200) return arnIn(answer) === voiceConnectorArn;
  if (answer.status !== 404) throw new RefusedError(`Voice connector ${voiceConnectorId} cannot be read: HTTP ${answer.status} ${answer.code}: ${answer.message}`);
  return observedNumber(await api.getPhoneNumber(namedPhoneNumbers[0])) !== undefined;
}

async function putBack(journal: Journal, options: RunOptions, readLagMillis: number): Promise<void> {
  const { clock, abandon, say } = options;
  const api = apiOf(options, abandon);
  // Whatever ends it, the journal tells what is left, and the caller says so.
  await restore({ journal, api, clock, signal: abandon, say, readLagMillis }).catch((error: unknown) => say(`Could not put everything back: ${String(error)}`));
}

function apiOf({ client, clock }: RunOptions, signal: AbortSignal, observations?: Observations): VoiceApi {
  return new VoiceApi({ client, clock, signal, observe: (operation, answer) => observations?.observe(operation, answer) });
}

function isLeftOut({ id }: Probe, { otherVoiceConnectorId, createVoiceConnector, rate }: Task): boolean {
  return (id === 'elsewhere' && otherVoiceConnectorId === undefined && !createVoiceConnector)
    || (id === 'fresh-connector' && !createVoiceConnector) || (id === 'request-rate' && !rate);
}

/** A probe that fails leaves its question open, and the others their turn; somebody else's hand ends the run. */
async function findingsOf(probe: Probe, session: Session, { interrupt, say }: RunOptions): Promise<readonly Finding[]> {
  const why = probe.skipped?.(session);
  if (why !== undefined) return probe.questions.map(question => notFound(question, why));
  say(`${probe.id} …`);
  try {
    return await probe.run(session);
  } catch (error) {
    interrupt.throwIfAborted();
    if (error instanceof MovedByOthersError || (error as Error).name === 'CredentialsProviderError') throw error;
    say(`  not found out: ${(error as Error).message}`);
    await session.sleep(REST_MILLIS);
    await session.takeOff(session.journal.content.phoneNumbers.map(({ phoneNumber }) => phoneNumber));
    return probe.questions.map(question => notFound(question, (error as Error).message));
  }
}
