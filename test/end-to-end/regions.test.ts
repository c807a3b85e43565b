import { CfnParameter, Duration } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { BRANCH, number, numbers, OFFICE, STACK_NAME, STRANGER, useTelephony } from './telephony';
import { ServedRequest, voiceConnector } from '../../aws-simulator';
import { VoiceConnectorPhoneNumberAssociation } from '../../src';

const telephony = useTelephony();

const HERE = 'us-east-1';
const ELSEWHERE = 'eu-central-1';

type Props = Parameters<ReturnType<typeof telephony>['association']>[0];

const deployed = (props: Props) => telephony().deployed(telephony().association(props));

const distinctRegions = (requests: readonly ServedRequest[]) => [...new Set(requests.map(({ region }) => region))];

/** Requests from here on; all of them by default. */
const requestsFrom = (served = 0) => telephony().aws.chime.requests.slice(served);

/** Regions whose endpoints were called. */
const regionsFrom = (served = 0) => distinctRegions(requestsFrom(served));

/** Regions whose endpoints were called about an owner. */
const regionsOf = (ownerId: string, served: number) => distinctRegions(requestsFrom(served).filter(({ owner }) => owner?.value === ownerId));

beforeEach(() => telephony().order(numbers(0, 3)));

test('without a region the endpoint of the stack is called', async () => {
  await deployed({ e164PhoneNumbers: numbers(0, 1) });
  expect(regionsFrom()).toEqual([HERE]);
});

test('the endpoint of the region is called through the whole life of an association', async () => {
  const region = ELSEWHERE;
  await deployed({ e164PhoneNumbers: numbers(0, 2), region });
  await deployed({ e164PhoneNumbers: numbers(1, 3), region });
  await telephony().deploy(telephony().association({ e164PhoneNumbers: [...numbers(1, 3), number(99)], region }));
  expect(telephony().on(OFFICE)).toEqual(numbers(1, 3));
  expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  expect(telephony().on(OFFICE)).toEqual([]);
  expect(regionsFrom()).toEqual([ELSEWHERE]);
});

test('the region can be a parameter', async () => {
  const artifact = telephony().synthesize(stack => {
    const region = new CfnParameter(stack, 'VoiceRegion').valueAsString;
    new VoiceConnectorPhoneNumberAssociation(stack, 'Numbers', { voiceConnectorId: OFFICE, e164PhoneNumbers: [number(0)], region });
  });
  expect((await telephony().deploy(artifact, { VoiceRegion: ELSEWHERE })).status).toBe('CREATE_COMPLETE');
  expect(regionsFrom()).toEqual([ELSEWHERE]);
});

test('the check for drift calls the endpoint of the region', async () => {
  await telephony().deploy(telephony().synthesize(stack => {
    new VoiceConnectorPhoneNumberAssociation(stack, 'Numbers', { voiceConnectorId: OFFICE, e164PhoneNumbers: numbers(0, 2), region: ELSEWHERE })
      .detectDrift({ schedule: ScheduleExpression.rate(Duration.hours(1)) });
  }));
  telephony().aws.chime.disassociate(number(1));
  const served = telephony().aws.chime.requests.length;
  const [{ logicalId }] = telephony().aws.stack(STACK_NAME).resourcesOfType('AWS::Scheduler::Schedule');
  await telephony().aws.stack(STACK_NAME).fire(logicalId);
  expect(regionsFrom(served)).toEqual([ELSEWHERE]);
  expect(telephony().steps().at(-1)).toMatchObject({ step: 'drift', DriftedPhoneNumbers: 1 });
});

describe('an update to a connector of another region', () => {
  beforeEach(() => deployed({ e164PhoneNumbers: numbers(0, 2) }));

  test('moves the numbers without a gap, and asks each endpoint about its own connector', async () => {
    const { time } = telephony().aws.chime.requests.at(-1)!;
    const served = telephony().aws.chime.requests.length;
    await deployed({ e164PhoneNumbers: numbers(1, 3), voiceConnectorId: BRANCH, region: ELSEWHERE });
    expect(telephony().on(BRANCH)).toEqual(numbers(1, 3));
    expect(telephony().on(OFFICE)).toEqual([]);
    expect(regionsOf(BRANCH, served)).toEqual([ELSEWHERE]);
    expect(regionsOf(OFFICE, served)).toEqual([HERE]);
    for (const moved of numbers(1, 2)) expect(telephony().aws.chime.wasUnowned(moved, time)).toBe(false);
  });

  test('that fails brings the numbers back without a gap', async () => {
    const { time } = telephony().aws.chime.requests.at(-1)!;
    const served = telephony().aws.chime.requests.length;
    const { status } = await telephony().deploy(
      telephony().association({ e164PhoneNumbers: [...numbers(0, 2), number(99)], voiceConnectorId: BRANCH, region: ELSEWHERE }),
    );
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 2));
    expect(regionsOf(BRANCH, served)).toEqual([ELSEWHERE]);
    expect(regionsOf(OFFICE, served)).toEqual([HERE]);
    for (const moved of numbers(0, 2)) expect(telephony().aws.chime.wasUnowned(moved, time)).toBe(false);
  });

  test('is rolled back when another resource of the stack fails', async () => {
    const artifact = telephony().stackFailingLast({ Numbers: { on: BRANCH, numbers: numbers(0, 2), region: ELSEWHERE } });
    const { status } = await telephony().deploy(artifact);
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 2));
  });
});

describe('an update that changes the region alone', () => {
  beforeEach(() => deployed({ e164PhoneNumbers: numbers(0, 2) }));

  test('sends no write', async () => {
    const writes = telephony().writes();
    await deployed({ e164PhoneNumbers: numbers(0, 2), region: ELSEWHERE });
    expect(telephony().writes()).toBe(writes);
  });

  test('still associates what was added and disassociates what was removed', async () => {
    const { time } = telephony().aws.chime.requests.at(-1)!;
    await deployed({ e164PhoneNumbers: numbers(1, 3), region: ELSEWHERE });
    expect(telephony().on(OFFICE)).toEqual(numbers(1, 3));
    for (const kept of numbers(1, 2)) expect(telephony().aws.chime.wasUnowned(kept, time)).toBe(false);
  });
});

test('numbers taken by force from a connector are given back, whatever region the stack is in', async () => {
  telephony().order([number(9)], voiceConnector(STRANGER));
  const before = telephony().owners();
  const { status } = await telephony().deploy(
    telephony().association({ e164PhoneNumbers: [number(0), number(9), number(99)], forceAssociate: true, region: ELSEWHERE }),
  );
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(telephony().owners()).toEqual(before);
  expect(regionsFrom()).toEqual([ELSEWHERE]);
});
