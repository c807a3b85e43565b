import { OvertakenError } from '../../../lambda/phone-number-associations/model/errors';
import { detectDrift } from '../../../lambda/phone-number-associations/reconcile/detect-drift';
import { FakeChime, serviceError } from '../support/fake-chime';
import { CONNECTOR, GROUP, ONE, phoneNumbers, SIP_RULE, spec, THREE, TWO } from '../support/names';
import { contextOn, Settings } from '../support/phase';

async function detect(chime: FakeChime, numbers: readonly string[], repair = false, settings: Settings = {}) {
  const { context, recorder } = contextOn(chime, settings);
  const error = await detectDrift('Stack/Numbers', spec(CONNECTOR, numbers), repair, context).then(() => undefined, (thrown: Error) => thrown);
  return { error, recorder, drift: recorder.of('drift') };
}

test('publishes the metrics in the embedded metric format, one line of JSON', async () => {
  const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
  const { drift, recorder } = await detect(chime, [ONE, TWO]);
  expect(drift).toEqual([{
    step: 'drift',
    _aws: {
      Timestamp: chime.clock.now(),
      CloudWatchMetrics: [{
        Namespace: 'ChimePhoneNumberAssociation',
        Dimensions: [['Association']],
        Metrics: [{ Name: 'DriftedPhoneNumbers', Unit: 'Count' }, { Name: 'RepairedPhoneNumbers', Unit: 'Count' }],
      }],
    },
    Association: 'Stack/Numbers',
    DriftedPhoneNumbers: 0,
    RepairedPhoneNumbers: 0,
    declaredPhoneNumbers: 2,
    owner: `voice connector ${CONNECTOR.id}`,
    drifted: {},
    repaired: [],
  }]);
  expect(chime.calls).toHaveLength(1);
  expect(chime.clock.sleeps).toEqual([]);
  expect(recorder.lines.every(line => line.indexOf('\n') === line.length - 1)).toBe(true);
});

test('names what is elsewhere, and changes nothing', async () => {
  const [onGroup, onRule, free, missing, inPlace] = phoneNumbers(5);
  const chime = new FakeChime().has([onGroup], GROUP).has([onRule], SIP_RULE).has([free]).lacks(missing).has([inPlace], CONNECTOR);
  const { drift } = await detect(chime, phoneNumbers(5));
  expect(drift).toMatchObject([{
    DriftedPhoneNumbers: 4,
    RepairedPhoneNumbers: 0,
    drifted: {
      [onGroup]: `on voice connector group ${GROUP.id}`,
      [onRule]: `on SIP rule ${SIP_RULE.id}`,
      [free]: 'not associated',
      [missing]: 'not in this account',
    },
  }]);
  expect(chime.writes()).toEqual([]);
});

test('names all that have a number', async () => {
  const chime = new FakeChime().has([ONE]);
  chime.whenever({ operation: 'get' }).shows([GROUP, SIP_RULE]);
  const { drift } = await detect(chime, [ONE]);
  expect(drift).toMatchObject([{ drifted: { [ONE]: `on voice connector group ${GROUP.id}, SIP rule ${SIP_RULE.id}` } }]);
});

test('reads twice, as reads may lag behind a move that was just made', async () => {
  const chime = new FakeChime().has([ONE], CONNECTOR);
  chime.whenever({ operation: 'get' }).shows([], 1);
  const { drift } = await detect(chime, [ONE], true);
  expect(drift).toMatchObject([{ DriftedPhoneNumbers: 0, drifted: {} }]);
  expect(chime.clock.sleeps).toEqual([10_000]);
  expect(chime.writes()).toEqual([]);
});

test('counts all and names a thousand', async () => {
  const chime = new FakeChime().has(phoneNumbers(1_001));
  const { drift: [line] } = await detect(chime, phoneNumbers(1_001), true);
  expect([line.DriftedPhoneNumbers, line.RepairedPhoneNumbers]).toEqual([1_001, 1_001]);
  expect(Object.keys(line.drifted as object)).toHaveLength(1_000);
  expect(line.repaired).toHaveLength(1_000);
});

describe('a repair', () => {
  test('puts back what is on nothing, and nothing else', async () => {
    const [free, onGroup, missing] = phoneNumbers(3);
    const chime = new FakeChime().has([free]).has([onGroup], GROUP).lacks(missing);
    const { drift } = await detect(chime, phoneNumbers(3), true);
    expect(drift).toMatchObject([{ DriftedPhoneNumbers: 3, RepairedPhoneNumbers: 1, repaired: [free] }]);
    expect([chime.holderOf(free), chime.holderOf(onGroup)]).toEqual([CONNECTOR, GROUP]);
    expect(chime.writes()).toMatchObject([{ operation: 'associate', force: false, phoneNumbers: [free] }]);
  });

  test('that the service refuses is no repair', async () => {
    const chime = new FakeChime().has([ONE, TWO, THREE]);
    chime.whenever({ operation: 'associate', phoneNumber: TWO }).refuses('Unprocessable');
    const { drift } = await detect(chime, [ONE, TWO, THREE], true);
    expect(drift).toMatchObject([{ DriftedPhoneNumbers: 3, RepairedPhoneNumbers: 2, repaired: [ONE, THREE] }]);
  });

  test('that meets somebody who was faster takes nothing', async () => {
    const chime = new FakeChime().has([ONE]);
    chime.whenever({ operation: 'associate' }).follows(() => chime.movesByHand([ONE], GROUP));
    const { drift } = await detect(chime, [ONE], true);
    expect(drift).toMatchObject([{ DriftedPhoneNumbers: 1, RepairedPhoneNumbers: 0 }]);
    expect(chime.holderOf(ONE)).toEqual(GROUP);
  });

  test('that cannot be made still tells the drift: the owner is gone', async () => {
    const chime = new FakeChime().has([ONE, TWO]).lacksOwner(CONNECTOR);
    const { drift } = await detect(chime, [ONE, TWO], true);
    expect(drift).toMatchObject([{ DriftedPhoneNumbers: 2, RepairedPhoneNumbers: 0 }]);
  });

  test('stops when a deployment begins', async () => {
    const chime = new FakeChime().has([ONE]);
    const { error } = await detect(chime, [ONE], true, { assertMayWrite: async () => Promise.reject(new OvertakenError('a deployment')) });
    expect(error).toBeInstanceOf(OvertakenError);
    expect(chime.writes()).toEqual([]);
  });
});

test('a look that fails is an error, not a metric', async () => {
  const chime = new FakeChime().has([ONE, TWO, THREE]);
  chime.whenever({ operation: 'list' }).throws(serviceError('refused', 'Gone'));
  const { error, drift } = await detect(chime, [ONE, TWO]);
  expect(error).toMatchObject({ code: 'Gone' });
  expect(drift).toEqual([]);
});
