import { Declarations, NOTHING } from '../../../lambda/phone-number-associations/model/association';
import { OvertakenError } from '../../../lambda/phone-number-associations/model/errors';
import { reconcile } from '../../../lambda/phone-number-associations/reconcile/reconcile';
import { FakeChime, LONG_AGO } from '../support/fake-chime';
import { here, there, FROM, TO, MEANWHILE, UNDOING, undoAfter, holders } from '../support/going-back';
import { CONNECTOR, declare, GROUP, NOW, ONE, OTHER_CONNECTOR, phoneNumbers, SIP_RULE, THREE, TWO } from '../support/names';
import { contextOn } from '../support/phase';
import { endBeforeWrite } from '../support/run-end';

describe('a creation that failed', () => {
  const CREATION: [Declarations, Declarations] = [NOTHING, declare(here([ONE, TWO]))];

  test('leaves what was there before, and takes off what it has put on', async () => {
    const chime = new FakeChime().has([ONE], CONNECTOR, { associatedAt: LONG_AGO }).has([TWO], CONNECTOR, { associatedAt: MEANWHILE });
    const { error, recorder } = await undoAfter(...CREATION, chime);
    expect(error).toBeUndefined();
    expect(holders(chime, ONE, TWO)).toEqual([CONNECTOR, undefined]);
    expect(recorder.of('leave')).toMatchObject([{ count: 1, e164PhoneNumbers: [ONE] }]);
  });

  test.each<[string, number | undefined, boolean]>([
    ['too near to its beginning to tell', FROM + 1_499, false],
    ['as soon after its beginning as can be told', FROM + 1_500, true],
    ['just before its end', TO - 1, true],
    ['too near to its end to tell', TO + 2_999, true],
    ['surely after its end', TO + 3_000, false],
    ['at a time that nobody knows', undefined, false],
  ])('takes off what was put on %s: %#', async (_, associatedAt, isOff) => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR, { associatedAt });
    await undoAfter(...CREATION, chime);
    expect(holders(chime, ONE, TWO)).toEqual(isOff ? [undefined, undefined] : [CONNECTOR, CONNECTOR]);
  });

  test('of two steps undoes both, and nothing between them', async () => {
    const chime = new FakeChime();
    chime.has([ONE], CONNECTOR, { associatedAt: NOW - 300_000 });
    chime.has([TWO], CONNECTOR, { associatedAt: NOW - 200_000 });
    chime.has([THREE], CONNECTOR, { associatedAt: MEANWHILE });
    await undoAfter(NOTHING, declare(here([ONE, TWO, THREE])), chime, { spans: [{ from: NOW - 310_000, to: NOW - 290_000 }, ...UNDOING.spans] });
    expect(holders(chime, ONE, TWO, THREE)).toEqual([undefined, CONNECTOR, undefined]);
  });

  test.each<[string, string]>([['id', CONNECTOR.id], ['ARN', `arn:aws:chime:us-east-1:111122223333:vc/${CONNECTOR.id}`]])('takes everything off an owner that was created with it, known by its %s', async (_, physicalId) => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR, { associatedAt: undefined });
    await undoAfter(...CREATION, chime, { created: new Set(['', physicalId]) });
    expect(holders(chime, ONE, TWO)).toEqual([undefined, undefined]);
  });

  test.each(['', 'other', `x${CONNECTOR.id}`])('does not take another resource for its owner: %j', async physicalId => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
    await undoAfter(...CREATION, chime, { created: new Set([physicalId]) });
    expect(chime.writes()).toEqual([]);
  });

  test('leaves alone what people have moved meanwhile', async () => {
    const chime = new FakeChime().has([ONE], GROUP).has([TWO]);
    const { error } = await undoAfter(...CREATION, chime);
    expect(error).toBeUndefined();
    expect(chime.writes()).toEqual([]);
  });

  test('takes off what its own run has put on, however soon', async () => {
    // GIVEN a run that wrote as early as it may, and then did not come to its end
    const chime = new FakeChime().has([ONE, TWO]);
    const { context } = contextOn(chime, { eventAt: NOW });
    await reconcile(...CREATION, context);
    await chime.clock.sleep(20_000);
    // WHEN the entry of its step is of the same second as the event, whose date is cut
    await undoAfter(...CREATION, chime, { spans: [{ from: NOW + 900, to: NOW + 20_000 }] }, { eventAt: NOW + 21_000 });
    // THEN
    expect(chime.on(CONNECTOR)).toEqual([]);
  });

  test('whose owner is gone is undone', async () => {
    const chime = new FakeChime().has([ONE, TWO]).lacksOwner(CONNECTOR);
    expect((await undoAfter(...CREATION, chime)).error).toBeUndefined();
  });
});

describe('an update that failed after one that had succeeded', () => {
  const RESTORED = declare(here([ONE]));
  const EARLIER = declare(there([ONE, TWO]));

  test('goes back from where the earlier one has put numbers, which the later one does not declare there', async () => {
    const chime = new FakeChime().has([ONE, TWO], OTHER_CONNECTOR, { associatedAt: MEANWHILE });
    const { error } = await undoAfter(RESTORED, declare(here([ONE, TWO])), chime, { declared: [EARLIER] });
    expect(error).toBeUndefined();
    expect(holders(chime, ONE, TWO)).toEqual([CONNECTOR, undefined]);
    expect(chime.writes().map(({ force }) => force)).toEqual([true, undefined]);
  });

  test('also what it declares just as the template that is restored', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR, { associatedAt: MEANWHILE }).has([TWO]);
    await undoAfter(RESTORED, RESTORED, chime, { declared: [RESTORED, EARLIER] });
    expect(holders(chime, ONE)).toEqual([CONNECTOR]);
  });

  test('takes what a read had not shown yet from where either of them has it, and from nobody else', async () => {
    // GIVEN numbers that seem to be on nothing
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR, { associatedAt: MEANWHILE }).has([TWO], GROUP, { associatedAt: MEANWHILE });
    for (const phoneNumber of [ONE, TWO]) chime.whenever({ operation: 'get', phoneNumber }).shows([], 2);
    // WHEN
    const declared = [declare(there([ONE, TWO]))];
    const { recorder } = await undoAfter(declare(here([ONE, TWO])), declare(here([ONE, TWO], { force: true })), chime, { declared });
    // THEN
    expect(holders(chime, ONE, TWO)).toEqual([CONNECTOR, GROUP]);
    expect(recorder.of('not-restored')).toMatchObject([{ e164PhoneNumber: TWO }]);
  });

  test('leaves what was there before it', async () => {
    const chime = new FakeChime().has([ONE, TWO], OTHER_CONNECTOR, { associatedAt: LONG_AGO });
    const { recorder } = await undoAfter(RESTORED, declare(here([ONE, TWO])), chime, { declared: [EARLIER] });
    expect(holders(chime, ONE, TWO)).toEqual([OTHER_CONNECTOR, OTHER_CONNECTOR]);
    expect(recorder.of('leave')).toMatchObject([{ count: 2 }]);
  });
});

describe('an update that failed', () => {
  const MOVE: [Declarations, Declarations] = [declare(here([ONE, TWO])), declare(there([ONE, TWO]))];

  test('gives back what it has moved in one forced request, and keeps what has not moved yet', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR, { associatedAt: MEANWHILE }).has([TWO], CONNECTOR);
    expect((await undoAfter(...MOVE, chime)).error).toBeUndefined();
    expect(holders(chime, ONE, TWO)).toEqual([CONNECTOR, CONNECTOR]);
    expect(chime.historyOf(ONE)).toEqual([CONNECTOR]);
    expect(chime.historyOf(TWO)).toEqual([]);
  });

  test('brings back what it has let go', async () => {
    const chime = new FakeChime().has([ONE]).has([TWO], CONNECTOR);
    expect((await undoAfter(declare(here([ONE, TWO])), declare(here([TWO])), chime)).error).toBeUndefined();
    expect(chime.on(CONNECTOR)).toEqual([ONE, TWO]);
  });

  test.each<[string, number, boolean]>([
    ['between two steps, by hand', NOW - 100_000, false],
    ['in a later step that has undone itself', TO + 10_000, true],
    ['after all of them', TO + 25_000, false],
  ])('gives back what came to its owner %s: %#', async (_, associatedAt, goesBack) => {
    const chime = new FakeChime().has([ONE, TWO], OTHER_CONNECTOR, { associatedAt });
    const spans = [{ from: NOW - 310_000, to: NOW - 290_000 }, ...UNDOING.spans];
    await undoAfter(...MOVE, chime, { spans, undone: [{ from: TO, to: TO + 20_000 }] });
    expect(chime.on(CONNECTOR)).toEqual(goesBack ? [ONE, TWO] : []);
  });

  test('takes nothing that it cannot have moved', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR, { associatedAt: LONG_AGO }).has([TWO], OTHER_CONNECTOR, { associatedAt: NOW - 1_000 });
    const { error, recorder } = await undoAfter(...MOVE, chime);
    expect(error).toBeUndefined();
    expect(chime.writes()).toEqual([]);
    expect(recorder.of('leave')).toMatchObject([{ count: 2 }]);
  });

  test('takes what a read had not shown yet only from where the failed template has it', async () => {
    // GIVEN a number that seems to be on nothing, and is where the deployment has put it
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR, { associatedAt: MEANWHILE }).has([TWO], CONNECTOR);
    chime.whenever({ operation: 'get', phoneNumber: ONE }).shows([], 1);
    // WHEN
    const { error } = await undoAfter(...MOVE, chime);
    // THEN
    expect(error).toBeUndefined();
    expect(chime.historyOf(ONE)).toEqual([CONNECTOR]);
  });

  test('does not take what was there before, although a read had not shown it', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR, { associatedAt: LONG_AGO }).has([TWO], CONNECTOR);
    chime.whenever({ operation: 'get', phoneNumber: ONE }).shows([], 1);
    const { error, recorder } = await undoAfter(...MOVE, chime);
    expect(error).toBeUndefined();
    expect(chime.historyOf(ONE)).toEqual([]);
    expect(recorder.of('not-restored')).toHaveLength(1);
  });

  describe.each<[string, (chime: FakeChime) => void, string]>([
    ['somebody else has', chime => chime.has([ONE], GROUP), `voice connector group ${GROUP.id}`],
    ['a SIP rule has', chime => chime.has([ONE], SIP_RULE), `SIP rule ${SIP_RULE.id}`],
  ])('and a number that %s', (_, byHand, holder) => {
    test('stays there, is logged, and does not keep the others from going back', async () => {
      const chime = new FakeChime().has([TWO], OTHER_CONNECTOR, { associatedAt: MEANWHILE });
      byHand(chime);
      const before = chime.holderOf(ONE);
      const { error, recorder } = await undoAfter(...MOVE, chime);
      expect(error).toBeUndefined();
      expect(holders(chime, ONE, TWO)).toEqual([before, CONNECTOR]);
      expect(recorder.of('not-restored')).toMatchObject([{ e164PhoneNumber: ONE, owner: `voice connector ${CONNECTOR.id}`, holder }]);
    });
  });

  test('and a number that was released is logged', async () => {
    const chime = new FakeChime().lacks(ONE).has([TWO], OTHER_CONNECTOR, { associatedAt: MEANWHILE });
    const { error, recorder } = await undoAfter(...MOVE, chime);
    expect(error).toBeUndefined();
    expect(recorder.of('not-restored')).toMatchObject([{ e164PhoneNumber: ONE, code: 'NotFound' }]);
  });

  test('and an owner that was deleted is logged, and not waited for long', async () => {
    const chime = new FakeChime().has([ONE, TWO], OTHER_CONNECTOR, { associatedAt: MEANWHILE }).lacksOwner(CONNECTOR);
    const { error, recorder } = await undoAfter(...MOVE, chime);
    expect(error).toBeUndefined();
    expect(recorder.of('not-restored')).toHaveLength(2);
    expect(chime.clock.elapsedMillis()).toBeLessThan(40_000);
    expect(chime.on(OTHER_CONNECTOR)).toEqual([ONE, TWO]);
  });

  test('takes off what came although something could not be brought back', async () => {
    const chime = new FakeChime().has([ONE], GROUP).has([TWO], OTHER_CONNECTOR, { associatedAt: MEANWHILE });
    expect((await undoAfter(declare(here([ONE])), declare(there([TWO])), chime)).error).toBeUndefined();
    expect(chime.holderOf(TWO)).toBeUndefined();
  });
});

describe('waits until reads show', () => {
  test.each<[string, number | undefined, number]>([
    ['what was written before the event', undefined, 8_000],
    ['what a run that was overtaken has under way', NOW + 13_000, 21_000],
    ['nothing else', NOW - 60_000, 8_000],
  ])('%s', async (_, inFlightUntil, waited) => {
    const chime = new FakeChime().has([ONE], CONNECTOR);
    let readAt = 0;
    chime.whenever({ operation: 'get' }).follows(() => { readAt = chime.clock.elapsedMillis(); });
    await undoAfter(NOTHING, declare(here([ONE])), chime, { inFlightUntil });
    expect(readAt).toBe(waited);
  });
});

test.each([0, 1, 2])('that is overtaken before write %d writes nothing more', async allowed => {
  const numbers = phoneNumbers(150);
  const chime = new FakeChime().has(numbers, CONNECTOR, { associatedAt: MEANWHILE });
  const { error } = await undoAfter(NOTHING, declare(here(numbers)), chime, {}, { assertMayWrite: endBeforeWrite(allowed) });
  expect(error).toBeInstanceOf(OvertakenError);
  expect(chime.writes()).toHaveLength(allowed);
});

test('that is killed and run again comes to the same end', async () => {
  const chime = new FakeChime().has(phoneNumbers(120), OTHER_CONNECTOR, { associatedAt: MEANWHILE });
  const [restored, failed] = [declare(here(phoneNumbers(120))), declare(there(phoneNumbers(120)))];
  await undoAfter(restored, failed, chime, {}, { assertMayWrite: endBeforeWrite(1) });
  await chime.clock.sleep(60_000);
  expect((await undoAfter(restored, failed, chime)).error).toBeUndefined();
  expect(chime.on(CONNECTOR)).toEqual(phoneNumbers(120));
});

test('what the hands have put on an owner of a creation that stays is left, when its remains go later', async () => {
  const chime = new FakeChime().has([ONE], CONNECTOR, { associatedAt: TO + 10_000 });
  await undoAfter(NOTHING, declare(here([ONE])), chime, { created: new Set() });
  expect(chime.holderOf(ONE)).toEqual(CONNECTOR);
});
