import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CONNECTOR, InstantClock, NUMBERS } from './support/simulated-run';
import { StandaloneAccount, voiceConnector } from '../../../aws-simulator';
import { Journal, JournalFile } from '../../../scripts/probe/journal';
import { RecordingClient } from '../../../scripts/probe/raw-answers';
import { resume } from '../../../scripts/probe/run';

const directory = mkdtempSync(join(tmpdir(), 'probe-'));
const journal = join(directory, 'journal.json');
const opened: StandaloneAccount[] = [];
afterEach(async () => {
  for (const account of opened.splice(0)) await account.stop();
});
afterAll(() => rmSync(directory, { recursive: true }));

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' };

function start(args: readonly string[]): { readonly child: ChildProcess; readonly printed: () => string } {
  const child = spawn(process.execPath, [
    '--require', 'ts-node/register/transpile-only', resolve('scripts/probe/main.ts'), ...args,
  ], { env: { ...process.env, ...CREDENTIALS, AWS_REGION: 'us-east-1' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => { text += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { text += chunk.toString(); });
  return { child, printed: () => text };
}

/** Runs the probe in a process of its own, which gets a signal as soon as the account sees a number on the connector. */
async function runUntilAssociated(signal: NodeJS.Signals) {
  let child: ChildProcess | undefined;
  const account = await StandaloneAccount.start({
    onRequest: () => {
      if (account.chime.ownerOf(NUMBERS[0])) child?.kill(signal);
    },
  });
  opened.push(account);
  account.chime.create(voiceConnector(CONNECTOR));
  for (const number of NUMBERS) account.chime.order(number);
  const args = ['--voice-connector-id', CONNECTOR, '--phone-number', NUMBERS[0], '--phone-number', NUMBERS[1], '--endpoint', account.url, '--journal', journal, '--yes'];
  const run = start(args);
  child = run.child;
  const [code, endedBy] = await once(child, 'close') as [number | null, NodeJS.Signals | null];
  return { account, args, code, endedBy, printed: run.printed() };
}

test('a process that is killed leaves a journal: another run is refused, and to resume puts all back', async () => {
  const { account, args, endedBy } = await runUntilAssociated('SIGKILL');
  expect(endedBy).toBe('SIGKILL');
  expect(account.chime.ownerOf(NUMBERS[0])).toEqual(voiceConnector(CONNECTOR));
  expect(JSON.parse(readFileSync(journal, 'utf8')).phoneNumbers).toMatchObject([{ phoneNumber: NUMBERS[0], voiceConnectorIds: [CONNECTOR] }]);

  const another = start(args);
  expect(await once(another.child, 'close')).toEqual([1, null]);
  expect(another.printed()).toContain(`--resume ${journal} does`);

  // In a process of its own, it would take as long as it takes to see that the number stays off.
  const storage = new JournalFile(journal);
  const clock = new InstantClock(Date.now());
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };
  const client = new RecordingClient({ endpoint: account.url, region: 'us-east-1', credentials });
  const { signal } = new AbortController();
  await resume(Journal.resume(storage, storage.read()), { client, clock, storage, region: 'us-east-1', interrupt: signal, abandon: signal, say: () => undefined });
  client.sdk.destroy();
  expect(account.chime.ownerOf(NUMBERS[0])).toBeUndefined();
  expect(existsSync(journal)).toBe(false);
});
