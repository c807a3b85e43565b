import { NUMBERS, SimulatedRun, Task } from './support/simulated-run';
import { Behaviour, RateLimit } from '../../../aws-simulator';
import { Random } from '../../../aws-simulator/random';
import { Finding } from '../../../scripts/probe/finding';
import { behaviourOf, Report } from '../../../scripts/probe/report';


async function open(behaviour: Partial<Behaviour>, options: Parameters<typeof SimulatedRun.open>[0] = {}): Promise<SimulatedRun> {
  const run = await SimulatedRun.open(options);
  run.chime.behave({ latencyMs: 5, ...behaviour });
  return run;
}

async function probe(run: SimulatedRun, task: Partial<Task> = {}): Promise<Report> {
  const report = await run.probe(task);
  expect(report).toMatchObject({ brokenOff: undefined, owed: { phoneNumbers: [], voiceConnectors: [] } });
  expect(Object.values(run.places())).toEqual(NUMBERS.map(() => undefined));
  expect(run.leftConnectors()).toBe(0);
  expect(run.storage.text).toBeUndefined();
  expect(run.chime.unexpected).toEqual([]);
  return report!;
}

function find({ findings }: Report, id: string): Finding {
  return findings.find(finding => finding.id === id)!;
}

describe('each behaviour of the simulator is found', () => {
  test.each<readonly [string, Partial<Behaviour>, string, Finding['copes']]>([
    ['associate-again', { associateAgain: 'success' }, 'success', 'yes'],
    ['associate-again', { associateAgain: 'PhoneNumberAssociationsExist' }, 'PhoneNumberAssociationsExist', 'yes'],
    ['associate-again', { associateAgain: 'Conflict' }, 'Conflict', 'yes'],
    ['timestamp-of-repetition', { associatedTimestampOfRepetition: 'kept' }, 'kept', 'yes'],
    ['timestamp-of-repetition', { associatedTimestampOfRepetition: 'renewed' }, 'renewed', 'yes'],
    ['timestamp-of-repetition', { associatedTimestampOfRepetition: 'renewed', associatedTimestamp: 'seconds' }, 'renewed', 'yes'],
    ['timestamp-of-repetition', { associatedTimestampOfRepetition: 'renewed', readLagMs: 3_000 }, 'renewed', 'yes'],
    ['timestamp-of-repetition', { associateAgain: 'Conflict' }, 'not found out', 'unknown'],
    ['timestamp-of-repetition', { associatedTimestamp: 'absent' }, 'not found out', 'unknown'],
    ['associated-timestamp', { associatedTimestamp: 'milliseconds' }, 'milliseconds', 'yes'],
    ['associated-timestamp', { associatedTimestamp: 'seconds' }, 'seconds', 'yes'],
    ['associated-timestamp', { associatedTimestamp: 'absent' }, 'absent', 'yes'],
    ['disassociate-absent', { disassociateAbsent: 'success' }, 'success', 'yes'],
    ['disassociate-absent', { disassociateAbsent: 'NotFound' }, 'NotFound', 'yes'],
    ['disassociate-absent', { disassociateAbsent: 'BadRequest' }, 'BadRequest', 'yes'],
    ['disassociate-absent', { disassociateAbsent: 'Conflict' }, 'Conflict', 'yes'],
    ['disassociate-elsewhere', { disassociateAbsent: 'success' }, 'success', 'yes'],
    ['disassociate-elsewhere', { disassociateAbsent: 'Conflict' }, 'Conflict', 'yes'],
    ['associate-elsewhere', {}, 'PhoneNumberAssociationsExist', 'yes'],
    ['list-of-unknown-owner', { listOfUnknownOwner: 'empty' }, 'empty', 'yes'],
    ['list-of-unknown-owner', { listOfUnknownOwner: 'NotFound' }, 'NotFound', 'yes'],
    ['phone-number-id', { phoneNumberId: 'encoded' }, 'encoded', 'yes'],
    ['phone-number-id', { phoneNumberId: 'plain' }, 'plain', 'yes'],
    ['no-errors', { noErrors: 'empty' }, 'empty', 'yes'],
    ['no-errors', { noErrors: 'absent' }, 'absent', 'yes'],
    ['no-errors', { noErrors: 'null' }, 'null', 'yes'],
    ['status-of-associated', { statusOfAssociated: 'Unassigned' }, 'Unassigned', 'yes'],
    ['status-of-associated', { statusOfAssociated: 'Assigned' }, 'Assigned', 'yes'],
    ['largest-batch', {}, 'at least 5', 'yes'],
    ['largest-batch', { largestBatch: 5 }, 'at least 5', 'yes'],
    ['largest-batch', { largestBatch: 4 }, '4', 'yes'],
    ['largest-batch', { largestBatch: 3 }, '3', 'yes'],
    ['largest-batch', { largestBatch: 2 }, '2', 'yes'],
    ['largest-batch', { largestBatch: 1 }, '1', 'yes'],
    ['read-lag', { readLagMs: 0 }, 'none seen', 'yes'],
    ['read-lag', { readLagMs: 1_400 }, 'up to 1.5 s', 'yes'],
    ['read-lag', { readLagMs: 7_000 }, 'up to 7.1 s', 'yes'],
    ['read-lag', { readLagMs: 12_000 }, 'up to 12.2 s', 'no'],
    ['read-lag', { readLagMs: 70_000 }, 'more than 60 s', 'no'],
    ['arn-region', {}, 'us-east-1', 'yes'],
  ])('%s %j: %s', async (id, behaviour, answer, copes) => {
    expect(find(await probe(await open(behaviour)), id)).toMatchObject({ answer, copes });
  });

  test.each([
    [0, 'known at once', 'yes'],
    [20_000, 'known after 20 s', 'yes'],
    [100_000, 'known after 101 s', 'no'],
    [400_000, 'unknown for more than 150 s', 'no'],
  ])('a connector that is unknown for %i ms: %s', async (freshConnectorMs, answer, copes) => {
    const report = await probe(await open({}, { freshConnectorMs }), { createVoiceConnector: true });
    expect(find(report, 'fresh-connector')).toMatchObject({ answer, copes });
  });

  test.each([
    [3, '2 to 5 reads a second'],
    [7, '5 to 10 reads a second'],
    [12, '10 to 20 reads a second'],
    [100, 'at least 20 reads a second'],
  ])('a rate of %i requests a second: %s', async (perSecond, answer) => {
    const run = await open({ latencyMs: 0 });
    run.clock.turns = 3;
    run.chime.rateLimit = new RateLimit(perSecond);
    expect(find(await probe(run, { rate: true }), 'request-rate')).toMatchObject({ answer, copes: 'yes' });
  });

  test('all together, as the simulator takes them', async () => {
    const random = new Random(7);
    for (let life = 0; life < 10; life++) {
      const behaviour: Partial<Behaviour> = {
        associateAgain: random.pick(['success', 'PhoneNumberAssociationsExist', 'Conflict'] as const),
        associatedTimestamp: random.pick(['milliseconds', 'seconds'] as const),
        disassociateAbsent: random.pick(['success', 'NotFound', 'BadRequest', 'Conflict'] as const),
        listOfUnknownOwner: random.pick(['empty', 'NotFound'] as const),
        phoneNumberId: random.pick(['encoded', 'plain'] as const),
        noErrors: random.pick(['empty', 'absent', 'null'] as const),
        statusOfAssociated: random.pick(['Unassigned', 'Assigned'] as const),
        largestBatch: random.pick([1, 2, 3, 4]),
      };
      const { findings } = await probe(await open(behaviour));
      expect(behaviourOf(findings)).toMatchObject({ readLagMs: 0, ...behaviour });
    }
  });
});

describe('what cannot be found out', () => {
  test.each([
    ['elsewhere', { otherVoiceConnectorId: undefined }, 'disassociate-elsewhere', /needs --other-voice-connector-id/],
    ['fresh connector', {}, 'fresh-connector', /needs --create-voice-connector/],
    ['rate', {}, 'request-rate', /needs --rate/],
  ])('%s: the report says what it needs', async (_, task, id, detail) => {
    expect(find(await probe(await open({}), task), id)).toMatchObject({ answer: 'not found out', copes: 'unknown', detail: expect.stringMatching(detail) });
  });

  test('a connector that the probe has created serves as the other one', async () => {
    const report = await probe(await open({}), { otherVoiceConnectorId: undefined, createVoiceConnector: true });
    expect(find(report, 'associate-elsewhere').answer).toBe('PhoneNumberAssociationsExist');
  });

  test('a failing request leaves its question open, and the others their turn', async () => {
    const run = await open({});
    run.chime.faults = ({ operation, numbers }) => operation === 'Associate' && numbers.length === 4 ? { kind: 'reset', workDone: true } : undefined;
    const report = await probe(run);
    expect(find(report, 'largest-batch')).toMatchObject({ answer: 'not found out', detail: expect.stringContaining('socket hang up') });
    expect(find(report, 'associate-again').answer).toBe('success');
  });

  test('throttled requests are sent again, and cost time alone', async () => {
    const run = await open({});
    run.chime.rateLimit = new RateLimit(1, 2);
    expect(behaviourOf((await probe(run)).findings)).toMatchObject({ associateAgain: 'success', disassociateAbsent: 'NotFound', readLagMs: 0 });
  });
});
