import { readFileSync } from 'node:fs';
import { CONNECTOR, SimulatedRun } from './support/simulated-run';
import { CALLER_ROLE } from '../../../aws-simulator';
import { PolicyDocument } from '../../../aws-simulator/iam';
import { USAGE } from '../../../scripts/probe/arguments';
import { PROBES } from '../../../scripts/probe/probes/all';

const PAGE = readFileSync('docs/probe.md', 'utf8');

/** The policy that the page tells people to use. */
function policy(): PolicyDocument {
  const [, json] = /```json\n([^]*?)```/.exec(PAGE)!;
  return JSON.parse(json.replaceAll('ACCOUNT', '111122223333').replaceAll('VOICE_CONNECTOR_ID', CONNECTOR).replaceAll('STACK_NAME', 'Office'));
}

test('the policy is enough', async () => {
  const run = await SimulatedRun.open({ freshConnectorMs: 20_000 });
  run.account.iam.removePolicy(CALLER_ROLE, 'Everything');
  run.account.iam.putPolicy(CALLER_ROLE, 'Probe', policy());
  const report = await run.probe({ otherVoiceConnectorId: undefined, createVoiceConnector: true, rate: true });
  expect(report?.findings.filter(({ copes }) => copes !== 'yes')).toEqual([]);
  expect(report).toMatchObject({ brokenOff: undefined, owed: { phoneNumbers: [], voiceConnectors: [] } });
});

test('without the options, the statements for them are not needed', async () => {
  const run = await SimulatedRun.open();
  const { Statement: statements } = policy();
  run.account.iam.removePolicy(CALLER_ROLE, 'Everything');
  run.account.iam.putPolicy(CALLER_ROLE, 'Probe', { Statement: [statements].flat().slice(0, 2) });
  const report = await run.probe({ otherVoiceConnectorId: undefined });
  expect(report?.findings.filter(({ copes, detail }) => copes !== 'yes' && !detail.startsWith('needs --'))).toEqual([]);
  expect(report).toMatchObject({ brokenOff: undefined, owed: { phoneNumbers: [] } });
});

test('options and steps of the page are those of the program', () => {
  const options = new Set(PAGE.match(/--[a-z]+(?:-[a-z]+)+\b/g));
  expect([...options].filter(option => !USAGE.includes(option))).toEqual([]);
  expect(PROBES.filter(({ id, does }) => !PAGE.includes(`  ${id}: ${does}\n`)).map(({ id }) => id)).toEqual([]);
});
