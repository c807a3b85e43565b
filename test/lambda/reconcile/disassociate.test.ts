import { WriteJournal } from '../../../lambda/phone-number-associations/model/write-journal';
import { FakeChime, serviceError } from '../support/fake-chime';
import { FakeClock } from '../support/fake-clock';
import { CONNECTOR, ONE, OTHER_CONNECTOR, phoneNumbers, THREE, TWO } from '../support/names';
import { phaseOn } from '../support/phase';

async function disassociate(chime: FakeChime, numbers: readonly string[]) {
  return phaseOn(chime).disassociator.disassociate(CONNECTOR, numbers, new WriteJournal());
}

test('numbers that are there need nothing but the write', async () => {
  const chime = new FakeChime().has(phoneNumbers(3), CONNECTOR);
  await expect(disassociate(chime, phoneNumbers(3))).resolves.toEqual([]);
  expect(chime.calls).toHaveLength(1);
  expect(chime.on(CONNECTOR)).toEqual([]);
});

test('no numbers need no call', async () => {
  const chime = new FakeChime();
  await expect(disassociate(chime, [])).resolves.toEqual([]);
  expect(chime.calls).toEqual([]);
});

test('numbers that are elsewhere, free or gone are done, whatever the service answers', async () => {
  const chime = new FakeChime().has([ONE], OTHER_CONNECTOR).has([TWO]).lacks(THREE);
  chime.whenever({ operation: 'disassociate', phoneNumber: TWO }).refuses('PreconditionFailed');
  await expect(disassociate(chime, [ONE, TWO, THREE])).resolves.toEqual([]);
  expect(chime.count('disassociate')).toBe(1);
});

test('an owner that is gone holds nothing', async () => {
  const chime = new FakeChime().has([ONE, TWO]).lacksOwner(CONNECTOR);
  await expect(disassociate(chime, [ONE, TWO])).resolves.toEqual([]);
});

test('a number whose removal does not show yet is waited for', async () => {
  const chime = new FakeChime().has([ONE]);
  chime.whenever({ operation: 'get' }).shows([CONNECTOR], 2);
  await expect(disassociate(chime, [ONE])).resolves.toEqual([]);
  expect(chime.clock.sleeps).toEqual([1_000, 2_000]);
});

test('a number that is refused for a moment goes', async () => {
  const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
  chime.whenever({ operation: 'disassociate', phoneNumber: ONE }).refuses('Conflict', 2);
  await expect(disassociate(chime, [ONE, TWO])).resolves.toEqual([]);
  expect(chime.writes().map(call => call.phoneNumbers)).toEqual([[ONE, TWO], [ONE], [ONE]]);
});

test.each([840_000, 8_000])('a real refusal is named, with %d ms of time', async total => {
  const chime = new FakeChime(new FakeClock(total)).has([ONE, TWO], CONNECTOR);
  chime.whenever({ operation: 'disassociate', phoneNumber: ONE }).refuses('Forbidden');
  await expect(disassociate(chime, [ONE, TWO])).resolves.toEqual([{ phoneNumber: ONE, code: 'Forbidden', message: 'message of Forbidden', holder: CONNECTOR }]);
  expect(chime.on(CONNECTOR)).toEqual([ONE]);
  expect(chime.clock.elapsedMillis()).toBeLessThan(16_000);
  expect(chime.clock.remainingMillis()).toBeGreaterThan(0);
});

test('numbers that are still there are counted in the log', async () => {
  const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
  chime.whenever({ operation: 'disassociate', phoneNumber: ONE }).refuses('Conflict', 1);
  const { disassociator, recorder } = phaseOn(chime);
  await disassociator.disassociate(CONNECTOR, [ONE, TWO], new WriteJournal());
  expect(recorder.of('still-there')).toEqual([{ step: 'still-there', owner: CONNECTOR.id, count: 1 }]);
});

test('of several refused numbers those that are not there are done, the others are named with why', async () => {
  const chime = new FakeChime().has([ONE], CONNECTOR).has([TWO], OTHER_CONNECTOR);
  chime.whenever({ operation: 'disassociate', phoneNumber: ONE }).refuses('Forbidden');
  await expect(disassociate(chime, [ONE, TWO])).resolves.toMatchObject([{ phoneNumber: ONE, code: 'Forbidden' }]);
});

test('an owner that seems to be gone, with numbers on it, is asked again, and its answer is what is told', async () => {
  const chime = new FakeChime().has([ONE], CONNECTOR);
  chime.whenever({ operation: 'disassociate' }).throws(serviceError('notFound', 'NotFoundException'));
  await expect(disassociate(chime, [ONE])).resolves.toEqual([
    { phoneNumber: ONE, code: 'NotFoundException', message: 'message of NotFoundException', holder: CONNECTOR },
  ]);
});

test('a number that still seems to be there when the phase ends is named rather than waited for', async () => {
  const chime = new FakeChime(new FakeClock(1_900)).has([ONE], CONNECTOR).has([TWO], OTHER_CONNECTOR);
  chime.whenever({ operation: 'disassociate', phoneNumber: ONE }).refuses('Conflict');
  const { disassociator, deadline } = phaseOn(chime);
  await expect(disassociator.disassociate(CONNECTOR, [ONE, TWO], new WriteJournal())).resolves.toMatchObject([{ phoneNumber: ONE, code: 'Conflict' }]);
  expect(deadline.left()).toBeGreaterThan(0);
});

test('bad numbers do not keep the others from going', async () => {
  // GIVEN so many bad numbers side by side that halving gives up
  const numbers = phoneNumbers(50);
  const chime = new FakeChime().has(numbers, CONNECTOR);
  for (const phoneNumber of numbers.slice(0, 10)) {
    chime.whenever({ operation: 'disassociate', phoneNumber }).throws(serviceError('badRequest', 'BadRequestException'));
  }
  // WHEN
  const failures = await disassociate(chime, numbers);
  // THEN
  expect(failures.map(({ phoneNumber }) => phoneNumber)).toEqual(numbers.slice(0, 10));
  expect(chime.on(CONNECTOR)).toEqual(numbers.slice(0, 10));
});

test.each([
  ['the phase is over', serviceError('unavailable'), 'Out of time'],
  ['a read is refused', serviceError('refused', 'Gone'), 'message of Gone'],
])('throws when %s', async (_, error, message) => {
  const chime = new FakeChime().has([ONE], CONNECTOR);
  chime.whenever({ operation: 'disassociate' }).refuses('Forbidden');
  chime.whenever({ operation: 'get' }).throws(error);
  await expect(disassociate(chime, [ONE])).rejects.toThrow(message);
});
