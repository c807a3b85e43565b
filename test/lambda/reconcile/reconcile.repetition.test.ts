import { Declarations, NOTHING } from '../../../lambda/phone-number-associations/model/association';
import { OvertakenError, TimelineUnreadableError } from '../../../lambda/phone-number-associations/model/errors';
import { FakeChime, LONG_AGO } from '../support/fake-chime';
import { ALL_BACK, bring, create, here, holders, there } from '../support/going-forward';
import { CONNECTOR, declare, FOUR, GROUP, NOW, ONE, OTHER_CONNECTOR, phoneNumbers, SIP_RULE, THREE, TWO } from '../support/names';
import { endBeforeWrite } from '../support/run-end';

/** Lives of one event that may be cut off before any of its writes. */
const LIVES: readonly [string, Declarations, Declarations, (chime: FakeChime) => FakeChime, boolean][] = [
  ['a creation', NOTHING, declare(here(phoneNumbers(120))), chime => chime.has(phoneNumbers(120)), true],
  ['a creation that is refused', NOTHING, declare(here(phoneNumbers(120))), chime => chime.has(phoneNumbers(119)).has([phoneNumbers(120)[119]], SIP_RULE), false],
  ['an update', declare(here([ONE, TWO])), declare(here([TWO, THREE]), there([FOUR])), chime => chime.has([ONE, TWO], CONNECTOR).has([THREE, FOUR]), true],
  ['an update that is refused', declare(here([ONE, TWO])), declare(here([TWO, THREE]), there([FOUR])), chime => chime.has([ONE, TWO], CONNECTOR).has([THREE]).has([FOUR], GROUP), false],
  ['a move', declare(here([ONE, TWO]), there([THREE])), declare(here([THREE]), there([ONE, TWO])), chime => chime.has([ONE, TWO], CONNECTOR).has([THREE], OTHER_CONNECTOR), true],
  ['a move that is refused', declare(here([ONE, TWO])), declare(there([ONE, TWO, THREE])), chime => chime.has([ONE, TWO], CONNECTOR).has([THREE], SIP_RULE), false],
  ['an update of which one number leaves and another cannot', declare(here([ONE, TWO, THREE])), declare(here([THREE])), chime => {
    chime.has([ONE, TWO, THREE], CONNECTOR).whenever({ operation: 'disassociate', phoneNumber: TWO }).refuses('Conflict');
    return chime;
  }, false],
  ['an update whose numbers cannot leave', declare(here([ONE, TWO])), declare(there([TWO])), chime => {
    chime.has([ONE, TWO], CONNECTOR).whenever({ operation: 'disassociate', phoneNumber: ONE }).refuses('Forbidden');
    return chime;
  }, false],
];

describe.each(LIVES)('%s', (_, previous, desired, prepare, succeeds) => {
  const numbers = [...new Set([...previous.values(), ...desired.values()].flatMap(({ phoneNumbers: listed }) => listed))];

  test.each([0, 1, 2, 3, 4, 5])('whose run is killed before write %d, and run again after a minute, is all or nothing', async allowed => {
    // GIVEN
    const chime = prepare(new FakeChime());
    const before = holders(chime, ...numbers);
    await bring(previous, desired, chime, { assertMayWrite: endBeforeWrite(allowed) });
    await chime.clock.sleep(60_000);
    // WHEN
    const { error } = await bring(previous, desired, chime);
    // THEN
    expect(error === undefined).toBe(succeeds);
    if (succeeds) for (const { owner, phoneNumbers: listed } of desired.values()) expect(chime.on(owner)).toEqual([...listed].sort());
    else expect(holders(chime, ...numbers)).toEqual(before);
    if (error) expect(error.message).toContain(ALL_BACK);
  });

  test.each([0, 1, 2, 3])('that is overtaken before write %d writes nothing more, not even to undo', async allowed => {
    const chime = prepare(new FakeChime());
    const { error, recorder } = await bring(previous, desired, chime, { assertMayWrite: endBeforeWrite(allowed) });
    expect(chime.writes().length).toBeLessThanOrEqual(allowed);
    if (chime.writes().length === allowed && error) expect(error).toBeInstanceOf(OvertakenError);
    expect(recorder.of('undo').length === 0 || error instanceof OvertakenError || chime.writes().length < allowed).toBe(true);
  });
});

describe('a run that is not the first', () => {
  const LATER = { eventAt: NOW - 60_000 };

  test('does not take for its own what was there before the event', async () => {
    const chime = new FakeChime().has([ONE], CONNECTOR, { associatedAt: LONG_AGO }).lacks(TWO);
    await create(here([ONE, TWO]), chime, LATER);
    expect(chime.historyOf(ONE)).toEqual([]);
  });

  test.each<[string, number | undefined, boolean]>([
    ['surely after the event', LATER.eventAt + 5_000, true],
    ['too near to it to tell', LATER.eventAt + 2_000, false],
    ['nobody knows when', undefined, false],
  ])('undoes what was associated %s: %#', async (_, associatedAt, isOurs) => {
    const chime = new FakeChime().has([ONE], CONNECTOR, { associatedAt }).lacks(TWO);
    await create(here([ONE, TWO]), chime, LATER);
    expect(chime.historyOf(ONE)).toEqual(isOurs ? [undefined] : []);
  });

  test('gives back to the old owner what an earlier run has moved', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR, { associatedAt: NOW - 50_000 }).lacks(TWO);
    const { error } = await bring(declare(here([ONE])), declare(there([ONE, TWO])), chime, LATER);
    expect(error?.message).toContain(ALL_BACK);
    expect(chime.historyOf(ONE)).toEqual([CONNECTOR]);
  });

  test('names what an earlier run may have taken by force from somebody', async () => {
    const chime = new FakeChime().has([ONE], CONNECTOR, { associatedAt: NOW - 50_000 }).lacks(TWO);
    const { error } = await create(here([ONE, TWO], { force: true }), chime, LATER);
    expect(error?.message).toContain(`Off again, but not back where forceAssociate may have taken them from: ${ONE}.`);
    expect(error?.message).not.toContain(ALL_BACK);
    expect(chime.holderOf(ONE)).toBeUndefined();
  });

  test('does not call a number unsettled that somebody has taken by hand', async () => {
    const chime = new FakeChime().has([ONE], GROUP).has([TWO], SIP_RULE).has([THREE], CONNECTOR);
    const { error } = await bring(declare(here([ONE, THREE])), declare(here([THREE, TWO])), chime, LATER);
    expect(chime.holderOf(ONE)).toEqual(GROUP);
    expect(error?.message).not.toContain(`may not be back: ${ONE}`);
  });
});

test.each([['overtaken', new OvertakenError('gone on')], ['blind', new TimelineUnreadableError('unreadable', new Error('why'))]])('an undo that is %s ends, too', async (_, end) => {
  const chime = new FakeChime().has([ONE]).has([TWO], SIP_RULE);
  let asked = 0;
  const assertMayWrite = async () => {
    asked += 1;
    if (chime.holderOf(ONE)) throw end;
  };
  const { error } = await create(here([ONE, TWO]), chime, { assertMayWrite });
  expect(error).toBe(end);
  expect(asked).toBeGreaterThan(1);
  expect(chime.holderOf(ONE)).toEqual(CONNECTOR);
});
