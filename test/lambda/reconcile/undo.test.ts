import { changesBetween } from '../../../lambda/phone-number-associations/model/association';
import { OvertakenError } from '../../../lambda/phone-number-associations/model/errors';
import { UndoLog } from '../../../lambda/phone-number-associations/model/undo-log';
import { undo } from '../../../lambda/phone-number-associations/reconcile/undo';
import { FakeChime, serviceError } from '../support/fake-chime';
import { FakeClock } from '../support/fake-clock';
import { CONNECTOR, declare, FOUR, GROUP, ONE, OTHER_CONNECTOR, REGION, spec, THREE, TWO } from '../support/names';
import { phaseOn, Settings } from '../support/phase';

/** One and two are declared for the connector, three leaves the other one, four comes to the other one. */
const CHANGES = changesBetween(
  declare(spec(OTHER_CONNECTOR, [THREE], { path: 'There' })),
  declare(spec(CONNECTOR, [ONE, TWO], { path: 'Here' }), spec(OTHER_CONNECTOR, [FOUR], { path: 'There' })),
);
const from = (owner: typeof GROUP) => ({ owner, region: REGION });

async function undoOn(chime: FakeChime, record: (undoLog: UndoLog) => void, settings: Settings = {}) {
  const undoLog = new UndoLog();
  record(undoLog);
  const { phase, recorder } = phaseOn(chime, settings);
  return { ...await undo(CHANGES, undoLog, phase), recorder };
}

const operations = (chime: FakeChime) => chime.calls.map(({ operation, phoneNumbers }) => [operation, ...phoneNumbers]);

test('does nothing where nothing was done', async () => {
  const chime = new FakeChime();
  await expect(undoOn(chime, () => undefined)).resolves.toMatchObject({ failures: [], errors: [], unsettled: [] });
  expect(chime.calls).toEqual([]);
});

test('does what is certain before any read: first what others have lost, then what was let go, then what came', async () => {
  const chime = new FakeChime().has([ONE, TWO], CONNECTOR).has([THREE]).has([FOUR], OTHER_CONNECTOR);
  await expect(undoOn(chime, ({ associated, disassociated, takenFrom }) => {
    associated.markDone([TWO, ONE]);
    associated.markInDoubt([FOUR]);
    disassociated.markDone([THREE]);
    takenFrom.set(ONE, from(GROUP));
  })).resolves.toMatchObject({ failures: [], errors: [], unsettled: [] });
  expect(operations(chime)).toEqual([['associate', ONE], ['associate', THREE], ['disassociate', TWO], ['get', FOUR], ['disassociate', FOUR]]);
  expect([ONE, TWO, THREE, FOUR].map(phoneNumber => chime.holderOf(phoneNumber))).toEqual([GROUP, undefined, OTHER_CONNECTOR, undefined]);
});

test('brings a number back that was perhaps let go', async () => {
  const chime = new FakeChime().has([THREE], OTHER_CONNECTOR);
  chime.whenever({ operation: 'associate' }).refuses('Conflict');
  const { unsettled } = await undoOn(chime, ({ disassociated }) => disassociated.markInDoubt([THREE]));
  expect(unsettled).toEqual([]);
});

describe('a number in doubt', () => {
  test.each<[string, typeof GROUP | undefined, object | undefined]>([
    ['that has come goes off', CONNECTOR, undefined],
    ['that has not come stays on nothing', undefined, undefined],
    ['that somebody has stays there', GROUP, GROUP],
  ])('%s', async (_, holder, after) => {
    const chime = new FakeChime().has([ONE], holder);
    const { unsettled } = await undoOn(chime, ({ associated }) => associated.markInDoubt([ONE]));
    expect(unsettled).toEqual([]);
    expect(chime.holderOf(ONE)).toEqual(after);
  });

  test.each<[string, typeof GROUP, object]>([
    ['that was perhaps taken goes back, and is never on nothing', CONNECTOR, GROUP],
    ['that was perhaps taken, and was not, stays', GROUP, GROUP],
  ])('%s', async (_, holder, after) => {
    const chime = new FakeChime().has([ONE], holder);
    const { unsettled } = await undoOn(chime, ({ associated, takenFrom }) => {
      associated.markInDoubt([ONE]);
      takenFrom.set(ONE, from(GROUP));
    });
    expect(unsettled).toEqual([]);
    expect(chime.holderOf(ONE)).toEqual(after);
    expect(chime.historyOf(ONE)).not.toContain(undefined);
  });

  test('that was perhaps taken is not taken from a stranger', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR);
    const { unsettled, takenMeanwhile } = await undoOn(chime, ({ associated, takenFrom }) => {
      associated.markInDoubt([ONE]);
      takenFrom.set(ONE, from(GROUP));
    });
    expect(unsettled).toEqual([]);
    expect(takenMeanwhile).toMatchObject([{ phoneNumber: ONE, holder: OTHER_CONNECTOR }]);
    expect(chime.historyOf(ONE)).toEqual([]);
  });

  test('is read for two fifths of the time at most; the others are back before', async () => {
    const chime = new FakeChime(new FakeClock(160_000)).has([ONE, TWO], CONNECTOR);
    chime.whenever({ operation: 'get' }).throws(serviceError('unavailable'));
    const { unsettled, errors, recorder } = await undoOn(chime, ({ associated }) => {
      associated.markDone([TWO]);
      associated.markInDoubt([ONE]);
    });
    expect([unsettled, errors.length]).toEqual([[ONE], 1]);
    expect(chime.holderOf(TWO)).toBeUndefined();
    expect(chime.clock.elapsedMillis()).toBeLessThan(0.4 * 150_000 + 1_000);
    expect(recorder.of('undo-failed')).toEqual([{ step: 'undo-failed', reason: (errors[0] as Error).message }]);
  });
});

test('a number that still seems to be where it was let go from is asked for again until reads can be believed', async () => {
  const chime = new FakeChime().has([THREE]);
  chime.whenever({ operation: 'associate' }).refuses('VoiceConnectorGroupAssociationsExist', 1);
  chime.whenever({ operation: 'get' }).shows([GROUP], 1);
  const { unsettled, takenMeanwhile } = await undoOn(chime, ({ disassociated }) => disassociated.markDone([THREE]));
  expect([unsettled, takenMeanwhile]).toEqual([[], []]);
  expect(chime.holderOf(THREE)).toEqual(OTHER_CONNECTOR);
});

describe('a step that fails', () => {
  test('does not keep the others from being taken', async () => {
    // GIVEN the place that a number was taken from is gone by now
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR).has([THREE]).lacksOwner(GROUP);
    // WHEN
    const { unsettled, failures, errors } = await undoOn(chime, ({ associated, disassociated, takenFrom }) => {
      associated.markDone([ONE, TWO]);
      disassociated.markDone([THREE]);
      takenFrom.set(ONE, from(GROUP));
    });
    // THEN
    expect(unsettled).toEqual([ONE]);
    expect(failures).toEqual([]);
    expect(errors).toMatchObject([{ name: 'OwnerNotFoundError' }]);
    expect([TWO, THREE].map(phoneNumber => chime.holderOf(phoneNumber))).toEqual([undefined, OTHER_CONNECTOR]);
    expect(chime.clock.elapsedMillis()).toBeLessThan(16_000);
  });

  test('names its numbers, each once', async () => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
    chime.whenever({ operation: 'disassociate', phoneNumber: TWO }).refuses('Forbidden');
    const { unsettled, failures, takenMeanwhile } = await undoOn(chime, ({ associated }) => associated.markDone([ONE, TWO]));
    expect(unsettled).toEqual([TWO]);
    expect(takenMeanwhile).toEqual([]);
    expect(failures).toMatchObject([{ phoneNumber: TWO, code: 'Forbidden', holder: CONNECTOR }]);
  });

  test('because the run is over ends the undo', async () => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
    const assertMayWrite = async () => Promise.reject(new OvertakenError('gone on'));
    await expect(undoOn(chime, ({ associated }) => associated.markDone([ONE]), { assertMayWrite })).rejects.toThrow(OvertakenError);
    expect(chime.writes()).toEqual([]);
  });
});
