import { FakeChime, serviceError } from '../support/fake-chime';
import { FakeClock } from '../support/fake-clock';
import { CONNECTOR, GROUP, ONE, OTHER_CONNECTOR, phoneNumbers, SIP_RULE, THREE, TWO } from '../support/names';
import { phaseOn } from '../support/phase';
import { Association, OwnerNotFoundError } from '../../../lambda/phone-number-associations/reconcile/associate';
import { newTraces } from '../../../lambda/phone-number-associations/reconcile/rollback';

function associatorOn(chime: FakeChime) {
  const { associator, recorder } = phaseOn(chime);
  const record = newTraces(new Set(), new Set()).associated;
  const associate = async (association: Partial<Association>) =>
    associator.associate({ target: CONNECTOR, phoneNumbers: [ONE], force: false, ...association }, record);
  return { associate, record, recorder };
}

test('free numbers need nothing but the write', async () => {
  const chime = new FakeChime().has(phoneNumbers(3));
  await expect(associatorOn(chime).associate({ phoneNumbers: phoneNumbers(3) })).resolves.toEqual([]);
  expect(chime.calls).toHaveLength(1);
});

describe('a refused number', () => {
  test('that is on the target is done', async () => {
    const chime = new FakeChime().has([ONE], CONNECTOR);
    chime.whenever({ operation: 'associate' }).refuses('Conflict');
    await expect(associatorOn(chime).associate({})).resolves.toEqual([]);
    expect(chime.clock.sleeps).toEqual([]);
  });

  test('of somebody else is waited for while it may be handed over, then named with its holder', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR);
    const failures = await associatorOn(chime).associate({});
    expect(failures).toMatchObject([{ phoneNumber: ONE, code: 'PhoneNumberAssociationsExist', holder: OTHER_CONNECTOR }]);
    expect(chime.historyOf(ONE)).toEqual([]);
    expect(chime.clock.sleeps).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000, 10_000, 10_000]);
    expect(chime.writes().every(({ force }) => force === false)).toBe(true);
  });

  test('that is handed over meanwhile arrives', async () => {
    const chime = new FakeChime().has([ONE]);
    chime.whenever({ operation: 'associate' }).refuses('PhoneNumberAssociationsExist', 3);
    chime.whenever({ operation: 'get' }).shows([GROUP]);
    await expect(associatorOn(chime).associate({})).resolves.toEqual([]);
    expect(chime.holderOf(ONE)).toEqual(CONNECTOR);
  });

  test('of somebody else may be taken by force, and it is remembered from whom', async () => {
    const chime = new FakeChime().has([ONE, TWO], GROUP).has([THREE]);
    const { associate, record } = associatorOn(chime);
    await expect(associate({ phoneNumbers: [ONE, TWO, THREE], force: true })).resolves.toEqual([]);
    expect(chime.writes().map(({ phoneNumbers: sent, force }) => [sent, force])).toEqual([[[ONE, TWO, THREE], false], [[ONE, TWO], true]]);
    expect([...record.takenFrom]).toEqual([[ONE, GROUP], [TWO, GROUP]]);
    expect(chime.historyOf(ONE)).toEqual([CONNECTOR]);
  });

  test('of a SIP rule cannot be taken at all', async () => {
    const chime = new FakeChime().has([ONE], SIP_RULE);
    await expect(associatorOn(chime).associate({ force: true })).resolves.toMatchObject([{ holder: SIP_RULE }]);
    expect(chime.clock.sleeps).toEqual([]);
  });

  test('that stays where it is in spite of force fails after a short while', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR);
    chime.whenever({ operation: 'associate', force: true }).refuses('Forbidden');
    await expect(associatorOn(chime).associate({ force: true })).resolves.toMatchObject([{ code: 'Forbidden', holder: OTHER_CONNECTOR }]);
    expect(chime.clock.elapsedMillis()).toBeGreaterThanOrEqual(8_000);
    expect(chime.clock.elapsedMillis()).toBeLessThan(17_000);
  });

  test('that is being acquired is waited for', async () => {
    const chime = new FakeChime().has([ONE], undefined, { status: 'AcquireInProgress' });
    chime.whenever({ operation: 'associate' }).refuses('BadRequest', 5);
    await expect(associatorOn(chime).associate({})).resolves.toEqual([]);
    expect(chime.holderOf(ONE)).toEqual(CONNECTOR);
  });

  test('that is not in the account fails at once', async () => {
    const chime = new FakeChime().lacks(ONE);
    await expect(associatorOn(chime).associate({})).resolves.toMatchObject([{ phoneNumber: ONE, code: 'NotFound', sighting: undefined }]);
    expect(chime.clock.sleeps).toEqual([]);
  });

  test('decides for all, and those that would have been waited for are named beside it', async () => {
    const chime = new FakeChime().lacks(ONE).has([TWO], OTHER_CONNECTOR).has([THREE]);
    const failures = await associatorOn(chime).associate({ phoneNumbers: [ONE, TWO, THREE] });
    expect(failures).toMatchObject([{ phoneNumber: ONE }, { phoneNumber: TWO, holder: OTHER_CONNECTOR }]);
    expect(chime.clock.sleeps).toEqual([]);
  });

  test('that may be on the target already is not said to be held by it', async () => {
    // GIVEN a number of ours that seems to be on the target, and one that fails for good
    const chime = new FakeChime().has([ONE], CONNECTOR).lacks(TWO);
    chime.whenever({ operation: 'associate', phoneNumber: ONE }).refuses('Conflict');
    // WHEN
    const failures = await associatorOn(chime).associate({ phoneNumbers: [ONE, TWO], formerOwner: OTHER_CONNECTOR, ours: new Set([ONE]) });
    // THEN
    expect(failures.map(({ holder }) => holder)).toEqual([undefined, undefined]);
  });

  test('is no longer waited for when the phase ends, and is named', async () => {
    const chime = new FakeChime(new FakeClock(20_000)).has([ONE], OTHER_CONNECTOR);
    await expect(associatorOn(chime).associate({})).resolves.toMatchObject([{ phoneNumber: ONE, holder: OTHER_CONNECTOR }]);
    expect(chime.clock.remainingMillis()).toBeGreaterThan(0);
  });
});

describe('a move', () => {
  const MOVE: Partial<Association> = { phoneNumbers: [], move: [ONE], formerOwner: OTHER_CONNECTOR, ours: new Set([ONE]) };

  test('is one forced request, and the number is never without an owner', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR);
    const { associate, record } = associatorOn(chime);
    await expect(associate(MOVE)).resolves.toEqual([]);
    expect(chime.calls).toMatchObject([{ operation: 'associate', force: true, phoneNumbers: [ONE] }]);
    expect(chime.historyOf(ONE)).toEqual([CONNECTOR]);
    expect([...record.takenFrom]).toEqual([[ONE, OTHER_CONNECTOR]]);
  });

  test('takes numbers from the former owner without the user allowing force', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR);
    await expect(associatorOn(chime).associate({ ...MOVE, move: [], phoneNumbers: [ONE] })).resolves.toEqual([]);
    expect(chime.writes().map(({ force }) => force)).toEqual([false, true]);
  });

  test('does not take numbers that are not ours from there', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR);
    const failures = await associatorOn(chime).associate({ ...MOVE, move: [], phoneNumbers: [ONE], ours: new Set([TWO]) });
    expect(failures).toMatchObject([{ phoneNumber: ONE, holder: OTHER_CONNECTOR }]);
    expect(chime.historyOf(ONE)).toEqual([]);
  });

  test('whose answer was lost has arrived', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR);
    chime.whenever({ operation: 'associate' }).worksAndThrows(serviceError('unavailable'), 1);
    chime.whenever({ operation: 'associate' }).refuses('Conflict');
    await expect(associatorOn(chime).associate(MOVE)).resolves.toEqual([]);
    expect(chime.count('associate')).toBe(2);
    expect(chime.clock.sleeps).toEqual([150]);
  });
});

test('a move that is refused, although the number seems to have arrived, is tried again', async () => {
  // GIVEN a number that was on the target a moment ago: the read is behind
  const chime = new FakeChime().has([ONE], OTHER_CONNECTOR);
  chime.whenever({ operation: 'associate' }).refuses('Conflict', 1);
  chime.whenever({ operation: 'get' }).shows([CONNECTOR], 1);
  // WHEN
  const failures = await associatorOn(chime).associate({ phoneNumbers: [], move: [ONE], formerOwner: OTHER_CONNECTOR, ours: new Set([ONE]) });
  // THEN
  expect(failures).toEqual([]);
  expect(chime.holderOf(ONE)).toEqual(CONNECTOR);
});

describe('an owner', () => {
  test('that was created a moment ago is waited for', async () => {
    const chime = new FakeChime().has([ONE]);
    chime.whenever({ operation: 'associate' }).throws(serviceError('notFound', 'NotFoundException'), 12);
    const { associate, recorder } = associatorOn(chime);
    await expect(associate({})).resolves.toEqual([]);
    expect(chime.clock.sleeps).toEqual(Array.from({ length: 12 }, () => 5_000));
    expect(recorder.of('wait-for-owner')).toHaveLength(12);
  });

  test.each([[840_000, 90], [30_000, 25]])('that never comes is named, with %d ms of time after %d s', async (total, waited) => {
    const chime = new FakeChime(new FakeClock(total)).has([ONE]).lacksOwner(CONNECTOR);
    const error = await associatorOn(chime).associate({}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OwnerNotFoundError);
    expect(error).toHaveProperty('message', `voice connector ${CONNECTOR.id} does not exist: the service answered NotFoundException for ${waited} s.`);
  });
});

test('a read that is refused is thrown', async () => {
  const chime = new FakeChime().has([ONE], OTHER_CONNECTOR);
  chime.whenever({ operation: 'get' }).throws(serviceError('refused', 'Gone'));
  await expect(associatorOn(chime).associate({})).rejects.toMatchObject({ code: 'Gone' });
});
