import { FakeChime, serviceError } from './support/fake-chime';
import { run } from './support/handler-run';
import { CONNECTOR, ONE, phoneNumbers, TWO } from './support/names';
import { createEvent, deleteEvent, propertiesOf, updateEvent } from './support/resource-events';
import { createHandler } from '../../lambda/phone-number-associations/handler';
import { bytesOf } from '../../lambda/phone-number-associations/report/text';
import { Declarations, toRuns } from '../../src/contract/properties';

describe('the physical id', () => {
  test('of a new resource comes from the request, so that an event that is delivered twice gets it twice', async () => {
    const answers = [await run(createEvent(), new FakeChime().has([ONE])), await run(createEvent(), new FakeChime().has([ONE], CONNECTOR))];
    expect(answers.map(({ answer }) => answer)).toEqual(answers.map(() => ({ PhysicalResourceId: 'chime-phone-numbers-5f0e3f6c-request' })));
  });

  test('never changes', async () => {
    const updated = await run(updateEvent({}, { E164PhoneNumbers: [TWO] }), new FakeChime().has([ONE], CONNECTOR).has([TWO]));
    const deleted = await run(deleteEvent(), new FakeChime().has([ONE], CONNECTOR));
    expect([updated.answer, deleted.answer]).toEqual([{ PhysicalResourceId: 'physical-id' }, { PhysicalResourceId: 'physical-id' }]);
  });
});

test('invalid properties are refused before any call', async () => {
  const chime = new FakeChime();
  const { error } = await run(createEvent({ E164PhoneNumbers: ['2065550100'] }), chime);
  expect(error?.message).toBe("Not in E.164 format (a plus sign and up to 15 digits): '2065550100'. Nothing was changed.");
  expect(chime.calls).toEqual([]);
});

describe('a deletion', () => {
  const OWNER_KEY = 'Connector';

  test.each<[string, Declarations, string[]]>([
    ['leaves numbers that another association has taken over', { Renamed: [OWNER_KEY, toRuns([ONE])] }, [ONE]],
    ['takes off what only the deleted association declares', { Numbers: [OWNER_KEY, toRuns([ONE, TWO])] }, []],
    ['takes off what others declare for another owner', { Renamed: ['Other', toRuns([ONE])] }, []],
  ])('%s', async (_, declarations, left) => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
    const { error, recorder } = await run(deleteEvent({ E164PhoneNumbers: [ONE, TWO] }), chime, { declarations });
    expect(error).toBeUndefined();
    expect(chime.on(CONNECTOR)).toEqual(left);
    expect(recorder.of('handed-over')).toMatchObject(left.map(phoneNumber => ({ to: ['Renamed'], e164PhoneNumbers: [phoneNumber] })));
  });

  test('of numbers that were all taken over sends nothing', async () => {
    const chime = new FakeChime();
    const { error } = await run(deleteEvent(), chime, { declarations: { Renamed: [OWNER_KEY, toRuns([ONE])] } });
    expect(error).toBeUndefined();
    expect(chime.calls).toEqual([]);
  });
});

describe('an error', () => {
  const failing = () => {
    const chime = new FakeChime();
    phoneNumbers(500).forEach(phoneNumber => chime.lacks(phoneNumber));
    return chime;
  };

  test('is one line that fits into the answer, in message and stack', async () => {
    const { error } = await run(createEvent({ E164PhoneNumbers: phoneNumbers(500) }), failing(), { logGroupName: '/aws/lambda/own-log-group' });
    expect(error?.message).toMatch(/^500 of 500 phone numbers .* Log group: \/aws\/lambda\/own-log-group$/);
    expect(error?.stack).toBe(`ChangeFailedError: ${error?.message}`);
    expect(bytesOf(error?.stack ?? '')).toBeLessThan(3_000);
  });

  test('is one line whatever the properties hold', async () => {
    const { error } = await run(createEvent({ E164PhoneNumbers: ['+1206\n5550100'] }), new FakeChime());
    expect(error?.stack?.split('\n')).toHaveLength(1);
  });

  test('names no log group that is not known', async () => {
    const { error } = await run(createEvent({ E164PhoneNumbers: phoneNumbers(500) }), failing());
    expect(error?.message).not.toContain('Log group');
  });

  test('that is none becomes one', async () => {
    // GIVEN
    const lines: string[] = [];
    const clientFor = () => { throw 'text'; };
    const handle = createHandler({ clientFor, random: Math.random, now: () => 0, write: line => lines.push(line), declarations: {} });
    // WHEN
    const error = await handle(deleteEvent(), new FakeChime().clock).catch((thrown: unknown) => thrown);
    // THEN
    expect(error).toHaveProperty('stack', expect.stringMatching(/^\w+: .*text\. Delete again/));
    expect(lines).toEqual([expect.stringContaining('"step":"failed"')]);
  });
});

describe('the log', () => {
  test('tells the steps, each with the event it belongs to', async () => {
    const { recorder } = await run(createEvent(), new FakeChime().has([ONE]));
    const context = { requestType: 'Create', logicalResourceId: 'Numbers', requestId: '5f0e3f6c-request' };
    expect(recorder.lines.map(line => JSON.parse(line) as unknown)).toEqual([
      { step: 'read', ...context, owner: CONNECTOR.id, asked: 1, found: 0 },
      { step: 'plan', ...context, associate: 1, move: 0, repair: 0, disassociate: 0, lookFor: 0 },
      { step: 'associate', ...context, owner: CONNECTOR.id, force: false, refused: 0, count: 1, e164PhoneNumbers: [ONE] },
      { step: 'done', ...context, requests: 2, millis: 20, throttled: 0 },
    ]);
  });

  test('tells the reason of a failure', async () => {
    const chime = new FakeChime().has([ONE], CONNECTOR);
    chime.whenever({ operation: 'get' }).throws(serviceError('refused', 'Gone'));
    const { error, recorder } = await run(deleteEvent(), chime);
    expect(recorder.of('failed')).toMatchObject([{ reason: error?.message }]);
  });

  test.each([
    ['success', new FakeChime().has([ONE])],
    ['failure', new FakeChime().lacks(ONE)],
  ])('never holds the signed URL: %s', async (_, chime) => {
    const { recorder } = await run({ ...createEvent(), ResourceProperties: propertiesOf() }, chime);
    expect(recorder.lines.length).toBeGreaterThan(2);
    expect(recorder.lines.join('')).not.toMatch(/ResponseURL|secret-signature/);
  });
});
