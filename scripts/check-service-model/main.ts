import { deepStrictEqual } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BROKEN_EXCHANGES } from './broken-exchanges';
import { Exchange } from './exchange';
import { recordLives } from './play';
import { drive, validate } from './python';
import { serveAccount } from './standalone';
import { Report } from '../support/report';
import { createVirtualEnvironment } from '../support/virtual-environment';

const BOTO3 = 'boto3==1.44.8';

/** All that the handler sends to the voice API. */
const OPERATIONS = [
  ...['', 'Group'].flatMap(suffix => [`AssociatePhoneNumbersWithVoiceConnector${suffix}`, `DisassociatePhoneNumbersFromVoiceConnector${suffix}`]),
  'GetPhoneNumber',
  'ListPhoneNumbers',
];

/** What drive.py sends to be refused. */
const MALFORMED = [
  'VoiceConnectorId is office, and should match ([a-z0-9]{21,22}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})',
  'E164PhoneNumbers[] is 0800 555, and should match ^\\+?[1-9]\\d{1,14}$',
].map(difference => `AssociatePhoneNumbersWithVoiceConnector: request.${difference}`);

/**
 * Holds what the shipped bundle sends, and what the simulator answers, against the service models that AWS publishes, and has boto3 use
 * the simulator.
 */
async function main(): Promise<number> {
  const report = new Report();
  const scratch = mkdtempSync(join(tmpdir(), 'check-service-model-'));
  try {
    const program = await report.step('pip', `installs ${BOTO3}`, () => createVirtualEnvironment(join(scratch, 'venv'), [BOTO3]));
    if (program) await check(program('python'), report);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return report.close();
}

async function check(python: string, report: Report): Promise<void> {
  await report.step('model', `notices ${BROKEN_EXCHANGES.length} differences`, async () => {
    const { findings } = await validate(python, BROKEN_EXCHANGES.map(({ exchange }) => exchange));
    deepStrictEqual(findings, BROKEN_EXCHANGES.map(({ difference }) => difference));
  });
  const lives = await report.step('bundle', 'lives in the simulated account', recordLives);
  const served = await report.step('boto3', 'uses the simulated account', () => serveAccount(async (url, description) => {
    for (const { name, actual, expected } of await drive(python, url, description)) {
      await report.step('boto3', name, () => deepStrictEqual(actual, expected));
    }
  }));
  await expectModelled({ name: 'bundle', exchanges: lives ?? [], operations: [...OPERATIONS, 'DescribeStackEvents'] }, python, report);
  await expectModelled({ name: 'boto3', exchanges: served ?? [], operations: OPERATIONS, malformed: MALFORMED }, python, report);
}

/** Who has sent requests, and the operations that must be among them. */
interface Client {
  readonly name: string;
  readonly exchanges: readonly Exchange[];
  readonly operations: readonly string[];
  /** What is wrong with requests that were malformed on purpose. */
  readonly malformed?: readonly string[];
}

async function expectModelled(client: Client, python: string, report: Report): Promise<void> {
  const { name, exchanges, operations } = client;
  await report.step(name, `${exchanges.length} requests and answers are as AWS's models have them`, async () => {
    const { requests, findings } = await validate(python, exchanges);
    process.stdout.write(Object.entries(requests).map(([operation, count]) => `        ${String(count).padStart(4)} ${operation}\n`).join(''));
    deepStrictEqual(findings, client.malformed ?? []);
    const missing = operations.filter(operation => !(operation in requests));
    if (missing.length > 0) throw new Error(`None was of ${missing.join(', ')}`);
  });
}

// CDK's own validation of templates takes longer than all else here; the bundle runs on a Node.js that its SDK supports.
process.env.CDK_VALIDATION = 'false';
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
void main().then(exitCode => { process.exitCode = exitCode; });
