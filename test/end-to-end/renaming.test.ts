import { CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnVoiceConnector } from 'aws-cdk-lib/aws-chime';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { number, numbers, OFFICE, STRANGER, useTelephony } from './telephony';
import { VoiceConnectorPhoneNumberAssociation } from '../../src';

const telephony = useTelephony();

/** A stack with a connector of its own, and one association for each name. */
function stackOf(associations: Record<string, string[]>, more: (stack: Stack) => void = () => undefined): CloudFormationStackArtifact {
  return telephony().synthesize(stack => {
    const connector = new CfnVoiceConnector(stack, 'Connector', { name: 'office', requireEncryption: true });
    for (const [name, e164PhoneNumbers] of Object.entries(associations)) {
      new VoiceConnectorPhoneNumberAssociation(stack, name, { voiceConnectorId: connector.attrVoiceConnectorId, e164PhoneNumbers });
    }
    more(stack);
  });
}

/** An association that cannot succeed, after all the others. */
function failing(stack: Stack): void {
  const association = new VoiceConnectorPhoneNumberAssociation(stack, 'Wrong', { voiceConnectorId: STRANGER, e164PhoneNumbers: [number(99)] });
  for (const child of stack.node.children) {
    if (child instanceof VoiceConnectorPhoneNumberAssociation && child !== association) association.node.addDependency(child);
  }
}

beforeEach(() => telephony().order(numbers(0, 3)));

test('a renamed association keeps its numbers, without a gap', async () => {
  await telephony().deploy(stackOf({ OldName: numbers(0, 3) }));
  const before = telephony().owners();
  const { time } = telephony().aws.chime.requests.at(-1)!;
  expect((await telephony().deploy(stackOf({ NewName: numbers(0, 3) }))).status).toBe('UPDATE_COMPLETE');
  expect(telephony().owners()).toEqual(before);
  expect(telephony().aws.chime.wasUnowned(number(0), time)).toBe(false);
  expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  expect(telephony().owners()).not.toEqual(before);
});

test('a renamed association keeps its numbers when the update is rolled back', async () => {
  await telephony().deploy(stackOf({ OldName: numbers(0, 3) }));
  const before = telephony().owners();
  const { time } = telephony().aws.chime.requests.at(-1)!;
  expect((await telephony().deploy(stackOf({ NewName: numbers(0, 3) }, failing))).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(telephony().owners()).toEqual(before);
  expect(telephony().aws.chime.wasUnowned(number(0), time)).toBe(false);
});

test('an association can be split, and the parts can be joined again', async () => {
  await telephony().deploy(stackOf({ All: numbers(0, 3) }));
  const before = telephony().owners();
  expect((await telephony().deploy(stackOf({ Some: numbers(0, 1), Others: numbers(2, 3) }))).status).toBe('UPDATE_COMPLETE');
  expect(telephony().owners()).toEqual(before);
  expect((await telephony().deploy(stackOf({ Some: numbers(0, 3) }))).status).toBe('UPDATE_COMPLETE');
  expect(telephony().owners()).toEqual(before);
});

test('numbers go to a new association on a new connector, and come back when the update is rolled back', async () => {
  await telephony().deploy(stackOf({ Numbers: numbers(0, 3) }));
  const before = telephony().owners();
  const { status, reasons } = await telephony().deploy(stackOf({ Numbers: numbers(0, 1) }, stack => {
    const branch = new CfnVoiceConnector(stack, 'Branch', { name: 'branch', requireEncryption: true });
    new VoiceConnectorPhoneNumberAssociation(stack, 'BranchNumbers', { voiceConnectorId: branch.attrVoiceConnectorId, e164PhoneNumbers: numbers(2, 3) });
    failing(stack);
  }));
  expect(reasons).toHaveLength(1);
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(telephony().owners()).toEqual(before);
});

describe('where numbers are only known at deployment', () => {
  const withParameter = (name: string, removalPolicy?: RemovalPolicy) => telephony().synthesize(stack => {
    const { valueAsList } = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' });
    new VoiceConnectorPhoneNumberAssociation(stack, name, { voiceConnectorId: OFFICE, e164PhoneNumbers: valueAsList, removalPolicy });
  });
  const parameters = { List: `${number(0)},${number(1)}` };

  test('the safe way to rename is RETAIN first', async () => {
    await telephony().deploy(withParameter('OldName'), parameters);
    expect((await telephony().deploy(withParameter('OldName', RemovalPolicy.RETAIN), parameters)).status).toBe('UPDATE_COMPLETE');
    expect((await telephony().deploy(withParameter('NewName'), parameters)).status).toBe('UPDATE_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 1));
    expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual([]);
  });
});
