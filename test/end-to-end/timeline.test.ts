import { AssociationSpecs, BRANCH, numbers, OFFICE, useTelephony } from './telephony';
import { ApiFault, Behaviour, ClockSkew, CloudFormationBehaviour } from '../../aws-simulator';

const telephony = useTelephony();

const OFFICE_0_3: AssociationSpecs = { Numbers: { on: OFFICE, numbers: numbers(0, 3) } };
const BRANCH_2_5: AssociationSpecs = { Renamed: { on: BRANCH, numbers: numbers(2, 5) } };

const FAULTS: [string, ApiFault][] = [
  ['throttled', { kind: 'exception', code: 'Throttling' }],
  ['down', { kind: 'exception', code: 'ServiceUnavailable' }],
  ['behind a broken proxy', { kind: 'html 502' }],
  ['reset', { kind: 'reset' }],
  ['silent', { kind: 'hang' }],
];

beforeEach(() => telephony().order(numbers(0, 5)));

/** Created, failed and rolled back after a move, moved, and deleted: no number may be on nothing in between. */
async function liveWhole(): Promise<void> {
  await telephony().deployed(telephony().stackOf(OFFICE_0_3));
  const start = telephony().now();
  expect((await telephony().deploy(telephony().stackFailingLast(BRANCH_2_5))).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
  await telephony().deployed(telephony().stackOf(BRANCH_2_5));
  expect([telephony().on(OFFICE), telephony().on(BRANCH)]).toEqual([[], numbers(2, 5)]);
  expect(telephony().unownedSince(start, numbers(2, 3))).toEqual([]);
  expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  expect(telephony().on(BRANCH)).toEqual([]);
}

describe.each(FAULTS)('a timeline that is %s', (_, fault) => {
  test.each([20_000, 400_000])('for %d ms is read in the end, also by a later run', async until => {
    telephony().aws.cloudFormation.faults = ({ time }) => time < until ? fault : undefined;
    await telephony().deployed(telephony().stackOf(OFFICE_0_3));
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
  });

  test('for good fails the event, which says why, and nothing is written', async () => {
    telephony().aws.cloudFormation.faults = () => fault;
    const { status, reasons } = await telephony().deploy(telephony().stackOf(OFFICE_0_3));
    expect(status).toBe('ROLLBACK_FAILED');
    expect(reasons[0]).toContain('cloudformation:DescribeStackEvents');
    expect(telephony().writes()).toBe(0);
    telephony().aws.cloudFormation.faults = undefined;
    expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  });
});

test('a timeline that is denied fails the event, names the permission, and nothing is written', async () => {
  telephony().aws.cloudFormation.faults = () => ({ kind: 'exception', code: 'AccessDenied' });
  const { reasons } = await telephony().deploy(telephony().stackOf(OFFICE_0_3));
  expect(reasons[0]).toContain('cloudformation:DescribeStackEvents');
  expect(telephony().writes()).toBe(0);
});

test.each<[string, Partial<CloudFormationBehaviour>]>([
  ['tells what was 1.5 s ago', { readLagMs: 1_500 }],
  ['tells what was 10 s ago', { readLagMs: 10_000 }],
  ['is of a change set that is days old', { changeSetAgeMs: 3 * 24 * 3_600_000 }],
  ['renews LastUpdatedTime when it turns', { rollbackRenewsLastUpdatedTime: true }],
])('a whole life on a timeline that %s', async (_, behaviour) => {
  telephony().aws.cloudFormation.behave(behaviour);
  await liveWhole();
});

test('a whole life in which rollbacks reuse the RequestId', async () => {
  telephony().aws.cloudFormation.behave({ requestIds: 'reused by rollbacks' });
  await liveWhole();
});

test.each<[string, Partial<Behaviour>]>([
  ['in whole seconds', { associatedTimestamp: 'seconds' }],
  ['that repetitions renew', { associatedTimestampOfRepetition: 'renewed' }],
])('a whole life with timestamps %s', async (_, behaviour) => {
  telephony().aws.chime.behave(behaviour);
  await liveWhole();
});

test.each<ClockSkew>([
  { chimeMs: 1_500 }, { chimeMs: -1_500 }, { lambdaMs: 1_500 }, { lambdaMs: -1_500 },
  { chimeMs: -750, lambdaMs: 750 }, { chimeMs: 750, lambdaMs: -750 }, { chimeMs: 2_000 }, { lambdaMs: -2_000 },
])('a whole life with clocks that differ by %j', async clockSkew => {
  telephony().reset(1, { clockSkew });
  telephony().order(numbers(0, 5));
  await liveWhole();
});

test.each<ClockSkew>([
  { chimeMs: -2_000 }, { lambdaMs: 2_000 }, { chimeMs: -1_000, lambdaMs: 1_000 },
])('E4: with clocks that differ by %j a moved number is back, or stays on and is named in the log', async clockSkew => {
  telephony().reset(1, { clockSkew });
  telephony().order(numbers(0, 5));
  await telephony().deployed(telephony().stackOf(OFFICE_0_3));
  const start = telephony().now();
  expect((await telephony().deploy(telephony().stackFailingLast(BRANCH_2_5))).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  const named = telephony().steps().filter(({ step }) => step === 'leave').flatMap(({ e164PhoneNumbers }) => e164PhoneNumbers);
  expect(telephony().on(BRANCH).filter(phoneNumber => !named.includes(phoneNumber))).toEqual([]);
  expect(telephony().unownedSince(start, numbers(2, 3))).toEqual([]);
});
