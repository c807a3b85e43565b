import { OwnerNotFoundError } from '../../../lambda/phone-number-associations/model/errors';
import { Placement } from '../../../lambda/phone-number-associations/model/owner';
import { UndoLog } from '../../../lambda/phone-number-associations/model/undo-log';
import { AssociationRequest } from '../../../lambda/phone-number-associations/reconcile/associate';
import { FakeChime, serviceError } from '../support/fake-chime';
import { FakeClock } from '../support/fake-clock';
import { CONNECTOR, GROUP, NOW, ONE, OTHER_CONNECTOR, phoneNumbers, REGION, SIP_RULE, THREE, TWO } from '../support/names';
import { phaseOn } from '../support/phase';

const at = (owner: Placement['owner']): Placement => ({ owner, region: REGION });
const mayTake = () => true;

function associatorOn(chime: FakeChime) {
  const { associator, recorder, deadline } = phaseOn(chime);
  const undoLog = new UndoLog();
  const associate = async (request: Partial<AssociationRequest>) => associator.associate({
    to: at(CONNECTOR), phoneNumbers: [ONE], take: new Map(), mayTake: () => false, consistentAt: NOW, ownerAppearsWithinMillis: 90_000, ...request,
  }, undoLog);
  return { associate, undoLog, recorder, deadline };
}

test('free numbers need nothing but the write', async () => {
  const chime = new FakeChime().has(phoneNumbers(3));
  await expect(associatorOn(chime).associate({ phoneNumbers: phoneNumbers(3) })).resolves.toEqual([]);
  expect(chime.calls).toHaveLength(1);
});

test('no numbers need no call', async () => {
  const chime = new FakeChime();
  await expect(associatorOn(chime).associate({ phoneNumbers: [] })).resolves.toEqual([]);
  expect(chime.calls).toEqual([]);
});

describe('a refused number', () => {
  test('that is on the target is done', async () => {
    const chime = new FakeChime().has([ONE], CONNECTOR);
    chime.whenever({ operation: 'associate' }).refuses('Conflict');
    await expect(associatorOn(chime).associate({})).resolves.toEqual([]);
    expect(chime.clock.sleeps).toEqual([]);
  });

  test('of somebody else is named with its holder as soon as reads can be believed', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR);
    const failures = await associatorOn(chime).associate({ consistentAt: NOW + 8_000 });
    expect(failures).toMatchObject([{ phoneNumber: ONE, code: 'PhoneNumberAssociationsExist', target: CONNECTOR, holder: OTHER_CONNECTOR }]);
    expect(chime.historyOf(ONE)).toEqual([]);
    expect(chime.clock.elapsedMillis()).toBeGreaterThanOrEqual(8_000);
    expect(chime.clock.elapsedMillis()).toBeLessThan(9_000);
    expect(chime.writes().map(({ force }) => force)).toEqual([false, false]);
  });

  test('whose read was behind arrives', async () => {
    const chime = new FakeChime().has([ONE]);
    chime.whenever({ operation: 'associate' }).refuses('PhoneNumberAssociationsExist', 1);
    chime.whenever({ operation: 'get' }).shows([GROUP], 1);
    await expect(associatorOn(chime).associate({ consistentAt: NOW + 8_000 })).resolves.toEqual([]);
    expect(chime.holderOf(ONE)).toEqual(CONNECTOR);
  });

  test('of somebody else may be taken by force, and it is remembered and logged from whom, before the request', async () => {
    const chime = new FakeChime().has([ONE, TWO], GROUP).has([THREE]);
    const { associate, undoLog, recorder } = associatorOn(chime);
    const stepsBeforeTheTake: string[] = [];
    chime.whenever({ force: true }).follows(() => stepsBeforeTheTake.push(...recorder.steps()));
    await expect(associate({ phoneNumbers: [ONE, TWO, THREE], mayTake })).resolves.toEqual([]);
    expect(chime.writes().map(({ phoneNumbers: sent, force }) => [sent, force])).toEqual([[[ONE, TWO, THREE], false], [[ONE, TWO], true]]);
    expect([...undoLog.takenFrom]).toEqual([[ONE, at(GROUP)], [TWO, at(GROUP)]]);
    expect(chime.historyOf(ONE)).toEqual([CONNECTOR]);
    expect(stepsBeforeTheTake).toContain('take');
    expect(recorder.of('take')).toMatchObject([{ from: `voice connector group ${GROUP.id}`, to: CONNECTOR.id, e164PhoneNumbers: [ONE, TWO] }]);
  });

  test('is taken only where that is allowed for it and its holder', async () => {
    const chime = new FakeChime().has([ONE], GROUP).has([TWO], OTHER_CONNECTOR);
    const only = (phoneNumber: string, { id }: { id: string }) => phoneNumber === ONE && id === GROUP.id;
    const failures = await associatorOn(chime).associate({ phoneNumbers: [ONE, TWO], mayTake: only });
    expect(failures).toMatchObject([{ phoneNumber: TWO, holder: OTHER_CONNECTOR }]);
    expect(chime.historyOf(TWO)).toEqual([]);
  });

  test('that may be taken is taken at once, even beside one that is waited for', async () => {
    const chime = new FakeChime().has([ONE], GROUP).has([TWO], undefined, { status: 'AcquireInProgress' });
    chime.whenever({ operation: 'associate', phoneNumber: TWO }).refuses('BadRequest', 3);
    const sleptBefore: number[] = [];
    chime.whenever({ force: true }).follows(() => sleptBefore.push(...chime.clock.sleeps));
    await expect(associatorOn(chime).associate({ phoneNumbers: [ONE, TWO], mayTake: number => number === ONE })).resolves.toEqual([]);
    expect(sleptBefore).toEqual([]);
    expect(chime.clock.sleeps).toEqual([2_000, 4_000]);
  });

  test('that is only later seen on somebody is taken after the pause that the others need anyway', async () => {
    const chime = new FakeChime().has([ONE], GROUP).has([TWO], undefined, { status: 'AcquireInProgress' });
    chime.whenever({ operation: 'associate', phoneNumber: TWO }).refuses('BadRequest', 2);
    chime.whenever({ operation: 'get', phoneNumber: ONE }).shows([], 1);
    const sleptBefore: number[] = [];
    chime.whenever({ force: true }).follows(() => sleptBefore.push(...chime.clock.sleeps));
    await expect(associatorOn(chime).associate({ phoneNumbers: [ONE, TWO], mayTake, consistentAt: NOW + 8_000 })).resolves.toEqual([]);
    expect(sleptBefore).toEqual([expect.any(Number), 2_000]);
    expect(chime.holderOf(ONE)).toEqual(CONNECTOR);
  });

  test('is logged with the code, what was decided and who has it', async () => {
    const chime = new FakeChime().has([ONE], GROUP).has([TWO], undefined, { status: 'AcquireInProgress' });
    chime.whenever({ operation: 'associate', phoneNumber: TWO }).refuses('BadRequest', 1);
    const { associate, recorder } = associatorOn(chime);
    await associate({ phoneNumbers: [ONE, TWO] });
    expect(recorder.of('refusal')).toEqual([
      {
        step: 'refusal',
        e164PhoneNumber: ONE,
        owner: CONNECTOR.id,
        code: 'VoiceConnectorGroupAssociationsExist',
        decision: 'fail',
        holder: `voice connector group ${GROUP.id}`,
      },
      { step: 'refusal', e164PhoneNumber: TWO, owner: CONNECTOR.id, code: 'BadRequest', decision: 'retry' },
    ]);
  });

  test('whose read may be behind longer than half of the phase is looked for again before', async () => {
    const chime = new FakeChime(new FakeClock(10_000)).has([ONE], OTHER_CONNECTOR);
    const failures = await associatorOn(chime).associate({ consistentAt: NOW + 8_500 });
    expect(failures).toMatchObject([{ phoneNumber: ONE, holder: OTHER_CONNECTOR }]);
    expect(chime.clock.sleeps[0]).toBeLessThan(4_500);
  });

  test('of a SIP rule cannot be taken at all', async () => {
    const chime = new FakeChime().has([ONE], SIP_RULE);
    await expect(associatorOn(chime).associate({ mayTake })).resolves.toMatchObject([{ holder: SIP_RULE }]);
    expect(chime.clock.sleeps).toEqual([]);
  });

  test('that stays where it is in spite of force fails when reads can be believed', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR);
    chime.whenever({ operation: 'associate', force: true }).refuses('Forbidden');
    await expect(associatorOn(chime).associate({ mayTake, consistentAt: NOW + 8_000 })).resolves.toMatchObject([{ code: 'Forbidden', holder: OTHER_CONNECTOR }]);
    expect(chime.clock.elapsedMillis()).toBeLessThan(12_000);
  });

  test('that is being acquired is waited for', async () => {
    const chime = new FakeChime().has([ONE], undefined, { status: 'AcquireInProgress' });
    chime.whenever({ operation: 'associate' }).refuses('BadRequest', 5);
    await expect(associatorOn(chime).associate({})).resolves.toEqual([]);
    expect(chime.clock.sleeps).toEqual([1_000, 2_000, 4_000, 8_000, 10_000]);
  });

  test('that is still being acquired after two minutes fails', async () => {
    const chime = new FakeChime().has([ONE], undefined, { status: 'AcquireInProgress' });
    chime.whenever({ operation: 'associate' }).refuses('BadRequest');
    await expect(associatorOn(chime).associate({})).resolves.toMatchObject([{ code: 'BadRequest' }]);
    expect(chime.clock.elapsedMillis()).toBeLessThan(140_000);
  });

  test('that is not in the account fails at once', async () => {
    const chime = new FakeChime().lacks(ONE);
    await expect(associatorOn(chime).associate({})).resolves.toMatchObject([{ phoneNumber: ONE, code: 'NotFound', observed: undefined }]);
    expect(chime.clock.sleeps).toEqual([]);
  });

  test('decides for all, and those that would have been waited for are named beside it', async () => {
    const chime = new FakeChime().has([ONE], SIP_RULE).has([TWO], undefined, { status: 'AcquireInProgress' }).has([THREE]);
    chime.whenever({ operation: 'associate', phoneNumber: TWO }).refuses('BadRequest');
    const failures = await associatorOn(chime).associate({ phoneNumbers: [ONE, TWO, THREE] });
    expect(failures).toMatchObject([{ phoneNumber: ONE, holder: SIP_RULE }, { phoneNumber: TWO, code: 'BadRequest', target: CONNECTOR }]);
    expect(chime.clock.sleeps).toEqual([]);
  });

  test('is no longer waited for when the phase ends, and is named', async () => {
    const chime = new FakeChime(new FakeClock(20_000)).has([ONE], undefined, { status: 'AcquireInProgress' });
    chime.whenever({ operation: 'associate' }).refuses('BadRequest');
    await expect(associatorOn(chime).associate({})).resolves.toMatchObject([{ phoneNumber: ONE, code: 'BadRequest' }]);
    expect(chime.clock.remainingMillis()).toBeGreaterThan(0);
  });
});

describe('a take', () => {
  const TAKE: Partial<AssociationRequest> = {
    phoneNumbers: [], take: new Map([[ONE, at(OTHER_CONNECTOR)]]), mayTake: (_, { id }) => id === OTHER_CONNECTOR.id,
  };

  test('is one forced request, and the number is never on nothing', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR);
    const { associate, undoLog } = associatorOn(chime);
    await expect(associate(TAKE)).resolves.toEqual([]);
    expect(chime.calls).toMatchObject([{ operation: 'associate', force: true, phoneNumbers: [ONE] }]);
    expect(chime.historyOf(ONE)).toEqual([CONNECTOR]);
    expect([...undoLog.takenFrom]).toEqual([[ONE, at(OTHER_CONNECTOR)]]);
  });

  test('goes before what is not taken', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR).has([TWO]);
    await associatorOn(chime).associate({ ...TAKE, phoneNumbers: [TWO] });
    expect(chime.writes().map(({ phoneNumbers: sent, force }) => [sent, force])).toEqual([[[ONE], true], [[TWO], false]]);
  });

  test('whose answer was lost has arrived', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR);
    chime.whenever({ operation: 'associate' }).worksAndThrows(serviceError('unavailable'), 1);
    chime.whenever({ operation: 'associate' }).refuses('Conflict');
    await expect(associatorOn(chime).associate({ ...TAKE, consistentAt: NOW + 8_000 })).resolves.toEqual([]);
    expect(chime.count('associate')).toBe(2);
    expect(chime.clock.sleeps).toEqual([150]);
  });

  test('that is refused, although the number seems to have arrived, is tried again', async () => {
    // GIVEN a number that was on the target a moment ago: the read is behind
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR);
    chime.whenever({ operation: 'associate' }).refuses('Conflict', 1);
    chime.whenever({ operation: 'get' }).shows([CONNECTOR], 1);
    // WHEN
    const failures = await associatorOn(chime).associate({ ...TAKE, consistentAt: NOW + 8_000 });
    // THEN
    expect(failures).toEqual([]);
    expect(chime.holderOf(ONE)).toEqual(CONNECTOR);
  });
});

describe('an owner', () => {
  test('that was created a moment ago is waited for', async () => {
    const chime = new FakeChime().has([ONE]);
    chime.whenever({ operation: 'associate' }).throws(serviceError('notFound', 'NotFoundException'), 12);
    const { associate, recorder } = associatorOn(chime);
    await expect(associate({})).resolves.toEqual([]);
    expect(chime.clock.sleeps).toEqual(Array.from({ length: 12 }, () => 5_000));
    expect(recorder.of('wait-for-owner')).toHaveLength(12);
    expect(recorder.of('wait-for-owner')[1]).toEqual({ step: 'wait-for-owner', owner: CONNECTOR.id, waitedMillis: 5_020 });
  });

  test.each([[840_000, 90_000, 90], [30_000, 90_000, 25], [840_000, 0, 0]])('that never comes is named, with %d ms of time and %d ms of patience after %d s', async (total, patience, waited) => {
    const chime = new FakeChime(new FakeClock(total)).has([ONE]).lacksOwner(CONNECTOR);
    const error = await associatorOn(chime).associate({ ownerAppearsWithinMillis: patience }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OwnerNotFoundError);
    expect(error).toHaveProperty('cause.category', 'notFound');
    expect(error).toHaveProperty('message', `voice connector ${CONNECTOR.id} does not exist: the service answered NotFoundException for ${waited} s.`);
  });
});

test('a read that is refused is thrown', async () => {
  const chime = new FakeChime().has([ONE], OTHER_CONNECTOR);
  chime.whenever({ operation: 'get' }).throws(serviceError('refused', 'Gone'));
  await expect(associatorOn(chime).associate({})).rejects.toMatchObject({ code: 'Gone' });
});
