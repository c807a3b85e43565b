import { Declarations, NOTHING } from '../../../lambda/phone-number-associations/model/association';
import { FakeChime, serviceError } from '../support/fake-chime';
import { FakeClock } from '../support/fake-clock';
import { ALL_BACK, bring, create, here, holders, there } from '../support/going-forward';
import { CONNECTOR, declare, FOUR, GROUP, NOW, ONE, OTHER_CONNECTOR, OTHER_REGION, phoneNumbers, REGION, SIP_RULE, spec, THREE, TWO } from '../support/names';

describe('a creation', () => {
  test.each([
    { count: 1, reads: 1, writes: 1 },
    { count: 50, reads: 1, writes: 1 },
    { count: 1_000, reads: 1, writes: 20 },
  ])('of $count free numbers sends $reads read and $writes writes', async ({ count, reads, writes }) => {
    const chime = new FakeChime().has(phoneNumbers(count));
    const { error } = await create(here(phoneNumbers(count)), chime);
    expect(error).toBeUndefined();
    expect(chime.on(CONNECTOR)).toEqual(phoneNumbers(count));
    expect([chime.calls.length - chime.writes().length, chime.writes().length]).toEqual([reads, writes]);
  });

  test('of what is there already writes nothing', async () => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
    expect((await create(here([ONE, TWO]), chime)).error).toBeUndefined();
    expect(chime.writes()).toEqual([]);
  });

  test('robs nobody: the holder is named within 12 s, and what was done is undone', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR).has([TWO]).has([THREE], CONNECTOR);
    const { error, recorder } = await create(here([ONE, TWO, THREE]), chime);
    expect(error?.message).toContain(`${ONE} (PhoneNumberAssociationsExist: message of PhoneNumberAssociationsExist), is on voice connector ${OTHER_CONNECTOR.id}.`);
    expect(error?.message).toContain(ALL_BACK);
    expect(recorder.of('undo')).toMatchObject([{ throttled: 0 }]);
    expect(holders(chime, ONE, TWO, THREE)).toEqual([OTHER_CONNECTOR, undefined, CONNECTOR]);
    expect([...chime.historyOf(ONE), ...chime.historyOf(THREE)]).toEqual([]);
    expect(chime.clock.elapsedMillis()).toBeLessThan(12_000);
  });

  test('with force takes numbers, and gives them back when another one fails', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR).has([TWO], GROUP).has([THREE], SIP_RULE);
    const { error } = await create(here([ONE, TWO, THREE], { force: true }), chime);
    expect(error?.message).toContain(`${THREE} (`);
    expect(error?.message).toContain(ALL_BACK);
    expect(holders(chime, ONE, TWO, THREE)).toEqual([OTHER_CONNECTOR, GROUP, SIP_RULE]);
    expect([...chime.historyOf(ONE), ...chime.historyOf(TWO)]).not.toContain(undefined);
  });

  test('with force takes a number from whoever has it', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR).has([TWO], GROUP);
    expect((await create(here([ONE, TWO], { force: true }), chime)).error).toBeUndefined();
    expect(holders(chime, ONE, TWO)).toEqual([CONNECTOR, CONNECTOR]);
    expect([...chime.historyOf(ONE), ...chime.historyOf(TWO)]).not.toContain(undefined);
  });

  test('is told apart from what was there before by time: the first write waits for the clocks', async () => {
    const chime = new FakeChime().has([ONE]);
    let wroteAt = 0;
    chime.whenever({ operation: 'associate' }).follows(() => { wroteAt = chime.clock.now(); });
    await create(here([ONE]), chime);
    // The date of the event is cut to the second, and so may be the service's: a second each, and what the clocks differ.
    expect(wroteAt).toBeGreaterThanOrEqual(NOW + 3_000 + 1_000);
  });

  test('reads again where a number seems to be there already, and undoes what it did all the same', async () => {
    const chime = new FakeChime().has([ONE]).lacks(TWO);
    chime.whenever({ operation: 'list', owner: CONNECTOR }).follows(() => undefined);
    jest.spyOn(chime, 'listPhoneNumbers').mockResolvedValueOnce({ phoneNumbers: [{ e164: ONE, associations: [CONNECTOR] }] });
    const { error, recorder } = await create(here([ONE, TWO]), chime);
    expect(error?.message).toContain(ALL_BACK);
    expect(recorder.of('read-again')).toMatchObject([{ count: 1, e164PhoneNumbers: [ONE] }]);
    expect(chime.historyOf(ONE)).toEqual([CONNECTOR, undefined]);
  });

  test('on a group works as on a connector', async () => {
    const chime = new FakeChime().has([ONE]);
    await create(spec(GROUP, [ONE]), chime);
    expect(chime.holderOf(ONE)).toEqual(GROUP);
  });

  test('whose owner never appears fails with its id, and the numbers of other owners are told beside it', async () => {
    const chime = new FakeChime().has([ONE, TWO]).lacks(THREE).lacksOwner(CONNECTOR);
    const { error } = await bring(NOTHING, declare(here([ONE, TWO]), there([THREE])), chime);
    expect(error?.message).toContain(`${ONE} (NotFound: voice connector ${CONNECTOR.id} does not exist: the service answered NotFoundException for 90 s.)`);
    expect(error?.message).toContain('Check the id of the voice connector or group');
    expect(error?.message).toContain(`${THREE} (NotFound`);
  });

  test.each([20_000, 840_000])('in an outage undoes what it did, and still ends in time, with %d ms', async total => {
    const chime = new FakeChime(new FakeClock(total)).has(phoneNumbers(60));
    chime.whenever({ operation: 'associate', phoneNumber: phoneNumbers(60)[59] }).throws(serviceError('unavailable', 'ServiceUnavailableException'));
    const { error } = await create(here(phoneNumbers(60)), chime);
    expect(error?.message).toMatch(/Out of time after \d+ s and \d+ requests\. Last answer: ServiceUnavailableException: message/);
    expect(error?.message).toContain(ALL_BACK);
    expect(chime.on(CONNECTOR)).toEqual([]);
    expect(chime.clock.remainingMillis()).toBeGreaterThan(0);
  });

  test('that may not read undoes nothing', async () => {
    const chime = new FakeChime().has([ONE]);
    chime.whenever({ operation: 'get' }).throws(serviceError('denied', 'AccessDeniedException'));
    const { error } = await create(here([ONE]), chime);
    expect(error?.message).toContain('could not be associated: AccessDeniedException: message of AccessDeniedException.');
    expect(chime.writes()).toEqual([]);
  });
});

describe('an update', () => {
  test('of nothing sends nothing', async () => {
    const chime = new FakeChime();
    expect((await bring(declare(here([ONE, TWO])), declare(here([TWO, ONE])), chime)).error).toBeUndefined();
    expect(chime.calls).toEqual([]);
  });

  test('reads nothing of an association that is the same in both templates', async () => {
    const chime = new FakeChime().has([ONE], CONNECTOR).has([TWO], CONNECTOR);
    await bring(declare(here([ONE]), there([THREE])), declare(here([ONE, TWO]), there([THREE])), chime);
    expect(chime.calls.flatMap(call => call.phoneNumbers)).not.toContain(THREE);
  });

  test('that only lets numbers go does not wait for the clocks', async () => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
    const { recorder } = await bring(declare(here([ONE, TWO])), declare(here([ONE])), chime);
    expect(chime.holderOf(TWO)).toBeUndefined();
    expect(chime.clock.sleeps).toEqual([]);
    expect(recorder.of('done')).toHaveLength(1);
  });

  test('lets numbers go after all that come are on, on every owner', async () => {
    const chime = new FakeChime().has([ONE], CONNECTOR).has([TWO], OTHER_CONNECTOR).has([THREE, FOUR]);
    const { error } = await bring(declare(here([ONE]), there([TWO])), declare(here([THREE]), there([FOUR])), chime);
    expect(error).toBeUndefined();
    expect(chime.writes().map(({ operation, phoneNumbers: sent }) => [operation, ...sent])).toEqual([
      ['associate', THREE], ['associate', FOUR], ['disassociate', ONE], ['disassociate', TWO],
    ]);
  });

  test.each<[string, Declarations, Declarations]>([
    ['swaps', declare(here([ONE]), there([TWO])), declare(here([TWO]), there([ONE]))],
    ['is moved to another owner', declare(here([ONE, TWO])), declare(there([ONE, TWO]))],
    ['is moved to a group', declare(here([ONE, TWO])), declare(spec(GROUP, [ONE, TWO], { path: 'Here' }))],
    ['is split', declare(here([ONE, TWO])), declare(here([ONE]), there([TWO]))],
    ['is joined', declare(here([ONE]), there([TWO])), declare(here([ONE, TWO]))],
    ['is renamed', declare(here([ONE, TWO])), declare(here([ONE, TWO], { path: 'Renamed' }))],
  ])('that %s never has a number on nothing, and writes it once at most', async (_, previous, desired) => {
    const chime = new FakeChime();
    for (const { owner, phoneNumbers: numbers } of previous.values()) chime.has(numbers, owner);
    expect((await bring(previous, desired, chime)).error).toBeUndefined();
    for (const { owner, phoneNumbers: numbers } of desired.values()) expect(chime.on(owner)).toEqual([...numbers].sort());
    for (const phoneNumber of [ONE, TWO]) {
      expect(chime.historyOf(phoneNumber)).not.toContain(undefined);
      expect(chime.historyOf(phoneNumber).length).toBeLessThanOrEqual(1);
    }
    expect(chime.writes().every(({ operation, force }) => operation === 'associate' && force === true)).toBe(true);
  });

  test('moves numbers to another region through its endpoint', async () => {
    const [chime, west] = [new FakeChime().has([ONE], CONNECTOR), new FakeChime().has([ONE])];
    const { error } = await bring(declare(here([ONE])), declare(spec(OTHER_CONNECTOR, [ONE], { path: 'Here', region: OTHER_REGION })), chime, { elsewhere: { [OTHER_REGION]: west } });
    expect(error).toBeUndefined();
    expect(west.writes()).toMatchObject([{ operation: 'associate', owner: OTHER_CONNECTOR, force: true }]);
    expect(chime.writes()).toEqual([]);
  });

  test.each<[string, Declarations, Declarations]>([
    ['an association is repaired when it changes', declare(here([ONE, TWO])), declare(here([ONE, TWO, THREE]))],
    ['force is set', declare(here([ONE, THREE])), declare(here([ONE, THREE], { force: true }))],
  ])('puts a number back that is on nothing: %s', async (_, previous, desired) => {
    const chime = new FakeChime().has([ONE]).has([TWO, THREE], CONNECTOR);
    expect((await bring(previous, desired, chime)).error).toBeUndefined();
    expect(chime.holderOf(ONE)).toEqual(CONNECTOR);
  });

  test('fails for a number that a stranger has, although it was declared before', async () => {
    const chime = new FakeChime().has([ONE], GROUP).has([TWO]);
    const { error } = await bring(declare(here([ONE])), declare(here([ONE, TWO])), chime);
    expect(error?.message).toContain(`is on voice connector group ${GROUP.id}`);
    expect(holders(chime, ONE, TWO)).toEqual([GROUP, undefined]);
    expect(chime.historyOf(ONE)).toEqual([]);
  });

  test('takes a number only from where the old template has it', async () => {
    const chime = new FakeChime().has([ONE], CONNECTOR).has([TWO], GROUP);
    const { error } = await bring(declare(here([ONE, TWO])), declare(there([ONE, TWO])), chime);
    expect(error?.message).toContain(`${TWO} (`);
    expect(holders(chime, ONE, TWO)).toEqual([CONNECTOR, GROUP]);
    expect(chime.historyOf(ONE)).toEqual([OTHER_CONNECTOR, CONNECTOR]);
  });

  test('takes it from there, although reads do not show it', async () => {
    const chime = new FakeChime().has([ONE], CONNECTOR);
    chime.whenever({ operation: 'get' }).shows([], 2);
    const { error } = await bring(declare(here([ONE])), declare(there([ONE])), chime, { eventAt: NOW - 10_000 });
    expect(error).toBeUndefined();
    expect(chime.historyOf(ONE)).toEqual([OTHER_CONNECTOR]);
  });

  test('that fails does not put back what people have taken off before', async () => {
    const chime = new FakeChime().has([ONE]).has([THREE], CONNECTOR).lacks(TWO);
    await bring(declare(here([ONE, THREE])), declare(here([TWO, THREE])), chime);
    expect(chime.holderOf(ONE)).toBeUndefined();
  });

  test('leaves a number alone that was moved away by hand before it was removed', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR).has([TWO], CONNECTOR);
    expect((await bring(declare(here([ONE, TWO])), declare(here([TWO])), chime)).error).toBeUndefined();
    expect(chime.writes()).toEqual([]);
  });

  test.each<[string, Declarations, Declarations, object | undefined]>([
    ['keeps what is retained with its association', declare(here([ONE], { retain: true }), there([TWO])), declare(there([TWO])), CONNECTOR],
    ['takes off what leaves the list of an association that retains', declare(here([ONE, TWO], { retain: true })), declare(here([TWO], { retain: true })), undefined],
  ])('%s', async (_, previous, desired, holder) => {
    const chime = new FakeChime().has([ONE], CONNECTOR).has([TWO], CONNECTOR);
    expect((await bring(previous, desired, chime)).error).toBeUndefined();
    expect(chime.holderOf(ONE)).toEqual(holder);
  });

  test('that fails has let nothing go', async () => {
    const chime = new FakeChime().has([ONE], CONNECTOR).lacks(TWO);
    const { error } = await bring(declare(here([ONE])), declare(here([TWO])), chime);
    expect(error?.message).toContain(ALL_BACK);
    expect(chime.historyOf(ONE)).toEqual([]);
  });

  test('that cannot let a number go brings back what it has let go', async () => {
    const chime = new FakeChime().has([ONE, TWO, THREE], CONNECTOR);
    chime.whenever({ operation: 'disassociate', phoneNumber: TWO }).refuses('Forbidden');
    const { error } = await bring(declare(here([ONE, TWO, THREE])), declare(here([THREE])), chime);
    expect(error?.message).toContain(ALL_BACK);
    expect(chime.on(CONNECTOR)).toEqual([ONE, TWO, THREE]);
  });
});

test('knows what throttling and regions have cost', async () => {
  const chime = new FakeChime().has([ONE]);
  chime.whenever({ operation: 'associate' }).throws(serviceError('throttled'), 2);
  const { recorder } = await create(here([ONE], { region: REGION }), chime);
  expect(recorder.of('done')).toMatchObject([{ requests: 4, throttled: 2 }]);
});
