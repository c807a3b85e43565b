import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { CfnVoiceConnector } from 'aws-cdk-lib/aws-chime';
import { useTelephony } from './telephony';
import { voiceConnector, voiceConnectorGroup } from '../../aws-simulator';
import { CallCenterStack } from '../../examples/typescript/call-center-stack';
import { TelephonyStack } from '../../examples/typescript/telephony-stack';
import { E164 } from '../../src';

const telephony = useTelephony();

const EXAMPLES = join(__dirname, '..', '..', 'examples', 'typescript');
const GROUP = '12345678-90ab-cdef-1234-567890abcdef';
const SHIFTS = E164.fromFile(join(EXAMPLES, 'numbers.csv'));
const NAME = 'Example';

/** As in app.ts and call-center.ts. */
const env = { region: 'us-east-1' };

const directory = mkdtempSync(join(tmpdir(), 'examples-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Creates or updates the stack, synthesized as the example's cdk.json says. */
async function deploy(declare: (app: App) => void): Promise<void> {
  const { context } = JSON.parse(readFileSync(join(EXAMPLES, 'cdk.json'), 'utf8'));
  const app = new App({ analyticsReporting: false, context, outdir: mkdtempSync(join(directory, 'cdk.out-')) });
  declare(app);
  const { status, reasons } = await telephony().aws.stack(NAME).deploy(app.synth().getStackByName(NAME));
  expect(reasons).toEqual([]);
  expect(['CREATE_COMPLETE', 'UPDATE_COMPLETE']).toContain(status);
}

const remove = async () => expect((await telephony().aws.stack(NAME).delete()).status).toBe('DELETE_COMPLETE');

test('the office: created, updated, moved to a connector of another region and deleted', async () => {
  // GIVEN
  const [first, second, third] = E164.range('+12065550100', '+12065550102');
  telephony().order([first, second, third]);
  const connector = () => {
    const [{ attributes }] = telephony().aws.stack(NAME).resourcesOfType(CfnVoiceConnector.CFN_RESOURCE_TYPE_NAME);
    return voiceConnector(String(attributes?.VoiceConnectorId));
  };
  const deployWith = (phoneNumbers: string[], connectorRegion?: string) =>
    deploy(app => new TelephonyStack(app, NAME, { env, phoneNumbers, connectorRegion }));

  // WHEN
  await deployWith([first, second]);
  const created = telephony().aws.chime.numbersOf(connector());
  await deployWith([second, third]);
  const updated = telephony().aws.chime.numbersOf(connector());
  const { time } = telephony().aws.chime.requests.at(-1)!;
  const old = connector();
  await deployWith([second, third], 'us-west-2');

  // THEN
  expect(created).toEqual([first, second]);
  expect(updated).toEqual([second, third]);
  expect(telephony().aws.chime.numbersOf(connector())).toEqual([second, third]);
  expect(telephony().aws.chime.exists(old)).toBe(false);
  for (const moved of [second, third]) expect(telephony().aws.chime.wasUnowned(moved, time)).toBe(false);
  await remove();
  expect(telephony().aws.chime.all().map(({ e164 }) => telephony().aws.chime.ownerOf(e164))).toEqual([undefined, undefined, undefined]);
});

test('the call center: created, watched, updated and deleted', async () => {
  // GIVEN
  const block = E164.range('+12065550110', '+12065550119');
  telephony().order([...block, ...SHIFTS]);
  telephony().aws.chime.create(voiceConnectorGroup(GROUP));
  const numbersOfGroup = () => telephony().aws.chime.numbersOf(voiceConnectorGroup(GROUP));
  const deployWith = (phoneNumbers: string[]) => deploy(app => new CallCenterStack(app, NAME, { env, phoneNumbers, voiceConnectorGroupId: GROUP }));

  // WHEN
  await deployWith([...block, ...SHIFTS]);
  const created = numbersOfGroup();
  telephony().aws.chime.disassociate(SHIFTS[0]);
  await telephony().aws.stack(NAME).fire(telephony().aws.stack(NAME).resourcesOfType('AWS::Scheduler::Schedule')[0].logicalId);
  const log = telephony().aws.stack(NAME).resourcesOfType('AWS::Lambda::Function').flatMap(({ physicalId }) => telephony().aws.lambda.log(physicalId)).join('');
  await deployWith(SHIFTS);

  // THEN
  expect(created).toEqual([...block, ...SHIFTS]);
  expect(log).toContain('"DriftedPhoneNumbers":1');
  expect(log).toContain(`"${SHIFTS[0]}":"not associated"`);
  expect(numbersOfGroup()).toEqual(SHIFTS);
  await remove();
  expect(numbersOfGroup()).toEqual([]);
});
