import { FakeChime, serviceError } from '../support/fake-chime';
import { FakeClock } from '../support/fake-clock';
import { run } from '../support/handler-run';
import { CONNECTOR, FOUR, GROUP, ONE, OTHER_CONNECTOR, phoneNumbers, SIP_RULE, THREE, TWO } from '../support/names';
import { createEvent, deleteEvent, propertiesOf, updateEvent } from '../support/resource-events';
import { toRuns } from '../../../src/contract/properties';

const numbers = (...e164PhoneNumbers: string[]) => ({ E164PhoneNumbers: e164PhoneNumbers });
const onOther = { VoiceConnectorId: OTHER_CONNECTOR.id };
const ALL_BACK = 'every number is where it was before.';

describe('a creation', () => {
  test.each([
    { count: 1, reads: 1, writes: 1 },
    { count: 50, reads: 1, writes: 1 },
    { count: 1_000, reads: 1, writes: 20 },
  ])('of $count free numbers sends $reads read and $writes writes', async ({ count, reads, writes }) => {
    const chime = new FakeChime().has(phoneNumbers(count));
    const { error } = await run(createEvent(numbers(...phoneNumbers(count))), chime);
    expect(error).toBeUndefined();
    expect(chime.on(CONNECTOR)).toEqual(phoneNumbers(count));
    expect([chime.calls.length - chime.writes().length, chime.writes().length]).toEqual([reads, writes]);
  });

  test('that was done already changes nothing', async () => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
    const { error } = await run(createEvent(numbers(ONE, TWO)), chime);
    expect(error).toBeUndefined();
    expect([ONE, TWO].flatMap(phoneNumber => chime.historyOf(phoneNumber))).toEqual([]);
  });

  test('robs nobody: the holder is named after a minute, and what was done is undone', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR).has([TWO]).has([THREE], CONNECTOR);
    const { error } = await run(createEvent(numbers(ONE, TWO, THREE)), chime);
    expect(error?.message).toContain(`${ONE} (PhoneNumberAssociationsExist: message of PhoneNumberAssociationsExist), is on voice connector ${OTHER_CONNECTOR.id}.`);
    expect(error?.message).toContain(ALL_BACK);
    expect([ONE, TWO, THREE].map(phoneNumber => chime.holderOf(phoneNumber))).toEqual([OTHER_CONNECTOR, undefined, CONNECTOR]);
    expect(chime.historyOf(ONE)).toEqual([]);
    expect(chime.clock.elapsedMillis()).toBeGreaterThanOrEqual(60_000);
  });

  test('with force takes numbers, and gives them back when another one fails', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR).has([TWO], GROUP).has([THREE], SIP_RULE);
    chime.whenever({ operation: 'get', phoneNumber: THREE }).shows([], 1);
    const { error } = await run(createEvent({ ...numbers(ONE, TWO, THREE), ForceAssociate: 'true' }), chime);
    expect(error?.message).toContain(`${THREE} (`);
    expect([ONE, TWO].map(phoneNumber => chime.holderOf(phoneNumber))).toEqual([OTHER_CONNECTOR, GROUP]);
    expect([...chime.historyOf(ONE), ...chime.historyOf(TWO)]).not.toContain(undefined);
  });

  test('looks again where a number seems to be there already, and undoes what it did all the same', async () => {
    const chime = new FakeChime().has([ONE]).lacks(TWO);
    jest.spyOn(chime, 'listPhoneNumbers').mockResolvedValueOnce({ phoneNumbers: [{ e164: ONE, associations: [CONNECTOR] }] });
    const { error, recorder } = await run(createEvent(numbers(ONE, TWO)), chime);
    expect(error?.message).toContain(ALL_BACK);
    expect(recorder.of('look-again')).toMatchObject([{ millis: 8_000 }]);
    expect(chime.historyOf(ONE)).toEqual([CONNECTOR, undefined]);
  });

  test('on a group works as on a connector', async () => {
    const chime = new FakeChime().has([ONE]);
    await run(createEvent({ VoiceConnectorId: undefined, VoiceConnectorGroupId: GROUP.id }), chime);
    expect(chime.holderOf(ONE)).toEqual(GROUP);
  });

  test('whose owner never appears fails with its id', async () => {
    const chime = new FakeChime().has([ONE, TWO]).lacksOwner(CONNECTOR);
    const { error } = await run(createEvent(numbers(ONE, TWO)), chime);
    expect(error?.message).toContain(`voice connector ${CONNECTOR.id} does not exist: the service answered NotFoundException for 90 s. What was done`);
  });

  test.each([20_000, 840_000])('in bad weather undoes what it did, and still answers, with %d ms of time', async total => {
    // GIVEN a service that takes one batch and is then out of order for a while
    const chime = new FakeChime(new FakeClock(total)).has(phoneNumbers(60));
    chime.whenever({ operation: 'associate', phoneNumber: phoneNumbers(60)[59] }).throws(serviceError('unavailable', 'ServiceUnavailableException'));
    // WHEN
    const { error } = await run(createEvent(numbers(...phoneNumbers(60))), chime);
    // THEN
    expect(error?.message).toMatch(/Out of time after \d+ s and \d+ requests\. Last answer: ServiceUnavailableException: message/);
    expect(error?.message).toContain(ALL_BACK);
    expect(chime.on(CONNECTOR)).toEqual([]);
    expect(chime.clock.remainingMillis()).toBeGreaterThan(0);
  });

  test('whose work has used up its time still has as much for the undo', async () => {
    const chime = new FakeChime(new FakeClock(120_000)).has(phoneNumbers(60));
    const unavailable = serviceError('unavailable');
    chime.whenever({ operation: 'associate', phoneNumber: phoneNumbers(60)[59] }).throws(unavailable);
    chime.whenever({ operation: 'disassociate' }).throws(unavailable, 8);
    const { error } = await run(createEvent(numbers(...phoneNumbers(60))), chime);
    expect(error?.message).toContain(ALL_BACK);
    expect(chime.on(CONNECTOR)).toEqual([]);
  });

  test('whose undo fails says which numbers are not back', async () => {
    const chime = new FakeChime().has([ONE]).lacks(TWO);
    chime.whenever({ operation: 'disassociate' }).refuses('Forbidden');
    const { error } = await run(createEvent(numbers(ONE, TWO)), chime);
    expect(error?.message).toContain(`The undo did not finish (Forbidden: message of Forbidden): 1 number may not be back: ${ONE}.`);
  });

  test('that may not read undoes nothing', async () => {
    const chime = new FakeChime().has([ONE]);
    chime.whenever({ operation: 'get' }).throws(serviceError('denied', 'AccessDeniedException'));
    const { error } = await run(createEvent(), chime);
    expect(error?.message).toContain('could not be associated: AccessDeniedException: message of AccessDeniedException.');
    expect(chime.writes()).toEqual([]);
  });
});

describe('an update', () => {
  test('adds and removes', async () => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR).has([THREE]);
    const { error } = await run(updateEvent(numbers(ONE, TWO), numbers(TWO, THREE)), chime);
    expect(error).toBeUndefined();
    expect(chime.on(CONNECTOR)).toEqual([TWO, THREE]);
    expect(chime.writes()).toMatchObject([{ operation: 'associate', phoneNumbers: [THREE] }, { operation: 'disassociate', phoneNumbers: [ONE] }]);
  });

  test('of nothing but the order sends no write', async () => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
    await run(updateEvent(numbers(ONE, TWO), numbers(TWO, ONE)), chime);
    expect(chime.calls.map(({ operation }) => operation)).toEqual(['list']);
  });

  test('moves our numbers to another owner in one forced request, never unowned', async () => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
    await run(updateEvent(numbers(ONE, TWO), { ...numbers(ONE, TWO), ...onOther }), chime);
    expect(chime.writes()).toMatchObject([{ operation: 'associate', owner: OTHER_CONNECTOR, force: true, phoneNumbers: [ONE, TWO] }]);
    expect(chime.historyOf(ONE)).toEqual([OTHER_CONNECTOR]);
  });

  test('that fails brings numbers back that it has moved', async () => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR).lacks(THREE);
    const { error } = await run(updateEvent(numbers(ONE, TWO), { ...numbers(ONE, TWO, THREE), ...onOther }), chime);
    expect(error?.message).toContain(ALL_BACK);
    expect(chime.historyOf(ONE)).toEqual([OTHER_CONNECTOR, CONNECTOR]);
    expect(chime.on(CONNECTOR)).toEqual([ONE, TWO]);
  });

  test('whose removals are refused brings back what was removed and takes away what was added', async () => {
    const chime = new FakeChime().has([ONE, TWO, THREE], CONNECTOR).has([FOUR]);
    chime.whenever({ operation: 'disassociate', phoneNumber: TWO }).refuses('Forbidden');
    const { error } = await run(updateEvent(numbers(ONE, TWO, THREE), numbers(THREE, FOUR)), chime);
    expect(error?.message).toContain(`could not be disassociated from voice connector ${CONNECTOR.id}: ${TWO} (Forbidden`);
    expect(error?.message).toContain(ALL_BACK);
    expect(chime.on(CONNECTOR)).toEqual([ONE, TWO, THREE]);
  });

  test('leaves numbers alone that it no longer declares and somebody has moved', async () => {
    const chime = new FakeChime().has([ONE], GROUP).has([TWO], CONNECTOR);
    const { error, recorder } = await run(updateEvent(numbers(ONE, TWO), numbers(TWO)), chime);
    expect(error).toBeUndefined();
    expect(chime.writes()).toEqual([]);
    expect(recorder.of('left-alone')).toMatchObject([{ e164PhoneNumbers: [ONE] }]);
  });

  test('repairs numbers that were released by hand', async () => {
    const chime = new FakeChime().has([ONE, TWO]);
    await run(updateEvent(numbers(ONE), numbers(ONE, TWO)), chime);
    expect(chime.on(CONNECTOR)).toEqual([ONE, TWO]);
  });

  test('fails before it changes anything where a number was moved by hand', async () => {
    const chime = new FakeChime().has([ONE], GROUP).has([TWO]);
    const { error } = await run(updateEvent(numbers(ONE), numbers(ONE, TWO)), chime);
    expect(error?.message).toContain(`${ONE} (PhoneNumberAssociationsExist: it was moved by hand), is on voice connector group ${GROUP.id}`);
    expect(chime.writes()).toEqual([]);
  });

  test('takes numbers back that were moved by hand when force is switched on', async () => {
    const chime = new FakeChime().has([ONE], GROUP);
    const { error } = await run(updateEvent({}, { ForceAssociate: 'true' }), chime);
    expect(error).toBeUndefined();
    expect(chime.holderOf(ONE)).toEqual(CONNECTOR);
  });

  test('leaves a number that another association of the same owner declares now', async () => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
    await run(updateEvent({ ...numbers(ONE, TWO) }, { ...numbers(TWO), ClaimedByOthers: { Connector: toRuns([ONE]) } }), chime);
    expect(chime.writes()).toEqual([]);
  });

  test('calls the endpoint of the former region for the former owner', async () => {
    const [chime, former] = [new FakeChime().has([TWO]), new FakeChime().has([ONE], CONNECTOR)];
    const { error } = await run(updateEvent({ Region: 'us-west-2' }, { ...numbers(TWO), ...onOther }), chime, { elsewhere: { 'us-west-2': former } });
    expect(error).toBeUndefined();
    expect(chime.writes()).toMatchObject([{ operation: 'associate', owner: OTHER_CONNECTOR }]);
    expect(former.writes()).toMatchObject([{ operation: 'disassociate', owner: CONNECTOR }]);
  });
});

describe('a rollback', () => {
  test('of an update whose properties were invalid associates what was declared before it', async () => {
    const chime = new FakeChime().has([ONE], CONNECTOR);
    const { error } = await run(updateEvent({ VoiceConnectorId: 'wrong', E164PhoneNumbers: ['wrong'] }, {}), chime);
    expect(error).toBeUndefined();
    expect(chime.on(CONNECTOR)).toEqual([ONE]);
  });

  test.each<[string, FakeChime]>([
    ['taken by somebody', new FakeChime().has([ONE], GROUP).has([TWO], CONNECTOR)],
    ['removed from the account', new FakeChime().lacks(ONE).has([TWO], CONNECTOR)],
  ])('passes although a number was %s meanwhile, and tells', async (_, chime) => {
    const { error, recorder } = await run(updateEvent(numbers(ONE, TWO), numbers(ONE, TWO)), chime);
    expect(error).toBeUndefined();
    expect(recorder.of('drift')).toMatchObject([{ lost: { e164PhoneNumbers: [ONE] } }]);
    expect(chime.writes()).toEqual([]);
  });

  test('repairs what it can', async () => {
    const chime = new FakeChime().has([ONE]).has([TWO], CONNECTOR);
    await run(updateEvent(numbers(ONE, TWO), numbers(ONE, TWO)), chime);
    expect(chime.on(CONNECTOR)).toEqual([ONE, TWO]);
  });

  test('passes although a repair is refused', async () => {
    const chime = new FakeChime().has([ONE]).has([TWO], CONNECTOR);
    chime.whenever({ operation: 'associate', phoneNumber: ONE }).refuses('Forbidden');
    const { error, recorder } = await run(updateEvent(numbers(ONE, TWO), numbers(ONE, TWO)), chime);
    expect(error).toBeUndefined();
    expect(recorder.of('drift')).toMatchObject([{ repair: { count: 1 } }, { lost: { e164PhoneNumbers: [ONE] } }]);
  });
});

describe('a deletion', () => {
  test('takes our numbers off, and no others', async () => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
    const { error } = await run(deleteEvent(numbers(ONE)), chime);
    expect(error).toBeUndefined();
    expect(chime.on(CONNECTOR)).toEqual([TWO]);
    expect(chime.calls).toHaveLength(2);
  });

  test.each<[string, FakeChime, number]>([
    ['the connector is gone', new FakeChime().has([ONE, TWO]).lacksOwner(CONNECTOR), 1],
    ['the numbers are gone', new FakeChime().lacks(ONE).lacks(TWO), 1],
    ['the associations are gone', new FakeChime().has([ONE, TWO]), 1],
    ['somebody moved the numbers', new FakeChime().has([ONE], GROUP).has([TWO], OTHER_CONNECTOR), 0],
  ])('succeeds where %s', async (_, chime, writes) => {
    const { error } = await run(deleteEvent(numbers(ONE, TWO)), chime);
    expect(error).toBeUndefined();
    expect(chime.writes()).toHaveLength(writes);
    expect([ONE, TWO].flatMap(phoneNumber => chime.historyOf(phoneNumber))).toEqual([]);
  });

  test('fails for a real refusal, and the rest stays off', async () => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
    chime.whenever({ operation: 'disassociate', phoneNumber: ONE }).refuses('Forbidden');
    const { error } = await run(deleteEvent(numbers(ONE, TWO)), chime);
    expect(error?.message).toMatch(/^1 of 2 phone numbers could not be disassociated from .* Delete again to go on from here\. Tried/);
    expect(chime.on(CONNECTOR)).toEqual([ONE]);
  });

  test('that cannot read fails', async () => {
    const chime = new FakeChime().has([ONE], CONNECTOR);
    chime.whenever({ operation: 'get' }).throws(serviceError('unavailable', 'Code'));
    const { error } = await run(deleteEvent(), chime);
    expect(error?.message).toMatch(/could not be disassociated: Out of time .* Last answer: Code: message of Code\. Delete again/);
  });

  test('of what never was deployed does nothing', async () => {
    const chime = new FakeChime();
    const { answer } = await run({ ...deleteEvent(), ResourceProperties: propertiesOf({ VoiceConnectorId: 'wrong' }) }, chime);
    expect(answer).toEqual({ PhysicalResourceId: 'physical-id' });
    expect(chime.calls).toEqual([]);
  });
});
