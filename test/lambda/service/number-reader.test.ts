import fc from 'fast-check';
import { FakeChime, serviceError } from '../support/fake-chime';
import { CONNECTOR, ONE, OTHER_CONNECTOR, phoneNumbers, TWO } from '../support/names';
import { phaseOn } from '../support/phase';

describe('findOnOwner', () => {
  test.each([
    { asked: 0, gets: 0, lists: 0 },
    { asked: 1, gets: 1, lists: 0 },
    { asked: 2, gets: 0, lists: 1 },
    { asked: 100, gets: 0, lists: 1 },
    { asked: 101, gets: 1, lists: 1 },
    { asked: 102, gets: 0, lists: 2 },
    { asked: 1_000, gets: 0, lists: 10 },
  ])('$asked numbers that are there need $gets single reads and $lists pages', async ({ asked, gets, lists }) => {
    const chime = new FakeChime().has(phoneNumbers(asked), CONNECTOR);
    const found = await phaseOn(chime).reader.findOnOwner(CONNECTOR, phoneNumbers(asked));
    expect([...found.keys()]).toEqual(phoneNumbers(asked));
    expect([chime.count('get'), chime.count('list')]).toEqual([gets, lists]);
  });

  test('stops listing when all were found', async () => {
    const chime = new FakeChime().has(phoneNumbers(500), CONNECTOR);
    await phaseOn(chime).reader.findOnOwner(CONNECTOR, phoneNumbers(90));
    expect(chime.count('list')).toBe(1);
  });

  test('leaves out what is elsewhere, free, or not in the account', async () => {
    const [elsewhere, free, missing, member] = phoneNumbers(4);
    const chime = new FakeChime().has([elsewhere], OTHER_CONNECTOR).has([free]).lacks(missing).has([member], CONNECTOR);
    const { reader } = phaseOn(chime);
    expect([...(await reader.findOnOwner(CONNECTOR, phoneNumbers(4))).keys()]).toEqual([member]);
    expect([...(await reader.findOnOwner(CONNECTOR, [elsewhere])).keys()]).toEqual([]);
    expect([...(await reader.findOnOwner(CONNECTOR, [missing])).keys()]).toEqual([]);
  });

  test('nothing is on an owner that does not exist', async () => {
    const chime = new FakeChime().has([ONE, TWO]).lacksOwner(CONNECTOR);
    expect([...(await phaseOn(chime).reader.findOnOwner(CONNECTOR, [ONE, TWO])).keys()]).toEqual([]);
    expect(chime.calls).toHaveLength(1);
  });

  test('a read that was refused is thrown', async () => {
    const chime = new FakeChime().has([ONE, TWO]);
    const error = serviceError('refused', 'ConflictException');
    chime.whenever({ operation: 'list' }).throws(error);
    await expect(phaseOn(chime).reader.findOnOwner(CONNECTOR, [ONE, TWO])).rejects.toBe(error);
  });
});

describe('findAll', () => {
  test.each([
    { asked: 0, gets: 0, lists: 0 },
    { asked: 2, gets: 2, lists: 0 },
    { asked: 3, gets: 0, lists: 1 },
  ])('$asked numbers need $gets single reads and $lists pages', async ({ asked, gets, lists }) => {
    const chime = new FakeChime().has(phoneNumbers(asked), OTHER_CONNECTOR);
    const found = await phaseOn(chime).reader.findAll(phoneNumbers(asked));
    expect([...found.keys()]).toEqual(phoneNumbers(asked));
    expect([chime.count('get'), chime.count('list')]).toEqual([gets, lists]);
  });

  test('tells where numbers are, and leaves out what the account does not have', async () => {
    const chime = new FakeChime().has([ONE], OTHER_CONNECTOR, { status: 'Assigned', productType: 'VoiceConnector' }).lacks(TWO);
    const found = await phaseOn(chime).reader.findAll([ONE, TWO]);
    expect([...found.keys()]).toEqual([ONE]);
    expect(found.get(ONE)).toMatchObject({ associations: [OTHER_CONNECTOR], status: 'Assigned', productType: 'VoiceConnector' });
  });

  test('an account list that is not found is an error', async () => {
    const chime = new FakeChime().has(phoneNumbers(3));
    chime.whenever({ operation: 'list' }).throws(serviceError('notFound'));
    await expect(phaseOn(chime).reader.findAll(phoneNumbers(3))).rejects.toMatchObject({ category: 'notFound' });
  });
});

test('what was read is logged, and nothing where there was nothing to read', async () => {
  const chime = new FakeChime().has([ONE], OTHER_CONNECTOR).has([TWO], CONNECTOR);
  const { reader, recorder } = phaseOn(chime);
  await reader.findOnOwner(CONNECTOR, []);
  await reader.findAll([]);
  expect(recorder.lines).toEqual([]);
  await reader.findOnOwner(CONNECTOR, [ONE, TWO]);
  await reader.findAll([ONE]);
  expect(recorder.of('read')).toEqual([{ step: 'read', owner: CONNECTOR.id, asked: 2, found: 1 }, { step: 'read', asked: 1, found: 1 }]);
});

test('a read that is asked again is logged with its operation', async () => {
  const chime = new FakeChime().has(phoneNumbers(3));
  chime.whenever({ operation: 'list' }).throws(serviceError('unavailable'), 1);
  chime.whenever({ operation: 'get' }).throws(serviceError('unavailable'), 1);
  const { reader, recorder } = phaseOn(chime);
  await reader.findAll([ONE]);
  await reader.findAll(phoneNumbers(3));
  expect(recorder.of('retry')).toMatchObject([{ operation: 'GetPhoneNumber' }, { operation: 'ListPhoneNumbers' }]);
});

test('never needs more than twice the requests of the better way', async () => {
  const pageSize = 5;
  const indexes = fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { minLength: 1, maxLength: 30 });
  await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 60 }), indexes, async (inAccount, asked) => {
    // GIVEN an account with the first of sixty numbers, and a few of the sixty to look for
    const all = phoneNumbers(60);
    const chime = new FakeChime(undefined, pageSize).has(all.slice(0, inAccount));
    all.slice(inAccount).forEach(phoneNumber => chime.lacks(phoneNumber));
    // WHEN
    const found = await phaseOn(chime).reader.findAll(asked.map(index => all[index]));
    // THEN
    const pages = Math.max(1, Math.ceil(inAccount / pageSize));
    expect(chime.calls.length).toBeLessThanOrEqual(2 * Math.min(pages, asked.length));
    expect([...found.keys()].sort()).toEqual(asked.filter(index => index < inAccount).map(index => all[index]).sort());
  }));
});
