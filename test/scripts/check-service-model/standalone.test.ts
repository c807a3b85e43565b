import { ChimeSDKVoiceClient, ListPhoneNumbersCommand, SearchAvailablePhoneNumbersCommand } from '@aws-sdk/client-chime-sdk-voice';
import { voiceConnector, voiceConnectorGroup } from '../../../aws-simulator';
import { EXCEPTIONS } from '../../../scripts/check-service-model/exceptions';
import { eachException, serveAccount } from '../../../scripts/check-service-model/standalone';

const MARKED = '+12065550120';
const codesOf = (faults: readonly unknown[]) => faults.map(fault => (fault as { code?: string } | undefined)?.code);
const CONNECTOR = voiceConnector('abcdefghijklmnopqrstu');

test('what is marked meets each exception, and then none', () => {
  const next = eachException();
  const faults = [...EXCEPTIONS, undefined].map(() => next({ operation: 'Associate', owner: CONNECTOR, numbers: [MARKED] }));
  expect(codesOf(faults)).toEqual([...EXCEPTIONS, undefined]);
});

test.each([
  ['another operation', { operation: 'Disassociate', owner: CONNECTOR, numbers: [MARKED] }],
  ['another kind of owner', { operation: 'Associate', owner: voiceConnectorGroup('1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d'), numbers: [MARKED] }],
  ['a read of the number', { operation: 'Get', numbers: [MARKED] }],
  ['a list of the marked connector', { operation: 'List', owner: voiceConnector('faultfaultfaultfaultf'), numbers: [] }],
] as const)('%s meets them for itself', (_, call) => {
  const next = eachException();
  next({ operation: 'Associate', owner: CONNECTOR, numbers: [MARKED] });
  expect(codesOf([next(call), next(call)])).toEqual(EXCEPTIONS.slice(0, 2));
});

test.each([
  ['number', { operation: 'Associate', owner: CONNECTOR, numbers: ['+12065550100'] }],
  ['connector', { operation: 'List', owner: CONNECTOR, numbers: [] }],
] as const)('no other %s meets any', (_, call) => {
  expect(eachException()(call)).toBeUndefined();
});

const clientOf = (endpoint: string) => (
  new ChimeSDKVoiceClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'any', secretAccessKey: 'any' }, maxAttempts: 1 })
);

test('what a client sends while the account is served is recorded', async () => {
  const exchanges = await serveAccount(async url => void await clientOf(url).send(new ListPhoneNumbersCommand({ MaxResults: 2 })));
  expect(exchanges.map(({ url, status }) => [url, status])).toEqual([['/phone-numbers?max-results=2', 200]]);
});

test('a request that is not simulated is an error, whatever the client makes of it', async () => {
  const search = (url: string) => clientOf(url).send(new SearchAvailablePhoneNumbersCommand({ City: 'Seattle' })).then(() => undefined, () => undefined);
  await expect(serveAccount(search)).rejects.toThrow('Not simulated: GET /search');
});
