import { ChimeStub } from './support/chime-stub.server';
import { CONNECTOR, ONE } from './support/names';
import { createEvent, deleteEvent } from './support/resource-events';
import { defaultProvider } from '../../lambda/phone-number-associations/service/environment-credentials';
import { handler } from '../../lambda/phone-number-associations/index';

const stub = new ChimeStub();
const environment = { ...process.env };
const context = { getRemainingTimeInMillis: () => 60_000 };

beforeAll(async () => {
  Object.assign(process.env, { AWS_ENDPOINT_URL_CHIME_SDK_VOICE: await stub.start(), AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' });
});

afterAll(async () => {
  process.env = environment;
  await stub.stop();
});

test('serves event after event over one connection, and logs lines of JSON', async () => {
  // GIVEN
  const lines: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation(line => lines.push(String(line)) > 0);
  const found = { PhoneNumber: { Associations: [{ Name: CONNECTOR.kind, Value: CONNECTOR.id }] } };
  for (const answer of [{ PhoneNumber: {} }, {}, found, {}]) stub.willAnswer(200, answer);
  // WHEN
  const answers = [await handler(createEvent(), context), await handler(deleteEvent(), context)];
  jest.restoreAllMocks();
  // THEN
  expect(answers).toEqual([{ PhysicalResourceId: 'chime-phone-numbers-5f0e3f6c-request' }, { PhysicalResourceId: 'physical-id' }]);
  expect(stub.requests.map(({ method, url }) => `${method} ${url?.split('=')[1] ?? url}`)).toEqual([
    `GET /phone-numbers/${encodeURIComponent(ONE)}`, 'POST associate-phone-numbers',
    `GET /phone-numbers/${encodeURIComponent(ONE)}`, 'POST disassociate-phone-numbers',
  ]);
  expect(stub.connections).toBe(1);
  expect(lines.map(line => (JSON.parse(line) as { step: string }).step)).toEqual(expect.arrayContaining(['read', 'plan', 'associate', 'disassociate', 'done']));
});

test('knows no credentials but those of the environment', async () => {
  await expect(defaultProvider()()).resolves.toMatchObject({ accessKeyId: 'id', secretAccessKey: 'secret' });
});
