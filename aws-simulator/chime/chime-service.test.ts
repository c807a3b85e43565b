import { Answer } from './answer';
import { Behaviour } from './behaviour';
import { Owner } from './phone-number';
import { RateLimit } from './rate-limit';
import { bodyOf, GROUP, NUMBER, OURS, setUp, SIP_RULE, THEIRS } from '../fixture/chime-service';

function codesOf(answer: Answer): string[] {
  return (bodyOf(answer).PhoneNumberErrors as { ErrorCode: string }[]).map(({ ErrorCode }) => ErrorCode);
}

describe('associate', () => {
  test.each([
    ['a free number', undefined, false, {}, [], OURS],
    ['a number of another connector', THEIRS, false, {}, ['PhoneNumberAssociationsExist'], THEIRS],
    ['a number of another connector, by force', THEIRS, true, {}, [], OURS],
    ['a number of a group', GROUP, false, {}, ['VoiceConnectorGroupAssociationsExist'], GROUP],
    ['a number of a group, by force', GROUP, true, {}, [], OURS],
    ['a number of a SIP rule', SIP_RULE, false, {}, ['PhoneNumberAssociationsExist'], SIP_RULE],
    ['a number of a SIP rule, by force', SIP_RULE, true, {}, ['Unprocessable'], SIP_RULE],
    ['a number that is there', OURS, false, {}, [], OURS],
    ['a number that is there, if that is an error', OURS, false, { associateAgain: 'Conflict' }, ['Conflict'], OURS],
    ['a number that is there, by force', OURS, true, { associateAgain: 'Conflict' }, [], OURS],
  ] as [string, Owner | undefined, boolean, Partial<Behaviour>, string[], Owner][])('%s', (_, owner, ForceAssociate, behaviour, codes, expected) => {
    const { service, post } = setUp(behaviour);
    service.order(NUMBER, { owner });
    const answer = post('associate', { E164PhoneNumbers: [NUMBER], ForceAssociate });
    expect(codesOf(answer)).toEqual(codes);
    expect(service.ownerOf(NUMBER)).toEqual(expected);
    expect(service.unexpected).toEqual([]);
  });

  test('refuses numbers that are unknown, of another type, or still being acquired, and takes the rest', () => {
    const { service, post, clock } = setUp();
    service.order('+12065550101', { productType: 'SipMediaApplicationDialIn' });
    service.order('+12065550102', { acquiredAt: 1_000 });
    service.order('+12065550103');
    const E164PhoneNumbers = ['+12065550100', '+12065550101', '+12065550102', '+12065550103'];
    expect(codesOf(post('associate', { E164PhoneNumbers, ForceAssociate: false }))).toEqual(['NotFound', 'Unprocessable', 'BadRequest']);
    expect(service.numbersOf(OURS)).toEqual(['+12065550103']);
    clock.now = 1_000;
    expect(codesOf(post('associate', { E164PhoneNumbers: ['+12065550102'], ForceAssociate: false }))).toEqual([]);
  });

  test.each([
    ['empty', { PhoneNumberErrors: [] }],
    ['absent', {}],
    ['null', { PhoneNumberErrors: null }],
  ] as const)('no errors are %s', (noErrors, expected) => {
    const { service, post } = setUp({ noErrors });
    service.order(NUMBER);
    expect(bodyOf(post('associate', { E164PhoneNumbers: [NUMBER], ForceAssociate: false }))).toEqual(expected);
  });
});

describe('disassociate', () => {
  test.each([
    ['a number that is there', OURS, [], undefined],
    ['a number of another connector', THEIRS, ['NotFound'], THEIRS],
    ['a free number', undefined, ['NotFound'], undefined],
  ] as [string, Owner | undefined, string[], Owner | undefined][])('%s', (_, owner, codes, expected) => {
    const { service, post } = setUp();
    service.order(NUMBER, { owner });
    expect(codesOf(post('disassociate', { E164PhoneNumbers: [NUMBER] }))).toEqual(codes);
    expect(service.ownerOf(NUMBER)).toEqual(expected);
  });
});

describe('requests refused as a whole', () => {
  test.each([
    ['a number that is not E.164', { E164PhoneNumbers: [NUMBER, '206-555'], ForceAssociate: false }, 400, 0],
    ['no numbers', { E164PhoneNumbers: [], ForceAssociate: false }, 400, 0],
    ['force that is no boolean', { E164PhoneNumbers: [NUMBER], ForceAssociate: 'true' }, 400, 0],
    ['more numbers than fit', { E164PhoneNumbers: [NUMBER, '+12065550101'], ForceAssociate: false }, 400, 0],
    ['a field that is not known', { E164PhoneNumbers: [NUMBER], Force: true }, 400, 1],
  ] as [string, object, number, number][])('%s', (_, body, status, unexpected) => {
    const { service, post } = setUp({ largestBatch: 1 });
    service.order(NUMBER);
    expect(post('associate', body)).toMatchObject({ status });
    expect(service.ownerOf(NUMBER)).toBeUndefined();
    expect(service.unexpected).toHaveLength(unexpected);
  });

  test.each(['/voice-connectors', '/phone-numbers/%2B12065550100/extra', '/phone-numbers?max-results=3&order=up'])('GET %s is unexpected', url => {
    const { service, get } = setUp();
    expect(get(url)).toMatchObject({ status: 400 });
    expect(service.unexpected).toEqual([expect.stringContaining(`GET ${url}`)]);
  });

  test('a connector that is not visible yet', () => {
    const { service, post, clock } = setUp();
    service.order(NUMBER);
    service.create(OURS, 30_000);
    expect(post('associate', { E164PhoneNumbers: [NUMBER], ForceAssociate: false })).toMatchObject({ status: 404 });
    clock.now = 30_000;
    expect(post('associate', { E164PhoneNumbers: [NUMBER], ForceAssociate: false })).toMatchObject({ status: 200 });
  });

  test('an action that the role does not have', () => {
    const { service, post, iam } = setUp();
    service.order(NUMBER);
    iam.putPolicy('role', 'all', { Statement: { Effect: 'Allow', Action: 'chime:DisassociatePhoneNumbersFromVoiceConnector', Resource: '*' } });
    const answer = post('associate', { E164PhoneNumbers: [NUMBER], ForceAssociate: false });
    expect(answer).toMatchObject({ status: 403, headers: { 'x-amzn-errortype': 'AccessDeniedException' } });
  });

  test('more requests than the rate allows', () => {
    const { service, get, clock } = setUp();
    service.rateLimit = new RateLimit(2);
    const statuses = [0, 0, 0, 499, 500].map(now => {
      clock.now = now;
      return (get('/phone-numbers') as { status?: number }).status;
    });
    expect(statuses).toEqual([200, 200, 429, 429, 200]);
  });
});

describe('list', () => {
  test('pages through the numbers of one owner by opaque tokens', () => {
    const { service, get } = setUp();
    const numbers = Array.from({ length: 250 }, (_, i) => `+1206555${String(i).padStart(4, '0')}`);
    for (const number of numbers) service.order(number, { owner: OURS });
    service.order('+12065559999', { owner: THEIRS });
    const seen: string[][] = [];
    for (let token: unknown = ''; token !== undefined;) {
      const page = bodyOf(get(`/phone-numbers?filter-name=VoiceConnectorId&filter-value=${OURS.value}&max-results=100${token ? `&next-token=${token}` : ''}`));
      seen.push((page.PhoneNumbers as { E164PhoneNumber: string }[]).map(({ E164PhoneNumber }) => E164PhoneNumber));
      token = page.NextToken;
    }
    expect(seen.map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(seen.flat()).toEqual(numbers);
  });

  test.each(['max-results=0', 'max-results=101', 'next-token=made-up', 'filter-name=Colour&filter-value=red'])('refuses %s', query => {
    expect(setUp().get(`/phone-numbers?${query}`)).toMatchObject({ status: 400 });
  });

  test('reads lag behind writes', () => {
    const { service, get, clock } = setUp({ readLagMs: 5_000 });
    service.order(NUMBER);
    clock.now = 10_000;
    service.associate(NUMBER, OURS);
    const associations = () => (bodyOf(get('/phone-numbers/%2B12065550100')).PhoneNumber as { Associations: object[] }).Associations;
    clock.now = 14_999;
    expect(associations()).toEqual([]);
    clock.now = 15_000;
    expect(associations()).toEqual([expect.objectContaining({ Name: 'VoiceConnectorId', Value: OURS.value })]);
  });
});

describe('faults', () => {
  test.each([
    ['exception', { kind: 'exception', code: 'ServiceFailure' }, { kind: 'complete', status: 500 }, false],
    ['html', { kind: 'html 502', workDone: true }, { kind: 'complete', status: 502 }, true],
    ['not JSON', { kind: 'not JSON' }, { kind: 'complete', status: 200 }, false],
    ['half a body', { kind: 'half a body' }, { kind: 'half' }, true],
    ['reset before the work', { kind: 'reset' }, { kind: 'reset' }, false],
    ['reset after the work', { kind: 'reset', workDone: true }, { kind: 'reset' }, true],
    ['hang', { kind: 'hang' }, { kind: 'none' }, false],
    ['hang after the work', { kind: 'hang', workDone: true }, { kind: 'none' }, true],
    ['a number refused', { kind: 'numbers', code: 'Throttled' }, { kind: 'complete', status: 200 }, false],
    ['a number refused after the work', { kind: 'numbers', code: 'Throttled', workDone: true }, { kind: 'complete', status: 200 }, true],
  ] as const)('%s', (_, fault, answer, done) => {
    const { service, post } = setUp();
    service.order(NUMBER);
    service.faults = () => fault;
    expect(post('associate', { E164PhoneNumbers: [NUMBER], ForceAssociate: false })).toMatchObject(answer);
    expect(service.ownerOf(NUMBER)).toEqual(done ? OURS : undefined);
    expect(service.requests).toEqual([expect.objectContaining({ operation: 'Associate', numbers: [NUMBER], fault: fault.kind })]);
  });

  test('only the numbers named are struck', () => {
    const { service, post } = setUp();
    for (const number of [NUMBER, '+12065550101']) service.order(number);
    service.faults = () => ({ kind: 'numbers', code: 'Throttling', numbers: [NUMBER] });
    const answer = post('associate', { E164PhoneNumbers: [NUMBER, '+12065550101'], ForceAssociate: false });
    expect(bodyOf(answer)).toMatchObject({ PhoneNumberErrors: [{ PhoneNumberId: '%2B12065550100', ErrorCode: 'Throttling' }] });
    expect(service.numbersOf(OURS)).toEqual(['+12065550101']);
  });
});

describe('history', () => {
  test('tells whether a number was ever unowned', () => {
    const { service, clock } = setUp();
    service.order(NUMBER, { owner: OURS });
    clock.now = 100;
    service.disassociate(NUMBER);
    clock.now = 200;
    service.associate(NUMBER, THEIRS);
    expect([[0, 99], [0, 100], [150, 160], [199, 300], [200, 300]].map(([from, to]) => service.wasUnowned(NUMBER, from, to)))
      .toEqual([false, true, true, true, false]);
  });

  test('a connector with numbers on it is not removed', () => {
    const { service } = setUp();
    service.order(NUMBER, { owner: OURS });
    expect(() => service.remove(OURS)).toThrow(/\+12065550100/);
    service.disassociate(NUMBER);
    service.remove(OURS);
    expect(service.exists(OURS)).toBe(false);
  });
});
