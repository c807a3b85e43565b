import { FakeChime, serviceError } from '../support/fake-chime';
import { CONNECTOR, FOUR, GROUP, ONE, OTHER_CONNECTOR, REGION, THREE, TWO } from '../support/names';
import { phaseOn } from '../support/phase';
import { Owner } from '../../../lambda/phone-number-associations/model/owner';
import { Assignment } from '../../../lambda/phone-number-associations/cloudformation/parse-properties';
import { newTraces, Traces, undo } from '../../../lambda/phone-number-associations/reconcile/rollback';

function assignment(owner: Owner, phoneNumbers: readonly string[]): Assignment {
  return { owner, phoneNumbers, force: false, region: REGION };
}

interface Done {
  readonly accepted?: readonly string[];
  readonly doubtful?: readonly string[];
  readonly takenFrom?: readonly [string, Owner][];
  readonly letGo?: readonly string[];
  readonly onDesired?: readonly string[];
  readonly onPrevious?: readonly string[];
}

function tracesOf({ accepted = [], doubtful = [], takenFrom = [], letGo = [], onDesired = [], onPrevious = [] }: Done): Traces {
  const traces = newTraces(new Set(onDesired), new Set(onPrevious));
  traces.associated.ledger.accepted(accepted);
  traces.associated.ledger.doubtful(doubtful);
  takenFrom.forEach(([phoneNumber, owner]) => traces.associated.takenFrom.set(phoneNumber, owner));
  traces.disassociated.accepted(letGo);
  return traces;
}

const NUMBERS = [ONE, TWO, THREE, FOUR];

async function undoOn(chime: FakeChime, done: Done, previous?: Assignment) {
  const { toolbox, dependencies } = phaseOn(chime);
  return undo({ previous, desired: assignment(CONNECTOR, NUMBERS) }, tracesOf(done), toolbox, dependencies);
}

test('nothing was done: nothing is undone', async () => {
  const chime = new FakeChime();
  await expect(undoOn(chime, {})).resolves.toEqual({ failures: [], errors: [] });
  expect(chime.calls).toEqual([]);
});

describe('numbers that came to us', () => {
  test('from nobody are let go again, except those that were there before', async () => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
    await expect(undoOn(chime, { accepted: [ONE, TWO], onDesired: [TWO] })).resolves.toEqual({ failures: [], errors: [] });
    expect(chime.on(CONNECTOR)).toEqual([TWO]);
  });

  test('from others go back to each, without a moment unowned', async () => {
    const chime = new FakeChime().has([ONE, TWO, THREE], CONNECTOR);
    const takenFrom: [string, Owner][] = [[ONE, GROUP], [TWO, OTHER_CONNECTOR], [THREE, GROUP]];
    await expect(undoOn(chime, { accepted: [ONE, TWO, THREE], takenFrom })).resolves.toEqual({ failures: [], errors: [] });
    expect([ONE, TWO, THREE].map(phoneNumber => chime.historyOf(phoneNumber))).toEqual([[GROUP], [OTHER_CONNECTOR], [GROUP]]);
    expect(chime.calls).toHaveLength(2);
  });
});

describe('numbers in doubt', () => {
  test.each<[string, Owner | undefined, Owner | undefined]>([
    ['came to us', CONNECTOR, undefined],
    ['came to nobody', undefined, undefined],
    ['are with somebody else', OTHER_CONNECTOR, OTHER_CONNECTOR],
  ])('that were free and %s', async (_, holder, afterwards) => {
    const chime = new FakeChime().has([ONE], holder);
    await expect(undoOn(chime, { doubtful: [ONE] })).resolves.toEqual({ failures: [], errors: [] });
    expect(chime.holderOf(ONE)).toEqual(afterwards);
    expect(chime.writes()).toHaveLength(holder === OTHER_CONNECTOR ? 0 : 1);
  });

  test.each<[string, Owner | undefined]>([
    ['came to us', CONNECTOR],
    ['came to nobody', undefined],
    ['never left', GROUP],
  ])('that were taken and %s are where they were', async (_, holder) => {
    const chime = new FakeChime().has([ONE], holder);
    await expect(undoOn(chime, { doubtful: [ONE], takenFrom: [[ONE, GROUP]] })).resolves.toEqual({ failures: [], errors: [] });
    expect(chime.holderOf(ONE)).toEqual(GROUP);
  });
});

describe('numbers that we let go', () => {
  test('come back, unless they were not there before', async () => {
    const chime = new FakeChime().has([ONE, TWO]);
    const undone = await undoOn(chime, { letGo: [ONE, TWO], onPrevious: [ONE] }, assignment(OTHER_CONNECTOR, [ONE, TWO]));
    expect(undone).toEqual({ failures: [], errors: [] });
    expect(chime.on(OTHER_CONNECTOR)).toEqual([ONE]);
  });

  test('and that somebody has taken meanwhile are named', async () => {
    const chime = new FakeChime().has([ONE], GROUP);
    const undone = await undoOn(chime, { letGo: [ONE], onPrevious: [ONE] }, assignment(OTHER_CONNECTOR, [ONE]));
    expect(undone.failures).toMatchObject([{ phoneNumber: ONE, holder: GROUP }]);
    expect(chime.historyOf(ONE)).toEqual([]);
  });
});

describe('when a part cannot be undone', () => {
  const done: Done = { accepted: [ONE, TWO, FOUR], takenFrom: [[ONE, GROUP], [TWO, OTHER_CONNECTOR]], letGo: [THREE], onPrevious: [THREE] };
  const previous = assignment(OTHER_CONNECTOR, [THREE]);

  test('the numbers are named, and the rest is undone', async () => {
    const chime = new FakeChime().has([ONE, TWO, FOUR], CONNECTOR).has([THREE]);
    chime.whenever({ operation: 'associate', owner: GROUP }).refuses('Forbidden');
    const undone = await undoOn(chime, done, previous);
    expect(undone).toMatchObject({ failures: [{ phoneNumber: ONE, code: 'Forbidden', holder: CONNECTOR }] });
    expect([ONE, TWO, THREE, FOUR].map(phoneNumber => chime.holderOf(phoneNumber))).toEqual([CONNECTOR, OTHER_CONNECTOR, OTHER_CONNECTOR, undefined]);
  });

  test('because an origin is gone, the rest is undone', async () => {
    const chime = new FakeChime().has([ONE, TWO, FOUR], CONNECTOR).has([THREE]).lacksOwner(GROUP);
    const undone = await undoOn(chime, done, previous);
    expect(undone.errors[0]).toHaveProperty('message', expect.stringContaining(`voice connector group ${GROUP.id} does not exist`));
    expect([TWO, THREE, FOUR].map(phoneNumber => chime.holderOf(phoneNumber))).toEqual([OTHER_CONNECTOR, OTHER_CONNECTOR, undefined]);
  });

  test('because time is over, the error tells', async () => {
    const chime = new FakeChime().has([ONE], CONNECTOR);
    chime.whenever({ operation: 'disassociate' }).throws(serviceError('unavailable'));
    await expect(undoOn(chime, { accepted: [ONE] })).resolves.toMatchObject({ errors: [{ name: 'OutOfTimeError' }] });
  });
});
