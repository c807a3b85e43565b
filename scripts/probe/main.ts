import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { ArgumentError, parseProbeArguments, ProbeArguments, ProbeTask, USAGE } from './arguments';
import { WALL_CLOCK } from './clock';
import { Journal, JournalFile } from './journal';
import { RefusedError } from './preflight';
import { RecordingClient } from './raw-answers';
import { owedText, Report, reportJson, reportText } from './report';
import { resume, RunOptions, runProbes } from './run';
import { widthOf } from '../demo/terminal';

const DONE = 0;
const FAILED = 1;
const BAD_ARGUMENTS = 2;
const OWING = 3;
const INTERRUPTED = 130;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One Ctrl-C can arrive twice: from the terminal, and passed on by npm. */
const SAME_SIGNAL_MILLIS = 1_000;

/** The first signal ends the probes, and what they did is put back; the second ends even that. */
function listenToSignals(): { readonly interrupt: AbortController; readonly abandon: AbortController } {
  const interrupt = new AbortController();
  const abandon = new AbortController();
  let interruptedAt = 0;
  const onSignal = (signal: NodeJS.Signals) => {
    if (!interrupt.signal.aborted) {
      interruptedAt = Date.now();
      interrupt.abort(new Error(`interrupted by ${signal}`));
      say('\nInterrupted: what was done is put back now, which takes about half a minute. Once more leaves it as it is.');
    } else if (signal !== 'SIGHUP' && Date.now() - interruptedAt > SAME_SIGNAL_MILLIS) {
      abandon.abort(new Error(`ended by a second ${signal}`));
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => onSignal(signal));
  // Without the terminal, or the reader of a pipe, everything is put back all the same.
  process.stdout.on('error', () => undefined);
  return { interrupt, abandon };
}

async function confirm(plan: string, yes: boolean, signal: AbortSignal): Promise<boolean> {
  say(plan);
  if (yes) return true;
  if (!process.stdin.isTTY) throw new ArgumentError('Nobody can be asked here: add --yes');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // It takes Ctrl-C for itself as long as it is open.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const answer = await terminal.question('Go on? (yes/no) ', { signal }).catch(() => 'no').finally(() => terminal.close());
  return /^y(es)?$/i.test(answer.trim());
}

async function optionsOf({ region, endpoint }: Pick<ProbeArguments, 'region' | 'endpoint'>, storage: JournalFile): Promise<RunOptions> {
  const { interrupt, abandon } = listenToSignals();
  const config = { ...region && { region }, ...endpoint && { endpoint } };
  const client = new RecordingClient(config);
  return {
    client,
    cloudFormation: new CloudFormationClient(config),
    clock: WALL_CLOCK,
    storage,
    region: await client.sdk.config.region().catch((cause: unknown) => { throw new RefusedError('No region is set: name it with --region, or set AWS_REGION', { cause }); }),
    endpoint,
    interrupt: interrupt.signal,
    abandon: abandon.signal,
    say,
  };
}

function tellOwed(owed: Report['owed'], journal: string): number | undefined {
  if (owed.phoneNumbers.length + owed.voiceConnectors.length === 0) return undefined;
  say(`\n${owedText(owed, journal)}`);
  return OWING;
}

async function runTask(task: ProbeTask & { kind: 'probe' }, given: ProbeArguments): Promise<number> {
  const storage = new JournalFile(given.journal);
  if (storage.exists()) throw new RefusedError(`${given.journal} is the journal of a run that has not put everything back: --resume ${given.journal} does. Another run needs another --journal.`);
  const options = await optionsOf(given, storage);
  const report = await runProbes(task, options, plan => confirm(plan, given.yes, options.interrupt));
  if (!report) {
    say('Nothing was written.');
    return options.interrupt.aborted ? INTERRUPTED : DONE;
  }
  say(`\n${reportText(report, widthOf(process.stdout))}`);
  if (given.json !== undefined) {
    writeFileSync(given.json, reportJson(report));
    say(`\nThe same as JSON, without numbers and ids of the account: ${given.json}`);
  }
  const owing = tellOwed(report.owed, given.journal);
  if (owing !== undefined) return owing;
  say('\nEverything is as it was.');
  if (options.interrupt.aborted) return INTERRUPTED;
  return report.brokenOff === undefined ? DONE : FAILED;
}

async function resumeTask(given: ProbeArguments): Promise<number> {
  const storage = new JournalFile(given.journal);
  if (!storage.exists()) throw new RefusedError(`${given.journal} does not exist: a run that has put everything back leaves no journal`);
  const journal = Journal.resume(storage, storage.read());
  const options = await optionsOf({ region: given.region ?? journal.content.region, endpoint: given.endpoint ?? journal.content.endpoint }, storage);
  say(`Puts back what the run of ${journal.content.startedAt} owes …`);
  const owing = tellOwed(await resume(journal, options), given.journal);
  if (owing === undefined) say('Everything is as it was before that run.');
  return owing ?? DONE;
}

async function main(): Promise<number> {
  const given = parseProbeArguments(process.argv.slice(2));
  switch (given.task.kind) {
    case 'help':
      say(USAGE);
      return DONE;
    case 'resume':
      return resumeTask(given);
    case 'probe':
      return runTask(given.task, given);
  }
}

main().then(
  exitCode => process.exit(exitCode),
  (error: unknown) => {
    const isArgument = error instanceof ArgumentError;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${isArgument ? `\n${USAGE}` : ''}`);
    process.exit(isArgument ? BAD_ARGUMENTS : FAILED);
  },
);
