import { FakeChime, serviceError } from '../support/fake-chime';
import { CONNECTOR, NOW, ONE, OTHER_REGION, REGION } from '../support/names';
import { phaseOn } from '../support/phase';

test('has the same services of a region each time, and those of another region from its client', async () => {
  const [chime, west] = [new FakeChime().has([ONE], CONNECTOR), new FakeChime().has([ONE], CONNECTOR)];
  const { phase } = phaseOn(chime, { elsewhere: { [OTHER_REGION]: west } });
  expect(phase.in(REGION)).toBe(phase.in(REGION));
  await phase.in(OTHER_REGION).reader.findAll([ONE]);
  expect([chime.calls.length, west.calls.length]).toEqual([0, 1]);
});

test.each([
  ['to come is waited for', 5_000, [5_000]],
  ['that is past is not', -1, []],
  ['that is now is not', 0, []],
  ['far away is waited for during half of the phase', 900_000, [415_000]],
])('a moment %s', async (_, inMillis, sleeps) => {
  const { phase, clock } = phaseOn(new FakeChime());
  await phase.pauseUntil(NOW + inMillis);
  expect(clock.sleeps).toEqual(sleeps);
});

test('counts what all regions have taken', async () => {
  const chime = new FakeChime().has([ONE], CONNECTOR);
  chime.whenever({ operation: 'get' }).throws(serviceError('throttled'), 1);
  const { phase } = phaseOn(chime);
  await phase.in(REGION).reader.findAll([ONE]);
  await phase.in(OTHER_REGION).reader.findAll([ONE]);
  expect(phase.effort()).toEqual({ requests: 3, millis: expect.any(Number), throttled: 1 });
  expect(phase.effort().millis).toBeGreaterThan(29);
});
