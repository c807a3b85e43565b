import {
  AssociatePhoneNumbersWithVoiceConnectorCommand,
  ChimeSDKVoiceClient,
  CreateVoiceConnectorCommand,
  DeleteVoiceConnectorCommand,
  DisassociatePhoneNumbersFromVoiceConnectorCommand,
  GetPhoneNumberCommand,
  GetVoiceConnectorCommand,
  ListPhoneNumbersCommand,
  paginateListVoiceConnectors,
} from '@aws-sdk/client-chime-sdk-voice';
import { CloudFormationClient, DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import { inTurn, RateLimit, voiceConnector } from '..';
import { CALLER_ROLE, StandaloneAccount, StandaloneAccountOptions } from './standalone-account';
import { StackRecord } from '../cloudformation/stack-record';
import { PolicyDocument } from '../iam';

const CONNECTOR = 'abcdefghijklmnopqrstu';
const NUMBER = '+12065550100';
const START = Date.UTC(2026, 5, 1);

const opened: { stop(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const { stop } of opened.splice(0)) await stop();
});

/** An account with one connector and one number, whose time passes only where somebody waits. */
async function open(options: StandaloneAccountOptions = {}) {
  const clock = { millis: START, now: () => clock.millis, sleep: async (millis: number) => { clock.millis += millis; } };
  const account = await StandaloneAccount.start({ clock, ...options });
  account.chime.create(voiceConnector(CONNECTOR));
  account.chime.order(NUMBER);
  // Anybody's credentials, of the form that people use for simulators.
  const common = { region: 'us-east-1', endpoint: account.url, credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' }, maxAttempts: 1 };
  const voice = new ChimeSDKVoiceClient(common);
  const cloudFormation = new CloudFormationClient(common);
  opened.push({ stop: () => account.stop() }, { stop: () => voice.destroy() }, { stop: () => cloudFormation.destroy() });
  return { account, clock, voice, cloudFormation };
}

const NOTHING: PolicyDocument = { Statement: { Effect: 'Deny', Action: '*', Resource: '*' } };

const numbers = { VoiceConnectorId: CONNECTOR, E164PhoneNumbers: [NUMBER] };

test('a client of the SDK associates, reads and disassociates, in time that it shares with the account', async () => {
  const { account, clock, voice } = await open();
  await voice.send(new AssociatePhoneNumbersWithVoiceConnectorCommand({ ...numbers, ForceAssociate: false }));
  expect(account.chime.ownerOf(NUMBER)).toEqual(voiceConnector(CONNECTOR));
  const { PhoneNumber: number } = await voice.send(new GetPhoneNumberCommand({ PhoneNumberId: NUMBER }));
  expect(number?.Associations).toEqual([{ Name: 'VoiceConnectorId', Value: CONNECTOR, AssociatedTimestamp: new Date(START + 30) }]);
  await voice.send(new DisassociatePhoneNumbersFromVoiceConnectorCommand(numbers));
  const { PhoneNumbers: listed } = await voice.send(new ListPhoneNumbersCommand({}));
  expect(listed?.map(({ E164PhoneNumber, Associations }) => [E164PhoneNumber, Associations])).toEqual([[NUMBER, []]]);
  expect(clock.now()).toBe(START + 120);
  expect(account.chime.unexpected).toEqual([]);
});

test('time is that of the wall if no other is given', async () => {
  const { account, voice } = await open({ clock: undefined });
  account.chime.behave({ latencyMs: 0 });
  const before = Date.now();
  await voice.send(new AssociatePhoneNumbersWithVoiceConnectorCommand({ ...numbers, ForceAssociate: false }));
  const { PhoneNumber: number } = await voice.send(new GetPhoneNumberCommand({ PhoneNumberId: NUMBER }));
  const at = number?.Associations?.[0].AssociatedTimestamp?.getTime();
  expect(at).toBeGreaterThanOrEqual(before);
  expect(at).toBeLessThanOrEqual(Date.now());
});

test('a connector is made, unknown for a while, known, and deleted when nothing is on it', async () => {
  const { clock, voice, account } = await open({ freshConnectorMs: 20_000 });
  const created = await voice.send(new CreateVoiceConnectorCommand({ Name: 'made here', RequireEncryption: false }));
  expect(created.$metadata.httpStatusCode).toBe(201);
  const VoiceConnectorId = created.VoiceConnector!.VoiceConnectorId!;
  expect(VoiceConnectorId).toMatch(/^[a-z0-9]{22}$/);
  await expect(voice.send(new GetVoiceConnectorCommand({ VoiceConnectorId }))).rejects.toMatchObject({ name: 'NotFoundException' });
  await clock.sleep(20_000);
  const { VoiceConnector: known } = await voice.send(new GetVoiceConnectorCommand({ VoiceConnectorId }));
  expect(known).toMatchObject({ Name: 'made here', RequireEncryption: false, VoiceConnectorArn: `arn:aws:chime:us-east-1:111122223333:vc/${VoiceConnectorId}` });
  account.chime.associate(NUMBER, voiceConnector(VoiceConnectorId));
  await expect(voice.send(new DeleteVoiceConnectorCommand({ VoiceConnectorId }))).rejects.toMatchObject({ name: 'ConflictException' });
  account.chime.disassociate(NUMBER);
  await voice.send(new DeleteVoiceConnectorCommand({ VoiceConnectorId }));
  expect(account.chime.exists(voiceConnector(VoiceConnectorId))).toBe(false);
});

test('connectors are listed page by page', async () => {
  const { account, voice } = await open();
  account.chime.create(voiceConnector('zzzzzzzzzzzzzzzzzzzzz'));
  const pages = [];
  for await (const { VoiceConnectors: connectors } of paginateListVoiceConnectors({ client: voice, pageSize: 1 }, {})) {
    pages.push(connectors?.map(({ VoiceConnectorId }) => VoiceConnectorId));
  }
  expect(pages).toEqual([[CONNECTOR], ['zzzzzzzzzzzzzzzzzzzzz']]);
});

test.each([
  ['that does not exist', { VoiceConnectorId: 'nobodynobodynobodynob' }, 'NotFoundException'],
  ['whose id is malformed', { VoiceConnectorId: 'x' }, 'BadRequestException'],
])('a connector %s is refused', async (_, input, name) => {
  const { voice } = await open();
  await expect(voice.send(new DisassociatePhoneNumbersFromVoiceConnectorCommand({ ...numbers, ...input }))).rejects.toMatchObject({ name });
});

test.each([
  ['throttles', ({ chime }: StandaloneAccount) => { chime.rateLimit = new RateLimit(1, 0); }, 'ThrottledClientException'],
  ['denies', ({ iam }: StandaloneAccount) => iam.putPolicy(CALLER_ROLE, 'Nothing', NOTHING), 'AccessDeniedException'],
  ['fails', ({ chime }: StandaloneAccount) => { chime.faults = inTurn({ kind: 'exception', code: 'ServiceFailure' }); }, 'ServiceFailureException'],
])('an account that %s says so', async (_, prepare, name) => {
  const { account, voice } = await open();
  prepare(account);
  await expect(voice.send(new GetPhoneNumberCommand({ PhoneNumberId: NUMBER }))).rejects.toMatchObject({ name });
});

test('operations on connectors need permissions, too', async () => {
  const { account, voice } = await open();
  account.iam.putPolicy(CALLER_ROLE, 'Nothing', NOTHING);
  await expect(voice.send(new GetVoiceConnectorCommand({ VoiceConnectorId: CONNECTOR }))).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('events of a stack are told at the same URL', async () => {
  const { account, cloudFormation } = await open();
  account.cloudFormation.records.add(new StackRecord('arn:aws:cloudformation:us-east-1:111122223333:stack/Office/1', 'Office'))
    .add({ time: 0, logicalId: 'Office', type: 'AWS::CloudFormation::Stack', status: 'CREATE_IN_PROGRESS', reason: 'User Initiated' });
  const { StackEvents: events } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName: 'Office' }));
  expect(events).toMatchObject([{ LogicalResourceId: 'Office', ResourceStatus: 'CREATE_IN_PROGRESS', Timestamp: new Date('2026-01-01T00:00:00Z') }]);
});

test('a request that is not signed is refused', async () => {
  const { account } = await open();
  const answer = await fetch(`${account.url}/phone-numbers`);
  expect([answer.status, await answer.json()]).toEqual([401, { Code: 'UnauthorizedClient', Message: expect.any(String) }]);
});

test('an observer is told of each request', async () => {
  const seen: unknown[] = [];
  const { voice } = await open({ onRequest: (...request) => seen.push(request) });
  await voice.send(new ListPhoneNumbersCommand({}));
  expect(seen).toEqual([['GET', '/phone-numbers', 200]]);
});
