import { Duration } from 'aws-cdk-lib';
import { BRANCH, number, numbers, OFFICE, STRANGER, useTelephony } from './telephony';
import { Fault, FaultSchedule, randomly, voiceConnector, when } from '../../aws-simulator';

const telephony = useTelephony();

/** Everything that facts are known of: what the service and the way to it can do to a request. */
const FAULTS: [string, Fault][] = [
  ['429', { kind: 'exception', code: 'ThrottledClient' }],
  ['429 with Retry-After', { kind: 'exception', code: 'ThrottledClient', retryAfterSeconds: 3 }],
  ['429 named only in the body', { kind: 'exception', code: 'ThrottledClient', onlyInBody: true }],
  ['500', { kind: 'exception', code: 'ServiceFailure' }],
  ['500 named only in the body', { kind: 'exception', code: 'ServiceFailure', onlyInBody: true }],
  ['503', { kind: 'exception', code: 'ServiceUnavailable' }],
  ['502 in HTML', { kind: 'html 502' }],
  ['502 in HTML after the work', { kind: 'html 502', workDone: true }],
  ['200 without JSON', { kind: 'not JSON' }],
  ['200 without JSON after the work', { kind: 'not JSON', workDone: true }],
  ['half a body', { kind: 'half a body' }],
  ['a reset', { kind: 'reset' }],
  ['a reset after the work', { kind: 'reset', workDone: true }],
  ['no answer', { kind: 'hang' }],
  ['no answer after the work', { kind: 'hang', workDone: true }],
];
const FAULTS_OF_NUMBERS: [string, Fault][] = ['Throttled', 'Throttling', 'ServiceUnavailable', 'ServiceFailure'].flatMap((code): [string, Fault][] => [
  [`${code} for a number`, { kind: 'numbers', code, numbers: [number(1)] }],
  [`${code} for a number, although it is done`, { kind: 'numbers', code, numbers: [number(1)], workDone: true }],
]);

/** Each of the first requests fails, each of them twice. */
const twice = (fault: Fault): FaultSchedule => ({ index }) => index % 3 < 2 && index < 24 ? fault : undefined;

describe.each([...FAULTS, ...FAULTS_OF_NUMBERS])('%s', (_, fault) => {
  test.each([['success', 'NotFound'], ['PhoneNumberAssociationsExist', 'Conflict']] as const)(
    'is retried through a whole life (again: %s, absent: %s)', async (associateAgain, disassociateAbsent) => {
      const { chime } = telephony().aws;
      chime.behave({ associateAgain, disassociateAbsent });
      telephony().order(numbers(0, 3));
      telephony().order([number(9)], voiceConnector(STRANGER));
      const untouched = { [number(9)]: STRANGER };

      chime.faults = twice(fault);
      const created = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 2) }));
      expect([created.status, created.reasons]).toEqual(['CREATE_COMPLETE', []]);
      expect(telephony().on(OFFICE)).toEqual(numbers(0, 2));

      chime.faults = twice(fault);
      const moved = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(1, 3), voiceConnectorId: BRANCH }));
      expect([moved.status, moved.reasons]).toEqual(['UPDATE_COMPLETE', []]);
      expect(telephony().on(BRANCH)).toEqual(numbers(1, 3));
      expect(telephony().on(OFFICE)).toEqual([]);

      chime.faults = twice(fault);
      expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
      expect(telephony().owners()).toMatchObject(untouched);
      expect(telephony().on(BRANCH)).toEqual([]);
    },
  );
});

describe('an outage that does not end', () => {
  const ENDLESS: [string, Fault][] = [
    ['throttling', { kind: 'exception', code: 'ThrottledClient' }],
    ['failure', { kind: 'exception', code: 'ServiceFailure' }],
    ['silence', { kind: 'hang' }],
    ['single numbers throttled', { kind: 'numbers', code: 'Throttled', numbers: [number(70)] }],
  ];
  test.each(ENDLESS.flatMap(([name, fault]) => [Duration.seconds(30), Duration.minutes(14)].map(timeout => ({ name, fault, timeout }))))(
    'of writes ($name) fails in time in a function that has $timeout, and what was done is undone', async ({ fault, timeout }) => {
      telephony().order(numbers(0, 99));
      telephony().aws.chime.faults = when(({ operation, numbers: sent }) => operation === 'Associate' && sent.includes(number(70)), fault);
      const { status, reasons, events } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 99), timeout }));
      expect(status).toBe('ROLLBACK_COMPLETE');
      expect(reasons[0]).toContain('Out of time');
      expect(reasons[0]).toMatch(/Tried \d+ requests in \d+ s/);
      expect(telephony().on(OFFICE)).toEqual([]);
      expect(events.at(-1)!.time).toBeLessThan(timeout.toMilliseconds());
    },
  );

  test('of everything is reported as what it is', async () => {
    telephony().order(numbers(0, 2));
    telephony().aws.chime.faults = () => ({ kind: 'exception', code: 'ServiceUnavailable' });
    const { status, reasons } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 2), timeout: Duration.seconds(60) }));
    expect(status).toBe('ROLLBACK_FAILED');
    expect(reasons[0]).toContain('ServiceUnavailable');
    telephony().aws.chime.faults = undefined;
    expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  });

  test('that hits the undo is reported with the numbers that are not back', async () => {
    telephony().order(numbers(0, 1));
    telephony().aws.chime.faults = when(({ operation }) => operation === 'Disassociate', { kind: 'exception', code: 'ServiceFailure' });
    const { reasons } = await telephony().deploy(
      telephony().association({ e164PhoneNumbers: [...numbers(0, 1), number(99)], timeout: Duration.seconds(60) }),
    );
    expect(reasons[0]).toContain('The undo did not finish');
  });
});

test.each([1_000, 3_000, 6_000])('reads may lag %d ms behind writes, also when everything is rolled back', async readLagMs => {
  telephony().aws.chime.behave({ readLagMs, associateAgain: 'PhoneNumberAssociationsExist' });
  telephony().order(numbers(0, 3));
  expect((await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 2) }))).status).toBe('CREATE_COMPLETE');
  const before = telephony().owners();
  const failed = await telephony().deploy(telephony().association({ e164PhoneNumbers: [...numbers(0, 3), number(99)], voiceConnectorId: BRANCH }));
  expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(telephony().owners()).toEqual(before);
  expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  expect(telephony().on(OFFICE)).toEqual([]);
});

test.each([1, 2, 3, 4, 5])('random faults do not break a life (seed %d)', async seed => {
  telephony().reset(seed);
  telephony().order(numbers(0, 119));
  telephony().aws.chime.faults = randomly({ seed, probability: 0.3, faults: [...FAULTS, ...FAULTS_OF_NUMBERS].map(([, fault]) => fault) });
  expect((await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 99) }))).status).toBe('CREATE_COMPLETE');
  expect((await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(20, 119), voiceConnectorId: BRANCH }))).status).toBe('UPDATE_COMPLETE');
  expect(telephony().on(BRANCH)).toEqual(numbers(20, 119));
  expect(telephony().on(OFFICE)).toEqual([]);
  expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  expect(telephony().on(BRANCH)).toEqual([]);
});
