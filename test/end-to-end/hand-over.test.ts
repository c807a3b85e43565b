import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { BRANCH, GROUP, number, numbers, OFFICE, useTelephony } from './telephony';
import { VoiceConnectorGroupPhoneNumberAssociation, VoiceConnectorPhoneNumberAssociation } from '../../src';

const telephony = useTelephony();

interface Lists {
  readonly first: string[];
  readonly second: string[];
  /** Who waits for whom in CloudFormation's order; undefined: both at once. */
  readonly dependency?: 'first before second' | 'second before first';
  readonly secondOwner?: string;
}

function twoAssociations({ first, second, dependency, secondOwner = BRANCH }: Lists): CloudFormationStackArtifact {
  return telephony().synthesize(stack => {
    const one = new VoiceConnectorPhoneNumberAssociation(stack, 'First', { voiceConnectorId: OFFICE, e164PhoneNumbers: first });
    const other = secondOwner === GROUP
      ? new VoiceConnectorGroupPhoneNumberAssociation(stack, 'Second', { voiceConnectorGroupId: GROUP, e164PhoneNumbers: second })
      : new VoiceConnectorPhoneNumberAssociation(stack, 'Second', { voiceConnectorId: secondOwner, e164PhoneNumbers: second });
    if (dependency === 'first before second') other.node.addDependency(one);
    if (dependency === 'second before first') one.node.addDependency(other);
  });
}

describe.each([BRANCH, GROUP])('a number that goes from one association to another one (on %s)', secondOwner => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('arrives, whichever of the two runs first (seed %d)', async (seed) => {
    telephony().reset(seed);
    telephony().order(numbers(0, 3));
    await telephony().deploy(twoAssociations({ first: numbers(0, 2), second: [number(3)], secondOwner }));
    const { status, reasons } = await telephony().deploy(twoAssociations({ first: numbers(0, 1), second: numbers(2, 3), secondOwner }));
    expect([status, reasons]).toEqual(['UPDATE_COMPLETE', []]);
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 1));
    expect(telephony().on(secondOwner)).toEqual(numbers(2, 3));
  });

  test('arrives when it was let go before', async () => {
    telephony().order(numbers(0, 3));
    await telephony().deploy(twoAssociations({ first: numbers(0, 2), second: [number(3)], secondOwner }));
    const { status } = await telephony().deploy(
      twoAssociations({ first: numbers(0, 1), second: numbers(2, 3), secondOwner, dependency: 'first before second' }),
    );
    expect(status).toBe('UPDATE_COMPLETE');
    expect(telephony().on(secondOwner)).toEqual(numbers(2, 3));
  });
});

test.each([undefined, 'first before second', 'second before first'] as const)(
  'a number that goes to another association of the same connector stays on it (%s)', async (dependency) => {
    telephony().order(numbers(0, 3));
    await telephony().deploy(twoAssociations({ first: numbers(0, 2), second: [number(3)], secondOwner: OFFICE }));
    const { time } = telephony().aws.chime.requests.at(-1)!;
    const { status } = await telephony().deploy(twoAssociations({ first: numbers(0, 1), second: numbers(2, 3), secondOwner: OFFICE, dependency }));
    expect(status).toBe('UPDATE_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
    expect(telephony().aws.chime.wasUnowned(number(2), time)).toBe(false);
  },
);

test('a number that goes to another association stays with the first one when the update fails', async () => {
  telephony().order(numbers(0, 3));
  await telephony().deploy(twoAssociations({ first: numbers(0, 2), second: [number(3)], secondOwner: OFFICE }));
  const before = telephony().owners();
  const { status } = await telephony().deploy(
    twoAssociations({ first: numbers(0, 1), second: [...numbers(2, 3), number(99)], secondOwner: OFFICE, dependency: 'first before second' }),
  );
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(telephony().owners()).toEqual(before);
});
