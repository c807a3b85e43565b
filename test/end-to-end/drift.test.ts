import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { GROUP, number, numbers, OFFICE, SIP_RULE, STACK_NAME, STRANGER, useTelephony } from './telephony';
import { RateLimit, voiceConnector, voiceConnectorGroup, when } from '../../aws-simulator';
import { VoiceConnectorGroupPhoneNumberAssociation, VoiceConnectorPhoneNumberAssociation, VoiceConnectorPhoneNumberAssociationProps } from '../../src';

const telephony = useTelephony();

/** What CloudWatch takes for one event of a log. */
const LONGEST_LOG_EVENT = 256 * 1024;

/** What CloudWatch reads from a log line. */
interface DriftLine {
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly string[][];
      readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
    }[];
  };
  readonly DriftedPhoneNumbers: number;
  readonly Association: string;
  readonly declaredPhoneNumbers: number;
  readonly owner: string;
  readonly drifted: Readonly<Record<string, string>>;
}

function watch(association: VoiceConnectorPhoneNumberAssociation | VoiceConnectorGroupPhoneNumberAssociation): void {
  association.detectDrift({ schedule: ScheduleExpression.rate(Duration.hours(1)) });
  association.metricDriftedPhoneNumbers().createAlarm(association, 'Drifted', { threshold: 1, evaluationPeriods: 1 });
}

function watched(stack: Stack, props: Partial<VoiceConnectorPhoneNumberAssociationProps>): void {
  watch(new VoiceConnectorPhoneNumberAssociation(stack, 'Numbers', { voiceConnectorId: OFFICE, e164PhoneNumbers: [number(0)], ...props }));
}

const watchedStack = (props: Partial<VoiceConnectorPhoneNumberAssociationProps>) => telephony().synthesize(stack => watched(stack, props));

async function deployed(artifact: CloudFormationStackArtifact, parameters?: Record<string, string>): Promise<void> {
  const { status, reasons } = await telephony().deploy(artifact, parameters);
  expect(reasons).toEqual([]);
  expect(['CREATE_COMPLETE', 'UPDATE_COMPLETE']).toContain(status);
}

async function created(count: number): Promise<void> {
  telephony().order(numbers(0, count - 1));
  await deployed(watchedStack({ e164PhoneNumbers: numbers(0, count - 1) }));
}

const theSchedule = () => telephony().aws.stack(STACK_NAME).resourcesOfType('AWS::Scheduler::Schedule')[0].logicalId;

/** Lets a schedule fire once; what it has logged, of which a check writes exactly one line. */
async function check(schedule = theSchedule()): Promise<DriftLine> {
  const writes = telephony().writes();
  const before = telephony().steps().length;
  await telephony().aws.stack(STACK_NAME).fire(schedule);
  const lines = telephony().steps().slice(before).filter(({ step }) => step === 'drift');
  expect(lines).toHaveLength(1);
  expect(telephony().writes()).toBe(writes);
  return lines[0] as unknown as DriftLine;
}

test('numbers in place are no drift', async () => {
  await created(3);
  const before = telephony().owners();
  expect(await check()).toMatchObject({ DriftedPhoneNumbers: 0, declaredPhoneNumbers: 3, owner: `voice connector ${OFFICE}`, drifted: {} });
  expect(telephony().owners()).toEqual(before);
});

test('numbers that are elsewhere or missing are counted, and named with where they are, by one run', async () => {
  await created(6);
  telephony().aws.chime.associate(number(0), voiceConnector(STRANGER));
  telephony().aws.chime.associate(number(1), voiceConnectorGroup(GROUP));
  telephony().aws.chime.associate(number(2), SIP_RULE);
  telephony().aws.chime.disassociate(number(3));
  telephony().aws.chime.release(number(4));
  const before = telephony().owners();
  const line = await check();
  expect(line.DriftedPhoneNumbers).toBe(5);
  expect(line.drifted).toEqual({
    [number(0)]: `on voice connector ${STRANGER}`,
    [number(1)]: `on voice connector group ${GROUP}`,
    [number(2)]: `on SIP rule ${SIP_RULE.value}`,
    [number(3)]: 'not associated',
    [number(4)]: 'not in this account',
  });
  expect(telephony().owners()).toEqual(before);
});

test.each(['empty', 'NotFound'] as const)('a connector that was deleted by hand has lost all numbers (its list is %s)', async listOfUnknownOwner => {
  telephony().aws.chime.behave({ listOfUnknownOwner });
  await created(2);
  for (const phoneNumber of numbers(0, 1)) telephony().aws.chime.disassociate(phoneNumber);
  telephony().aws.chime.remove(voiceConnector(OFFICE));
  expect((await check()).drifted).toEqual({ [number(0)]: 'not associated', [number(1)]: 'not associated' });
});

test('a drift that was repaired by hand is none', async () => {
  await created(2);
  telephony().aws.chime.associate(number(1), voiceConnector(STRANGER));
  expect((await check()).DriftedPhoneNumbers).toBe(1);
  telephony().aws.chime.associate(number(1), voiceConnector(OFFICE));
  expect((await check()).DriftedPhoneNumbers).toBe(0);
});

test('a drift is repaired by a deployment with forceAssociate, and stays repaired without it', async () => {
  await created(2);
  telephony().aws.chime.associate(number(1), voiceConnector(STRANGER));
  await deployed(watchedStack({ e164PhoneNumbers: numbers(0, 1), forceAssociate: true }));
  expect((await check()).DriftedPhoneNumbers).toBe(0);
  await deployed(watchedStack({ e164PhoneNumbers: numbers(0, 1) }));
  expect((await check()).DriftedPhoneNumbers).toBe(0);
});

test('the check compares with what the latest deployment declares', async () => {
  telephony().order(numbers(0, 3));
  await deployed(watchedStack({ e164PhoneNumbers: numbers(0, 2) }));
  await deployed(watchedStack({ e164PhoneNumbers: numbers(1, 3) }));
  expect(await check()).toMatchObject({ DriftedPhoneNumbers: 0, declaredPhoneNumbers: 3 });
});

test('reads that lag behind a deployment are no drift', async () => {
  telephony().aws.chime.behave({ readLagMs: 5_000 });
  await created(60);
  expect((await check()).DriftedPhoneNumbers).toBe(0);
});

test('throttling and outages are retried', async () => {
  await created(3);
  telephony().aws.chime.disassociate(number(1));
  const { index } = telephony().aws.chime.requests.at(-1)!;
  telephony().aws.chime.faults = when(call => call.index % 2 === 0 && call.index < index + 12, { kind: 'exception', code: 'ServiceUnavailable' });
  expect((await check()).drifted).toEqual({ [number(1)]: 'not associated' });
});

test('a check that cannot read fails, so that it is not taken for good news', async () => {
  await created(3);
  telephony().aws.chime.faults = () => ({ kind: 'exception', code: 'AccessDenied' });
  const steps = telephony().steps().length;
  await expect(telephony().aws.stack(STACK_NAME).fire(theSchedule())).rejects.toThrow('A fault on purpose');
  expect(telephony().steps().slice(steps).map(({ step }) => step)).not.toContain('drift');
});

test('a group is watched as a connector is', async () => {
  telephony().order(numbers(0, 2));
  await deployed(telephony().synthesize(stack => {
    watch(new VoiceConnectorGroupPhoneNumberAssociation(stack, 'Hotline', { voiceConnectorGroupId: GROUP, e164PhoneNumbers: numbers(0, 2) }));
  }));
  telephony().aws.chime.associate(number(2), voiceConnector(OFFICE));
  expect(await check()).toMatchObject({
    DriftedPhoneNumbers: 1, owner: `voice connector group ${GROUP}`, drifted: { [number(2)]: `on voice connector ${OFFICE}` },
  });
});

test('each association has a schedule and a metric of its own', async () => {
  telephony().order(numbers(0, 1));
  await deployed(telephony().synthesize(stack => {
    watched(stack, {});
    watch(new VoiceConnectorGroupPhoneNumberAssociation(stack, 'Hotline', { voiceConnectorGroupId: GROUP, e164PhoneNumbers: [number(1)] }));
  }));
  telephony().aws.chime.disassociate(number(1));
  const schedules = telephony().aws.stack(STACK_NAME).resourcesOfType('AWS::Scheduler::Schedule');
  const counts: Record<string, number> = {};
  for (const { logicalId } of schedules) {
    const { Association, DriftedPhoneNumbers } = await check(logicalId);
    counts[Association] = DriftedPhoneNumbers;
  }
  expect(counts).toEqual({ [`${STACK_NAME}/Numbers`]: 0, [`${STACK_NAME}/Hotline`]: 1 });
});

test('numbers that are only known at deployment are watched', async () => {
  telephony().order(numbers(0, 2));
  await deployed(telephony().synthesize(stack => {
    watched(stack, { e164PhoneNumbers: new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList });
  }), { List: numbers(0, 2).join(',') });
  expect(await check()).toMatchObject({ DriftedPhoneNumbers: 0, declaredPhoneNumbers: 3 });
  telephony().aws.chime.disassociate(number(1));
  expect((await check()).drifted).toEqual({ [number(1)]: 'not associated' });
});

describe('1,000 numbers', () => {
  test('are compared with few requests, also at two a second', async () => {
    await created(1_000);
    telephony().aws.chime.rateLimit = new RateLimit(2);
    for (const n of [5, 500, 999]) telephony().aws.chime.associate(number(n), voiceConnector(STRANGER));
    const served = telephony().aws.chime.requests.length;
    expect(Object.keys((await check()).drifted)).toEqual([number(5), number(500), number(999)]);
    expect(telephony().aws.chime.requests.slice(served).filter(({ status }) => status === 200).length).toBeLessThanOrEqual(20);
  });

  test('that are all lost fit into one line', async () => {
    await created(1_000);
    for (const phoneNumber of numbers(0, 999)) telephony().aws.chime.associate(phoneNumber, voiceConnectorGroup(GROUP));
    const line = await check();
    expect(line.DriftedPhoneNumbers).toBe(1_000);
    expect(Object.keys(line.drifted)).toHaveLength(1_000);
    expect(JSON.stringify(line).length).toBeLessThan(LONGEST_LOG_EVENT);
  });
});

test('the line is one that CloudWatch reads the alarm\'s metric from', async () => {
  await created(2);
  telephony().aws.chime.disassociate(number(0));
  const line = await check();
  const [alarm] = telephony().aws.stack(STACK_NAME).resourcesOfType('AWS::CloudWatch::Alarm');
  const { CloudWatchMetrics: [directive], Timestamp: timestamp } = line._aws;
  expect(Number.isInteger(timestamp)).toBe(true);
  expect(line._aws.CloudWatchMetrics).toHaveLength(1);
  expect(alarm.properties).toMatchObject({
    Namespace: directive.Namespace,
    MetricName: directive.Metrics[0].Name,
    Dimensions: directive.Dimensions[0].map(name => ({ Name: name, Value: line[name as 'Association'] })),
  });
  expect(directive.Dimensions).toEqual([['Association']]);
  expect(line[directive.Metrics[0].Name as 'DriftedPhoneNumbers']).toBe(1);
});

test('the schedule invokes the function by a permission of its own role', async () => {
  await created(1);
  const { Target: { RoleArn: roleArn } } = telephony().aws.stack(STACK_NAME).resource(theSchedule())!.properties as { Target: { RoleArn: string } };
  telephony().aws.iam.removeRole(roleArn.split('/').at(-1)!);
  await expect(telephony().aws.stack(STACK_NAME).fire(theSchedule())).rejects.toThrow('is not allowed to invoke');
});

test('the stack can be deleted, and takes the schedule along', async () => {
  await created(1);
  const schedule = theSchedule();
  expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  await expect(telephony().aws.stack(STACK_NAME).fire(schedule)).rejects.toThrow('neither a schedule nor a rule');
});
