import { OvertakenError } from '../../../lambda/phone-number-associations/model/errors';
import { WriteJournal } from '../../../lambda/phone-number-associations/model/write-journal';
import { Write } from '../../../lambda/phone-number-associations/service/batch-writer';
import { FakeChime, serviceError } from '../support/fake-chime';
import { CONNECTOR, FOUR, ONE, phoneNumbers, THREE, TWO } from '../support/names';
import { phaseOn, Settings } from '../support/phase';

const ASSOCIATE: Write = { operation: 'associate', owner: CONNECTOR, force: false };

function writerOn(chime: FakeChime, settings: Settings = {}) {
  const journal = new WriteJournal();
  const { writer, recorder } = phaseOn(chime, settings);
  return { journal, recorder, write: async (numbers: readonly string[], write = ASSOCIATE) => writer.write(write, numbers, journal) };
}

describe('batches', () => {
  test.each([[1, 1], [50, 1], [51, 2], [1_000, 20]])('%d numbers take %d calls', async (count, calls) => {
    const chime = new FakeChime().has(phoneNumbers(count));
    const { write, journal } = writerOn(chime);
    await expect(write(phoneNumbers(count))).resolves.toEqual(new Map());
    expect(chime.writes()).toHaveLength(calls);
    expect(chime.on(CONNECTOR)).toEqual(phoneNumbers(count));
    expect(journal.phoneNumbers()).toEqual(phoneNumbers(count));
  });

  test('no numbers take no call', async () => {
    const chime = new FakeChime();
    await writerOn(chime).write([]);
    expect(chime.calls).toEqual([]);
  });

  test.each<Write>([
    { operation: 'associate', owner: CONNECTOR },
    { operation: 'associate', owner: CONNECTOR, force: true },
    { operation: 'disassociate', owner: CONNECTOR },
  ])('send what they were told: %j', async write => {
    const chime = new FakeChime().has([ONE], write.operation === 'disassociate' ? CONNECTOR : undefined);
    await writerOn(chime).write([ONE], write);
    const force = write.operation === 'associate' ? { force: write.force ?? false } : {};
    expect(chime.calls).toEqual([{ operation: write.operation, owner: CONNECTOR, phoneNumbers: [ONE], ...force }]);
  });
});

test('each request is logged with what was asked and how much of it was refused', async () => {
  const chime = new FakeChime().has([ONE, TWO]);
  chime.whenever({ operation: 'associate', phoneNumber: TWO }).refuses('Unprocessable');
  const { write, recorder } = writerOn(chime);
  await write([ONE, TWO], { ...ASSOCIATE, force: true });
  expect(recorder.of('associate')).toEqual([{ step: 'associate', owner: CONNECTOR.id, force: true, refused: 1, count: 2, e164PhoneNumbers: [ONE, TWO] }]);
});

test('several numbers that are throttled are waited for once', async () => {
  const chime = new FakeChime().has([ONE, TWO]);
  chime.whenever({ operation: 'associate' }).refuses('Throttled', 1);
  const { write, recorder } = writerOn(chime);
  await write([ONE, TWO]);
  expect(chime.clock.sleeps).toHaveLength(1);
  expect(recorder.of('retry')).toMatchObject([{ operation: 'associate', attempt: 1, category: 'throttled', code: 'Throttled', count: 2 }]);
});

describe('refused numbers', () => {
  test('are returned, and not in the journal', async () => {
    const chime = new FakeChime().has([ONE, TWO]);
    chime.whenever({ operation: 'associate', phoneNumber: TWO }).refuses('Unprocessable');
    const { write, journal } = writerOn(chime);

    await expect(write([ONE, TWO])).resolves.toEqual(new Map([[TWO, { code: 'Unprocessable', message: 'message of Unprocessable' }]]));
    expect(journal.phoneNumbers()).toEqual([ONE]);
  });

  test.each(['Throttled', 'Throttling', 'ServiceUnavailable', 'ServiceFailure'])('with %s are asked again, alone', async code => {
    const chime = new FakeChime().has([ONE, TWO]);
    chime.whenever({ operation: 'associate', phoneNumber: TWO }).refuses(code, 2);
    const { write, journal, recorder } = writerOn(chime);

    await expect(write([ONE, TWO])).resolves.toEqual(new Map());
    expect(chime.clock.sleeps).toEqual([300, 600]);
    expect(chime.calls.map(call => call.phoneNumbers)).toEqual([[ONE, TWO], [TWO], [TWO]]);
    expect(journal.isInDoubt(TWO)).toBe(false);
    expect(recorder.of('retry')).toMatchObject([{ attempt: 1, code, e164PhoneNumbers: [TWO] }, { attempt: 2 }]);
  });

  test('that stay unavailable are in doubt when time is over, and the code is named', async () => {
    const chime = new FakeChime().has([ONE, TWO]);
    chime.whenever({ operation: 'associate', phoneNumber: TWO }).refuses('ServiceFailure');
    const { write, journal } = writerOn(chime);

    await expect(write([ONE, TWO])).rejects.toThrow(/Last answer: ServiceFailure: message of ServiceFailure$/);
    expect([ONE, TWO].map(phoneNumber => journal.isInDoubt(phoneNumber))).toEqual([false, true]);
  });

  test('cast doubt on all when the service names none of ours', async () => {
    // GIVEN
    const chime = new FakeChime().has([ONE, TWO]);
    jest.spyOn(chime, 'associate').mockResolvedValue([
      { phoneNumber: '+4930', code: 'Gone', message: 'who?' },
      { phoneNumber: TWO, code: 'Conflict', message: 'mine' },
    ]);
    const { write, journal } = writerOn(chime);
    // WHEN
    const refused = await write([ONE, TWO]);
    // THEN
    expect([...refused]).toMatchObject([[ONE, { code: 'Gone', message: 'who?' }], [TWO, { code: 'Conflict', message: 'mine' }]]);
    expect(journal.phoneNumbers()).toEqual([]);
  });
});

describe('a run that must write no more', () => {
  test.each([1, 3])('sends nothing after batch %d, not even a repetition', async allowed => {
    // GIVEN
    const chime = new FakeChime().has(phoneNumbers(200));
    let asked = 0;
    const assertMayWrite = async () => {
      asked += 1;
      if (asked > allowed) throw new OvertakenError('the stack is in UPDATE_ROLLBACK_IN_PROGRESS');
    };
    const { write, journal } = writerOn(chime, { assertMayWrite });
    // WHEN
    await expect(write(phoneNumbers(200))).rejects.toThrow(OvertakenError);
    // THEN
    expect(chime.writes()).toHaveLength(allowed);
    expect(journal.phoneNumbers()).toEqual(phoneNumbers(allowed * 50));
  });

  test('is asked before each attempt', async () => {
    const chime = new FakeChime().has([ONE]);
    chime.whenever({ operation: 'associate' }).throws(serviceError('throttled'), 2);
    const assertMayWrite = jest.fn(async () => undefined);
    await writerOn(chime, { assertMayWrite }).write([ONE]);
    expect(assertMayWrite).toHaveBeenCalledTimes(3);
  });
});

describe('a call that failed as a whole', () => {
  test('and was not answered leaves its numbers in doubt', async () => {
    const chime = new FakeChime().has([ONE, TWO]);
    chime.whenever({ operation: 'associate', phoneNumber: ONE }).worksAndTimesOut(1);
    chime.whenever({ operation: 'associate', phoneNumber: ONE }).throws(serviceError('refused', 'Conflict'));
    const { write, journal } = writerOn(chime);

    await expect(write([ONE, TWO])).resolves.toMatchObject(new Map([ONE, TWO].map(phoneNumber => [phoneNumber, { code: 'Conflict' }])));
    expect([ONE, TWO].map(phoneNumber => journal.isInDoubt(phoneNumber))).toEqual([true, true]);
  });

  test('because the owner does not exist is thrown', async () => {
    const chime = new FakeChime().has([ONE]).lacksOwner(CONNECTOR);
    await expect(writerOn(chime).write([ONE])).rejects.toMatchObject({ category: 'notFound', code: 'NotFoundException' });
  });

  test('refuses all its numbers, and no others', async () => {
    const chime = new FakeChime().has(phoneNumbers(60));
    chime.whenever({ operation: 'associate', phoneNumber: ONE }).throws(serviceError('refused', 'Conflict'));
    const refused = await writerOn(chime).write(phoneNumbers(60));
    expect([...refused.keys()]).toEqual(phoneNumbers(50));
    expect(chime.writes()).toHaveLength(2);
  });

  test('an error that is not of the service is passed on', async () => {
    const chime = new FakeChime().has([ONE]);
    chime.whenever({ operation: 'associate' }).throws(serviceError('unavailable'));
    await expect(writerOn(chime).write([ONE])).rejects.toThrow('Out of time');
  });
});

describe('halving', () => {
  const tooMany = serviceError('badRequest', 'BadRequestException');

  // One refused call a halving, on the way to a size that is taken; then full batches of that size.
  test.each([
    { limit: 25, size: 25, calls: 1 + 20 },
    { limit: 10, size: 7, calls: 3 + 73 },
    { limit: 7, size: 7, calls: 3 + 73 },
    { limit: 1, size: 1, calls: 6 + 500 },
  ])('finds that the service takes $limit numbers at most', async ({ limit, calls }) => {
    const chime = new FakeChime().has(phoneNumbers(500));
    chime.whenever({ operation: 'associate', moreThan: limit }).throws(tooMany);

    await expect(writerOn(chime).write(phoneNumbers(500))).resolves.toEqual(new Map());
    expect(chime.on(CONNECTOR)).toEqual(phoneNumbers(500));
    expect(chime.writes().length).toBeLessThanOrEqual(calls + 4);
  });

  test('remembers the size for the next list', async () => {
    const chime = new FakeChime().has(phoneNumbers(50));
    chime.whenever({ operation: 'associate', moreThan: 10 }).throws(tooMany);
    const { write, recorder } = writerOn(chime);
    await write(phoneNumbers(50));
    const before = chime.writes().length;
    await write(phoneNumbers(14));
    expect(chime.writes().length - before).toBe(2);
    expect(recorder.of('batch-size')).toMatchObject([{ batchSize: 7 }]);
  });

  // A bad number costs two calls in each of the six halvings from 50 to 1, beside the first one.
  test.each([[[17]], [[0, 49]], [[3, 20, 33]], [[0, 5, 10, 15, 20, 25, 30, 35, 40, 45]]])('finds the bad numbers %j, and writes the others', async positions => {
    const numbers = phoneNumbers(50);
    const bad = positions.map(position => numbers[position]);
    const chime = new FakeChime().has(numbers);
    for (const phoneNumber of bad) chime.whenever({ operation: 'associate', phoneNumber }).throws(tooMany);

    const refused = await writerOn(chime).write(numbers);
    expect([...refused.keys()]).toEqual(bad);
    expect(chime.on(CONNECTOR)).toEqual(numbers.filter(phoneNumber => !bad.includes(phoneNumber)));
    expect(chime.writes().length).toBeLessThanOrEqual(1 + 12 * bad.length);
  });

  test('stops asking one by one when it is not the numbers', async () => {
    const chime = new FakeChime().has(phoneNumbers(1_000));
    chime.whenever({ operation: 'associate' }).throws(tooMany);

    const refused = await writerOn(chime).write(phoneNumbers(1_000));
    expect([...refused.keys()]).toEqual(phoneNumbers(1_000));
    // Eight single numbers, the halvings above and beside them, and one call for each other batch.
    expect(chime.writes().length).toBeLessThanOrEqual(8 + 18 + 19);
  });

  test('a single bad number is final', async () => {
    const chime = new FakeChime().has([ONE, TWO, THREE, FOUR]);
    chime.whenever({ operation: 'associate', phoneNumber: THREE }).throws(tooMany);
    await expect(writerOn(chime).write([THREE])).resolves.toEqual(new Map([[THREE, { code: 'BadRequestException', message: 'message of BadRequestException' }]]));
    expect(chime.writes()).toHaveLength(1);
  });
});
