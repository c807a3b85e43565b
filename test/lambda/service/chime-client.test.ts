import { ServiceError } from '../../../lambda/phone-number-associations/model/errors';
import { ChimeClient } from '../../../lambda/phone-number-associations/service/chime-client';
import { ChimeStub } from '../support/chime-stub.server';
import { CONNECTOR, GROUP, NOW, ONE, REGION, SIP_RULE, TWO } from '../support/names';

const stub = new ChimeStub();
const environment = { ...process.env };
const { signal } = new AbortController();
const client = () => new ChimeClient(REGION);

beforeAll(async () => {
  Object.assign(process.env, { AWS_ENDPOINT_URL_CHIME_SDK_VOICE: await stub.start(), AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' });
});

afterEach(() => stub.reset());

afterAll(async () => {
  process.env = environment;
  await stub.stop();
});

describe('requests', () => {
  const numbers = { E164PhoneNumbers: [ONE, TWO] };

  test.each([[CONNECTOR, `/voice-connectors/${CONNECTOR.id}`], [GROUP, `/voice-connector-groups/${GROUP.id}`]])('to %j', async (owner, path) => {
    for (let answers = 0; answers < 3; answers += 1) stub.willAnswer(200, {});
    await client().associate(owner, [ONE, TWO], true, signal);
    await client().associate(owner, [ONE, TWO], false, signal);
    await client().disassociate(owner, [ONE, TWO], signal);

    expect(stub.requests.map(({ method, url, body }) => ({ method, url, body: JSON.parse(body) as unknown }))).toEqual([
      { method: 'POST', url: `${path}?operation=associate-phone-numbers`, body: { ...numbers, ForceAssociate: true } },
      { method: 'POST', url: `${path}?operation=associate-phone-numbers`, body: { ...numbers, ForceAssociate: false } },
      { method: 'POST', url: `${path}?operation=disassociate-phone-numbers`, body: numbers },
    ]);
  });

  test('for numbers', async () => {
    stub.willAnswer(200, { PhoneNumber: {} });
    stub.willAnswer(200, {});
    stub.willAnswer(200, {});
    await client().getPhoneNumber(ONE, signal);
    await client().listPhoneNumbers(undefined, undefined, signal);
    await client().listPhoneNumbers(GROUP, 'next/page', signal);

    const urls = stub.requests.map(({ method, url = '' }) => [method, url.split('?')[0], Object.fromEntries(new URL(url, 'http://stub').searchParams)]);
    expect(urls).toEqual([
      ['GET', `/phone-numbers/${encodeURIComponent(ONE)}`, {}],
      ['GET', '/phone-numbers', { 'max-results': '100' }],
      ['GET', '/phone-numbers', { 'max-results': '100', 'next-token': 'next/page', 'filter-name': 'VoiceConnectorGroupId', 'filter-value': GROUP.id }],
    ]);
  });
});

describe('answers to writes', () => {
  test.each<[string, string | object, object[]]>([
    ['nothing', '', []],
    ['no errors', {}, []],
    ['errors that are null', { PhoneNumberErrors: null }, []],
    ['an empty list', { PhoneNumberErrors: [] }, []],
    [
      'ids in both spellings',
      { PhoneNumberErrors: [{ PhoneNumberId: '%2B12065550000', ErrorCode: 'Gone', ErrorMessage: 'm' }, { PhoneNumberId: '+12065550001', ErrorCode: 'New', ErrorMessage: 'n' }] },
      [{ phoneNumber: ONE, code: 'Gone', message: 'm' }, { phoneNumber: TWO, code: 'New', message: 'n' }],
    ],
    ['an id without plus sign', { PhoneNumberErrors: [{ PhoneNumberId: '12065550000', ErrorCode: 'Gone' }] }, [{ phoneNumber: ONE, code: 'Gone', message: 'no message' }]],
    ['an error that tells nothing', { PhoneNumberErrors: [{}] }, [{ phoneNumber: '+', code: 'Unknown', message: 'no message' }]],
  ])('%s', async (_, body, errors) => {
    stub.willAnswer(200, body);
    stub.willAnswer(200, body);
    await expect(client().associate(CONNECTOR, [ONE], false, signal)).resolves.toEqual(errors);
    await expect(client().disassociate(CONNECTOR, [ONE], signal)).resolves.toEqual(errors);
  });
});

describe('answers to reads', () => {
  const shown = {
    PhoneNumberId: '%2B12065550000',
    E164PhoneNumber: ONE,
    Status: 'Unassigned',
    ProductType: 'VoiceConnector',
    Associations: [{ Name: 'VoiceConnectorId', Value: CONNECTOR.id, AssociatedTimestamp: new Date(NOW).toISOString() }, { Name: 'SipRuleId', Value: SIP_RULE.id }, { Name: 'VoiceConnectorId' }, { Value: 'x' }],
  };
  const read = { e164: ONE, status: 'Unassigned', productType: 'VoiceConnector', associations: [{ ...CONNECTOR, associatedAt: NOW }, SIP_RULE] };

  test('a number', async () => {
    stub.willAnswer(200, { PhoneNumber: shown });
    await expect(client().getPhoneNumber(ONE, signal)).resolves.toEqual(read);
  });

  test('a number goes by the name it was asked for', async () => {
    stub.willAnswer(200, { PhoneNumber: { ...shown, E164PhoneNumber: undefined, PhoneNumberId: 'p-1', Associations: null } });
    await expect(client().getPhoneNumber(ONE, signal)).resolves.toEqual({ ...read, associations: [] });
  });

  test.each<[string, number, object]>([
    ['a number that is not there', 404, { Code: 'NotFound', Message: 'gone' }],
    ['an answer without a number', 200, {}],
  ])('%s', async (_, status, body) => {
    stub.willAnswer(status, body);
    await expect(client().getPhoneNumber(ONE, signal)).resolves.toBeUndefined();
  });

  test('a number that may not be seen', async () => {
    stub.willAnswer(403, {}, { 'x-amzn-errortype': 'AccessDeniedException' });
    await expect(client().getPhoneNumber(ONE, signal)).rejects.toMatchObject({ category: 'denied', code: 'AccessDeniedException' });
  });

  test('a page', async () => {
    stub.willAnswer(200, { PhoneNumbers: [shown, { ...shown, E164PhoneNumber: undefined }], NextToken: 'next' });
    await expect(client().listPhoneNumbers(CONNECTOR, undefined, signal)).resolves.toEqual({ phoneNumbers: [read, read], nextToken: 'next' });
  });

  test('an empty page', async () => {
    stub.willAnswer(200, {});
    await expect(client().listPhoneNumbers(undefined, undefined, signal)).resolves.toEqual({ phoneNumbers: [], nextToken: undefined });
  });
});

describe('errors, each after a single request', () => {
  const failing = async () => client().associate(CONNECTOR, [ONE], false, signal).catch((error: unknown) => error);

  test.each<[string, number, string | object, Record<string, string>, Partial<ServiceError>]>([
    ['named by header', 400, { Message: 'bad' }, { 'x-amzn-errortype': 'BadRequestException' }, { category: 'badRequest', code: 'BadRequestException', message: 'bad' }],
    ['named in the body', 404, { Code: 'NotFound', Message: 'gone' }, {}, { category: 'notFound', code: 'NotFound', message: 'gone' }],
    ['without a message', 409, {}, { 'x-amzn-errortype': 'ConflictException' }, { category: 'refused', code: 'ConflictException' }],
    ['throttled', 429, {}, {}, { category: 'throttled', retryAfterMillis: undefined }],
    ['throttled, with a time', 429, {}, { 'retry-after': '7' }, { category: 'throttled', retryAfterMillis: 7_000 }],
    ['throttled, with a date', 429, {}, { 'retry-after': 'Fri, 06 Nov 2026 00:00:00 GMT' }, { category: 'throttled', retryAfterMillis: undefined }],
    ['unavailable, with a time', 503, {}, { 'retry-after': '7' }, { category: 'unavailable', retryAfterMillis: 7_000 }],
    ['HTML', 502, '<html>Bad Gateway</html>', { 'content-type': 'text/html' }, { category: 'unavailable' }],
    ['HTML as if all were well', 200, '<html>Sorry</html>', {}, { category: 'malformed', code: 'SyntaxError' }],
    ['null as if all were well', 200, 'null', {}, { category: 'malformed', code: 'TypeError' }],
    ['half a body', 200, '{"PhoneNumberErr', {}, { category: 'malformed', code: 'SyntaxError' }],
  ])('%s', async (_, status, body, headers, expected) => {
    stub.willAnswer(status, body, headers);
    const error = await failing();
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject(expected);
    expect((error as Error).message).not.toBe('');
    expect(stub.requests).toHaveLength(1);
  });

  test('a connection that breaks', async () => {
    stub.willHangUp();
    await expect(failing()).resolves.toMatchObject({ category: 'unavailable', message: expect.stringContaining('socket hang up') as string });
  });

  test('a request that is aborted', async () => {
    const request = new AbortController();
    stub.willNotAnswer(() => request.abort());
    await expect(client().disassociate(CONNECTOR, [ONE], request.signal)).rejects.toMatchObject({ category: 'unavailable', code: 'AbortError' });
  });
});
