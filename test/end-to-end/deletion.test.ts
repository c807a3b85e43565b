import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnVoiceConnector } from 'aws-cdk-lib/aws-chime';
import { number, numbers, OFFICE, STACK_NAME, STRANGER, useTelephony } from './telephony';
import { voiceConnector, when } from '../../aws-simulator';
import { VoiceConnectorPhoneNumberAssociation } from '../../src';

const telephony = useTelephony();

async function created(count: number): Promise<void> {
  telephony().order(numbers(0, count - 1));
  expect((await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, count - 1) }))).status).toBe('CREATE_COMPLETE');
}

test('a deletion takes off its own numbers and no other', async () => {
  await created(3);
  telephony().order([number(9)], voiceConnector(OFFICE));
  expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  expect(telephony().on(OFFICE)).toEqual([number(9)]);
});

test('the connector of the stack can be deleted after it', async () => {
  telephony().order(numbers(0, 1));
  const artifact = telephony().synthesize(stack => {
    const connector = new CfnVoiceConnector(stack, 'Connector', { name: 'office', requireEncryption: true });
    new VoiceConnectorPhoneNumberAssociation(stack, 'Numbers', { voiceConnectorId: connector.ref, e164PhoneNumbers: numbers(0, 1) });
  });
  expect((await telephony().deploy(artifact)).status).toBe('CREATE_COMPLETE');
  expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
});

test('removalPolicy RETAIN leaves the numbers where they are', async () => {
  telephony().order(numbers(0, 1));
  await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 1), removalPolicy: RemovalPolicy.RETAIN }));
  expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  expect(telephony().on(OFFICE)).toEqual(numbers(0, 1));
});

describe.each(['success', 'NotFound', 'BadRequest', 'Conflict'] as const)('if the service answers %s for a number that is not there', disassociateAbsent => {
  beforeEach(() => telephony().aws.chime.behave({ disassociateAbsent }));

  test('a number that was moved by hand is left alone', async () => {
    await created(3);
    telephony().aws.chime.associate(number(1), voiceConnector(STRANGER));
    expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
    expect(telephony().on(STRANGER)).toEqual([number(1)]);
    expect(telephony().on(OFFICE)).toEqual([]);
  });

  test('numbers that were taken off or released by hand are no error', async () => {
    await created(3);
    telephony().aws.chime.disassociate(number(0));
    telephony().aws.chime.release(number(1));
    expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual([]);
  });

  test('a connector that was deleted by hand is no error', async () => {
    await created(2);
    for (const phoneNumber of numbers(0, 1)) telephony().aws.chime.disassociate(phoneNumber);
    telephony().aws.chime.remove(voiceConnector(OFFICE));
    expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  });
});

test('a real refusal fails the deletion and names the number; deleting again goes on from there', async () => {
  await created(3);
  telephony().aws.chime.faults = when(({ operation }) => operation === 'Disassociate', { kind: 'numbers', code: 'Forbidden', numbers: [number(1)] });
  const { status, reasons } = await telephony().delete();
  expect(status).toBe('DELETE_FAILED');
  expect(reasons[0]).toContain(`${number(1)} (Forbidden`);
  expect(reasons[0]).toContain(`1 of 3 phone numbers could not be disassociated from voice connector ${OFFICE}`);
  expect(telephony().on(OFFICE)).toEqual([number(1)]);

  telephony().aws.chime.faults = () => undefined;
  expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  expect(telephony().on(OFFICE)).toEqual([]);
});

test('a deletion with an id that CloudFormation made up works from the properties', async () => {
  // GIVEN a creation that never answers and is killed when its numbers are on
  telephony().order(numbers(0, 1));
  telephony().aws.lambda.killWhen = ({ service }) => service === 'response';
  // WHEN
  telephony().aws.simulation.schedule(1_000_000, () => { telephony().aws.lambda.killWhen = undefined; });
  const { status } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 1) }));
  // THEN
  const [deletion] = telephony().aws.lambda.events.slice(-1).map(({ event }) => event as { RequestType: string; PhysicalResourceId: string });
  expect(deletion.RequestType).toBe('Delete');
  expect(deletion.PhysicalResourceId).toContain(STACK_NAME);
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(telephony().on(OFFICE)).toEqual([]);
});

test('numbers that reads do not show yet are taken off all the same', async () => {
  telephony().aws.chime.behave({ readLagMs: 5_000 });
  telephony().order(numbers(0, 2));
  const { status } = await telephony().deploy(telephony().stackFailingLast({ Numbers: { on: OFFICE, numbers: numbers(0, 2) } }));
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(telephony().on(OFFICE)).toEqual([]);
});
