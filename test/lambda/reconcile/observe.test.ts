import { changesBetween, Declarations, NOTHING } from '../../../lambda/phone-number-associations/model/association';
import { consistentAt, observe, observeReliably } from '../../../lambda/phone-number-associations/reconcile/observe';
import { FakeChime } from '../support/fake-chime';
import { FakeClock } from '../support/fake-clock';
import { CONNECTOR, declare, GROUP, NOW, ONE, OTHER_CONNECTOR, OTHER_REGION, spec, THREE, TWO } from '../support/names';
import { phaseOn, Settings } from '../support/phase';

const here = declare(spec(CONNECTOR, [ONE, TWO]));
const there = declare(spec(OTHER_CONNECTOR, [ONE, TWO]));

async function see(chime: FakeChime, previous: Declarations, desired: Declarations, settings: Settings = {}) {
  return observe(changesBetween(previous, desired), phaseOn(chime, settings).phase);
}

test.each<[string, Declarations, Declarations, number]>([
  ['the new owner of a creation', NOTHING, here, 1],
  ['the old owner of a deletion', here, NOTHING, 1],
  ['the old owner alone where everything is there', here, there, 1],
  ['one owner that stays, once', here, declare(spec(CONNECTOR, [ONE, TWO], { force: true })), 1],
])('looks at %s', async (_, previous, desired, requests) => {
  const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
  expect([...(await see(chime, previous, desired)).keys()]).toEqual([ONE, TWO]);
  expect(chime.calls).toHaveLength(requests);
});

test('looks at the new owner for what is not on the old one', async () => {
  const chime = new FakeChime().has([ONE], CONNECTOR).has([TWO], OTHER_CONNECTOR);
  const seen = await see(chime, here, there);
  expect([ONE, TWO].map(phoneNumber => seen.get(phoneNumber)?.associations[0])).toMatchObject([CONNECTOR, OTHER_CONNECTOR]);
  expect(chime.calls.at(-1)).toMatchObject({ operation: 'get', phoneNumbers: [TWO] });
});

test('leaves out what is on neither', async () => {
  expect((await see(new FakeChime().has([ONE, TWO], GROUP), here, there)).size).toBe(0);
});

test('asks the endpoint of the region', async () => {
  const west = new FakeChime().has([ONE, TWO], CONNECTOR);
  const chime = new FakeChime();
  await see(chime, NOTHING, declare(spec(CONNECTOR, [ONE, TWO], { region: OTHER_REGION })), { elsewhere: { [OTHER_REGION]: west } });
  expect([chime.calls.length, west.calls.length]).toEqual([0, 1]);
});

describe('reliably', () => {
  const reliably = async (chime: FakeChime, previous: Declarations, desired: Declarations, settings: Settings = {}) => {
    const { phase, recorder } = phaseOn(chime, settings);
    return { seen: await observeReliably(changesBetween(previous, desired), phase), recorder };
  };

  test('what is as the old template had it is believed at once', async () => {
    const chime = new FakeChime().has([ONE, TWO], CONNECTOR);
    await reliably(chime, here, there);
    expect(chime.clock.sleeps).toEqual([]);
  });

  test('what is not is read again when reads have caught up, and it alone', async () => {
    const chime = new FakeChime().has([ONE], CONNECTOR).has([TWO, THREE], CONNECTOR);
    jest.spyOn(chime, 'listPhoneNumbers').mockResolvedValueOnce({ phoneNumbers: [TWO, THREE].map(e164 => ({ e164, associations: [CONNECTOR] })) });
    const { seen, recorder } = await reliably(chime, declare(spec(CONNECTOR, [ONE, TWO, THREE])), NOTHING);
    expect([...seen.keys()].sort()).toEqual([ONE, TWO, THREE]);
    expect(chime.calls).toMatchObject([{ operation: 'get', phoneNumbers: [ONE] }]);
    expect(recorder.of('read-again')).toMatchObject([{ millis: 7_990, count: 1, e164PhoneNumbers: [ONE] }]);
    expect(chime.clock.elapsedMillis()).toBeGreaterThanOrEqual(8_000);
  });

  test('what the second read does not show is not believed either', async () => {
    const chime = new FakeChime().has([ONE, TWO]);
    jest.spyOn(chime, 'listPhoneNumbers').mockResolvedValueOnce({ phoneNumbers: [{ e164: ONE, associations: [CONNECTOR] }] });
    expect((await reliably(chime, NOTHING, here)).seen.size).toBe(0);
  });

  test('a read that is late enough is believed', async () => {
    const chime = new FakeChime().has([ONE, TWO]);
    await reliably(chime, here, NOTHING, { eventAt: NOW - 8_000 });
    expect(chime.calls).toHaveLength(1);
  });
});

test.each([[840_000, 8_000], [12_000, 2_750]])('reads are consistent after a while: in %d ms after %d ms', (total, window) => {
  const { phase } = phaseOn(new FakeChime(new FakeClock(total)));
  expect(consistentAt(phase)).toBe(NOW + window);
});
