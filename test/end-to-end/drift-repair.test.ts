import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { number, numbers, OFFICE, STACK_NAME, STRANGER, useTelephony } from './telephony';
import { voiceConnector } from '../../aws-simulator';
import { VoiceConnectorPhoneNumberAssociation } from '../../src';

const telephony = useTelephony();

const watched = (repair: boolean, last = 3) => telephony().synthesize(stack => {
  new VoiceConnectorPhoneNumberAssociation(stack, 'Numbers', { voiceConnectorId: OFFICE, e164PhoneNumbers: numbers(0, last) })
    .detectDrift({ schedule: ScheduleExpression.rate(Duration.hours(1)), repair });
});

const fire = () => {
  const stack = telephony().aws.stack(STACK_NAME);
  return stack.fire(stack.resourcesOfType('AWS::Scheduler::Schedule')[0].logicalId);
};

function inputOfSchedule(): string {
  const [{ properties }] = telephony().aws.stack(STACK_NAME).resourcesOfType('AWS::Scheduler::Schedule');
  return (properties as { Target: { Input: string } }).Target.Input;
}

/** The steps that a check has logged. */
async function check(): Promise<Record<string, unknown>[]> {
  const before = telephony().steps().length;
  await fire();
  return telephony().steps().slice(before);
}

beforeEach(() => telephony().order(numbers(0, 9)));

describe('a check that repairs', () => {
  beforeEach(() => telephony().deployed(watched(true)));

  test('puts back what is on nothing, and reports it', async () => {
    telephony().aws.chime.disassociate(number(1));
    const [line] = (await check()).filter(({ step }) => step === 'drift');
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
    expect(line).toMatchObject({ DriftedPhoneNumbers: 1, RepairedPhoneNumbers: 1 });
  });

  test('leaves what somebody has put elsewhere, and reports it', async () => {
    telephony().aws.chime.associate(number(1), voiceConnector(STRANGER));
    const [line] = (await check()).filter(({ step }) => step === 'drift');
    expect(telephony().on(STRANGER)).toEqual([number(1)]);
    expect(line).toMatchObject({ DriftedPhoneNumbers: 1, RepairedPhoneNumbers: 0 });
  });
});

describe('a check that does not repair', () => {
  test('writes nothing', async () => {
    await telephony().deployed(watched(false));
    telephony().aws.chime.disassociate(number(1));
    const writes = telephony().writes();
    await check();
    expect(telephony().writes()).toBe(writes);
  });
});

test('a check that does not repair does so when its event is sent by hand as docs/operations.md tells', async () => {
  await telephony().deployed(watched(false));
  telephony().aws.chime.disassociate(number(1));
  const [, from, to] = /sed 's\/(.*)\/(.*)\/'/.exec(readFileSync(join(__dirname, '..', '..', 'docs', 'operations.md'), 'utf8'))!;
  expect(inputOfSchedule()).toContain(from);
  await telephony().aws.invoke(telephony().handlerArn(), JSON.parse(inputOfSchedule().replace(from, to)));
  expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
});

test.each([true, false])('a check during a deployment waits for the next one (repair: %s)', async repair => {
  await telephony().deployed(watched(repair));
  telephony().aws.chime.disassociate(number(1));
  let checked: Promise<unknown> | undefined;
  const { lambda, simulation } = telephony().aws;
  const arn = telephony().handlerArn();
  const input = JSON.parse(inputOfSchedule()) as unknown;
  // Before the update writes: it waits some seconds for that.
  simulation.schedule(1_000, () => { checked = lambda.invoke(arn, input); });
  await telephony().deployed(watched(repair, 4));
  await telephony().aws.drain();
  await checked;
  expect(telephony().steps().map(({ step }) => step)).toContain('drift-check-skipped');
  expect(telephony().steps().map(({ step }) => step)).not.toContain('drift');
});
