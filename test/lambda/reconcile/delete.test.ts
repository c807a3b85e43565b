import { AssociationSpec } from '../../../lambda/phone-number-associations/model/association';
import { OvertakenError } from '../../../lambda/phone-number-associations/model/errors';
import { deleteAssociations } from '../../../lambda/phone-number-associations/reconcile/delete';
import { FakeChime, serviceError } from '../support/fake-chime';
import { FakeClock } from '../support/fake-clock';
import { CONNECTOR, declare, GROUP, ONE, OTHER_CONNECTOR, phoneNumbers, spec, THREE, TWO } from '../support/names';
import { contextOn, Settings } from '../support/phase';
import { endBeforeWrite } from '../support/run-end';

async function remove(chime: FakeChime, specs: readonly AssociationSpec[], settings: Settings = {}) {
  const { context, recorder } = contextOn(chime, settings);
  const error = await deleteAssociations(declare(...specs), context).then(() => undefined, (thrown: Error) => thrown);
  return { error, recorder };
}

const here = (numbers: readonly string[], more: Partial<AssociationSpec> = {}) => spec(CONNECTOR, numbers, more);

test('takes all numbers off, in few requests', async () => {
  const chime = new FakeChime().has(phoneNumbers(1_000), CONNECTOR);
  const { error, recorder } = await remove(chime, [here(phoneNumbers(1_000))]);
  expect(error).toBeUndefined();
  expect([...recorder.of('plan'), ...recorder.of('done')]).toMatchObject([{ disassociate: 1_000, associate: 0 }, { throttled: 0 }]);
  expect(chime.on(CONNECTOR)).toEqual([]);
  expect(chime.calls.length).toBeLessThanOrEqual(30);
});

test('keeps what is retained, and says so', async () => {
  const chime = new FakeChime().has([ONE], CONNECTOR).has([TWO], OTHER_CONNECTOR);
  const { recorder } = await remove(chime, [here([ONE], { retain: true }), spec(OTHER_CONNECTOR, [TWO], { path: 'There' })]);
  expect([chime.holderOf(ONE), chime.holderOf(TWO)]).toEqual([CONNECTOR, undefined]);
  expect(recorder.of('leave')).toMatchObject([{ why: 'retained', e164PhoneNumbers: [ONE] }]);
});

test.each<[string, (chime: FakeChime) => void]>([
  ['moved', chime => chime.has([ONE], GROUP)],
  ['taken off', chime => chime.has([ONE])],
  ['released', chime => chime.lacks(ONE)],
])('leaves alone a number that was %s by hand', async (_, byHand) => {
  const chime = new FakeChime().has([TWO], CONNECTOR);
  byHand(chime);
  const { error } = await remove(chime, [here([ONE, TWO])]);
  expect(error).toBeUndefined();
  expect(chime.historyOf(ONE)).toEqual([]);
  expect(chime.holderOf(TWO)).toBeUndefined();
});

test('of an owner that was deleted by hand is done', async () => {
  const chime = new FakeChime().has([ONE, TWO]).lacksOwner(CONNECTOR);
  expect((await remove(chime, [here([ONE, TWO])])).error).toBeUndefined();
});

test('reads again what does not seem to be there, as a read may be behind', async () => {
  const chime = new FakeChime().has([ONE], CONNECTOR);
  chime.whenever({ operation: 'get' }).shows([], 1);
  const { error, recorder } = await remove(chime, [here([ONE])]);
  expect(error).toBeUndefined();
  expect(recorder.of('read-again')).toHaveLength(1);
  expect(chime.holderOf(ONE)).toBeUndefined();
});

test('names what cannot be taken off, and takes off the others', async () => {
  const chime = new FakeChime().has([ONE, TWO], CONNECTOR).has([THREE], OTHER_CONNECTOR);
  chime.whenever({ operation: 'disassociate', phoneNumber: ONE }).refuses('Forbidden');
  const { error } = await remove(chime, [here([ONE, TWO]), spec(OTHER_CONNECTOR, [THREE], { path: 'There' })]);
  expect(error?.message).toMatch(new RegExp(`^1 of 3 phone numbers could not be disassociated from voice connector ${CONNECTOR.id}: \\${ONE} `));
  expect(error?.message).toContain('do the same again to go on from here');
  expect([TWO, THREE].map(phoneNumber => chime.holderOf(phoneNumber))).toEqual([undefined, undefined]);
});

test('in an outage tells why, and the next deletion goes on from there', async () => {
  const chime = new FakeChime(new FakeClock(60_000)).has(phoneNumbers(60), CONNECTOR);
  chime.whenever({ operation: 'disassociate', phoneNumber: phoneNumbers(60)[59] }).throws(serviceError('unavailable', 'ServiceUnavailableException'));
  const { error } = await remove(chime, [here(phoneNumbers(60))]);
  expect(error?.message).toMatch(/could not be disassociated: Out of time .* do the same again/);
  expect(chime.on(CONNECTOR)).toEqual(phoneNumbers(60).slice(50));
});

test('that is overtaken ends at once', async () => {
  const chime = new FakeChime().has(phoneNumbers(60), CONNECTOR);
  const { error } = await remove(chime, [here(phoneNumbers(60))], { assertMayWrite: endBeforeWrite(1) });
  expect(error).toBeInstanceOf(OvertakenError);
  expect(chime.writes()).toHaveLength(1);
});
