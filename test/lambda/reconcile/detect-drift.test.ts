import { FakeChime, serviceError } from '../support/fake-chime';
import { run } from '../support/handler-run';
import { CONNECTOR, GROUP, NOW, ONE, phoneNumbers, SIP_RULE, THREE, TWO } from '../support/names';
import { propertiesOf } from '../support/resource-events';
import { DriftDetectionEvent, PhoneNumberAssociationProperties } from '../../../src/contract/properties';

function driftEvent(e164PhoneNumbers: readonly string[]): DriftDetectionEvent {
  const properties = propertiesOf({ E164PhoneNumbers: e164PhoneNumbers }) as PhoneNumberAssociationProperties;
  return { DetectDrift: { ...properties, Association: 'Stack/Numbers' } };
}

test('publishes the metric in the embedded metric format, one line of JSON', async () => {
  const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
  const { answer, recorder } = await run(driftEvent([ONE, TWO]), chime);

  expect(answer).toBeUndefined();
  expect(recorder.of('drift')).toEqual([{
    step: 'drift',
    association: 'Stack/Numbers',
    _aws: {
      Timestamp: NOW,
      CloudWatchMetrics: [{
        Namespace: 'ChimePhoneNumberAssociation',
        Dimensions: [['Association']],
        Metrics: [{ Name: 'DriftedPhoneNumbers', Unit: 'Count' }],
      }],
    },
    Association: 'Stack/Numbers',
    DriftedPhoneNumbers: 0,
    declaredPhoneNumbers: 2,
    owner: `voice connector ${CONNECTOR.id}`,
    drifted: {},
  }]);
  expect(chime.calls).toHaveLength(1);
  expect(recorder.lines.every(line => line.indexOf('\n') === line.length - 1)).toBe(true);
});

test('names what is elsewhere, and changes nothing', async () => {
  const [onGroup, onRule, free, missing, inPlace] = phoneNumbers(5);
  const chime = new FakeChime().has([onGroup], GROUP).has([onRule], SIP_RULE).has([free]).lacks(missing).has([inPlace], CONNECTOR);
  const { recorder } = await run(driftEvent(phoneNumbers(5)), chime);

  expect(recorder.of('drift')).toMatchObject([{
    DriftedPhoneNumbers: 4,
    drifted: {
      [onGroup]: `on voice connector group ${GROUP.id}`,
      [onRule]: `on SIP rule ${SIP_RULE.id}`,
      [free]: 'not associated',
      [missing]: 'not in this account',
    },
  }]);
  expect(chime.writes()).toEqual([]);
});

test('looks twice, as reads may lag behind a move that was just made', async () => {
  const chime = new FakeChime().has([ONE], CONNECTOR);
  chime.whenever({ operation: 'get' }).shows([], 1);
  const { recorder } = await run(driftEvent([ONE]), chime);
  expect(recorder.of('drift')).toMatchObject([{ DriftedPhoneNumbers: 0, drifted: {} }]);
  expect(chime.clock.sleeps).toEqual([10_000]);
});

test('counts all and names a thousand', async () => {
  const chime = new FakeChime().has(phoneNumbers(1_001));
  const { recorder } = await run(driftEvent(phoneNumbers(1_001)), chime);
  const [line] = recorder.of('drift');
  expect(line.DriftedPhoneNumbers).toBe(1_001);
  expect(Object.keys(line.drifted as object)).toHaveLength(1_000);
});

test('a look that fails is an error, not a metric', async () => {
  const chime = new FakeChime().has([ONE, TWO, THREE]);
  chime.whenever({ operation: 'list' }).throws(serviceError('refused', 'Gone'));
  const { error, recorder } = await run(driftEvent([ONE, TWO]), chime);
  expect(error).toMatchObject({ code: 'Gone' });
  expect(recorder.of('drift')).toEqual([]);
});
