import { Stack } from 'aws-cdk-lib';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { GROUP, number, numbers, OFFICE, SIP_RULE, STRANGER, useTelephony } from './telephony';
import { voiceConnector, voiceConnectorGroup } from '../../aws-simulator';
import {
  VoiceConnectorGroupPhoneNumberAssociation, VoiceConnectorGroupPhoneNumberAssociationProps,
  VoiceConnectorPhoneNumberAssociation, VoiceConnectorPhoneNumberAssociationProps,
} from '../../src';

const telephony = useTelephony();

const OTHER_GROUP = '9c0d1e2f-3a4b-4c5d-8e6f-7a8b9c0d1e2f';

beforeEach(() => telephony().aws.chime.create(voiceConnectorGroup(OTHER_GROUP)));

const group = (stack: Stack, props: Partial<VoiceConnectorGroupPhoneNumberAssociationProps>) =>
  new VoiceConnectorGroupPhoneNumberAssociation(stack, 'Hotline', { voiceConnectorGroupId: GROUP, e164PhoneNumbers: [number(0)], ...props });

const connector = (stack: Stack, props: Partial<VoiceConnectorPhoneNumberAssociationProps>) =>
  new VoiceConnectorPhoneNumberAssociation(stack, 'Office', { voiceConnectorId: OFFICE, e164PhoneNumbers: [number(0)], ...props });

const groupStack = (props: Partial<VoiceConnectorGroupPhoneNumberAssociationProps>) => telephony().synthesize(stack => { group(stack, props); });
const connectorStack = (props: Partial<VoiceConnectorPhoneNumberAssociationProps>) => telephony().synthesize(stack => { connector(stack, props); });

function bothStack(onConnector: string[], onGroup: string[]): CloudFormationStackArtifact {
  return telephony().synthesize(stack => {
    connector(stack, { e164PhoneNumbers: onConnector });
    group(stack, { e164PhoneNumbers: onGroup });
  });
}

async function deployed(artifact: CloudFormationStackArtifact): Promise<void> {
  const { status, reasons } = await telephony().deploy(artifact);
  expect(reasons).toEqual([]);
  expect(['CREATE_COMPLETE', 'UPDATE_COMPLETE']).toContain(status);
}

const onOtherGroup = () => telephony().aws.chime.numbersOf(voiceConnectorGroup(OTHER_GROUP));

/** When the last request was served: what a test looks back to. */
const sinceLastRequest = () => telephony().aws.chime.requests.at(-1)!.time;

describe('creation', () => {
  test('associates all numbers with few requests, by the operations of groups', async () => {
    telephony().order(numbers(0, 59));
    await deployed(groupStack({ e164PhoneNumbers: numbers(0, 59) }));
    expect(telephony().on(GROUP)).toEqual(numbers(0, 59));
    expect(telephony().aws.chime.counts()).toEqual({ Associate: 2, Disassociate: 0, Get: 0, List: 1 });
    for (const { owner } of telephony().aws.chime.requests) expect(owner).toEqual(voiceConnectorGroup(GROUP));
  });

  test.each(['success', 'PhoneNumberAssociationsExist', 'Conflict'] as const)('a number that is there already is no error (service answers %s)', async associateAgain => {
    telephony().aws.chime.behave({ associateAgain });
    telephony().order([number(0)], voiceConnectorGroup(GROUP));
    telephony().order([number(1)]);
    await deployed(groupStack({ e164PhoneNumbers: numbers(0, 1) }));
    expect(telephony().on(GROUP)).toEqual(numbers(0, 1));
  });

  test.each([
    ['a connector', voiceConnector(STRANGER), `is on voice connector ${STRANGER}`],
    ['another group', voiceConnectorGroup(OTHER_GROUP), `is on voice connector group ${OTHER_GROUP}`],
    ['a SIP rule', SIP_RULE, `SIP rule ${SIP_RULE.value}`],
  ])('a number of %s fails it, is named with its owner and stays', async (_, owner, named) => {
    telephony().order([number(0)]);
    telephony().order([number(1)], owner);
    const before = telephony().owners();
    const { status, reasons } = await telephony().deploy(groupStack({ e164PhoneNumbers: numbers(0, 1) }));
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(reasons[0]).toContain(`1 of 2 phone numbers could not be associated with voice connector group ${GROUP}: ${number(1)}`);
    expect(reasons[0]).toContain(named);
    expect(telephony().owners()).toEqual(before);
  });

  test('forceAssociate takes numbers from connectors and other groups', async () => {
    telephony().order([number(0)], voiceConnector(STRANGER));
    telephony().order([number(1)], voiceConnectorGroup(OTHER_GROUP));
    telephony().order([number(2)], voiceConnector(STRANGER));
    await deployed(groupStack({ e164PhoneNumbers: numbers(0, 1), forceAssociate: true }));
    expect(telephony().on(GROUP)).toEqual(numbers(0, 1));
    expect(telephony().on(STRANGER)).toEqual([number(2)]);
  });

  test('that fails late gives back what it took from connectors and groups', async () => {
    telephony().order([number(0)]);
    telephony().order([number(1)], voiceConnector(STRANGER));
    telephony().order([number(2)], voiceConnectorGroup(OTHER_GROUP));
    telephony().order([number(3)], voiceConnectorGroup(GROUP));
    telephony().aws.chime.order(number(4), { acquiredAt: 10_000_000 });
    const before = telephony().owners();
    const { status, reasons } = await telephony().deploy(groupStack({ e164PhoneNumbers: numbers(0, 4), forceAssociate: true }));
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(reasons[0]).toContain('every number is where it was before');
    expect(telephony().owners()).toEqual(before);
    for (const [taken, owner] of [[number(1), STRANGER], [number(2), OTHER_GROUP]]) {
      expect(telephony().aws.chime.history(taken).map(tenure => tenure.owner?.value)).toEqual([owner, GROUP, owner]);
    }
  });

  test('of a group that does not exist fails with its id', async () => {
    telephony().order([number(0)]);
    telephony().aws.chime.remove(voiceConnectorGroup(GROUP));
    const { status, reasons } = await telephony().deploy(groupStack({}));
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(reasons[0]).toContain(`voice connector group ${GROUP} does not exist`);
  });
});

describe('an update', () => {
  test('associates what was added and disassociates what was removed, and nothing else', async () => {
    telephony().order(numbers(0, 3));
    telephony().order([number(9)], voiceConnectorGroup(GROUP));
    await deployed(groupStack({ e164PhoneNumbers: numbers(0, 2) }));
    const since = sinceLastRequest();
    await deployed(groupStack({ e164PhoneNumbers: numbers(1, 3) }));
    expect(telephony().on(GROUP)).toEqual([...numbers(1, 3), number(9)]);
    for (const kept of numbers(1, 2)) expect(telephony().aws.chime.wasUnowned(kept, since)).toBe(false);
  });

  test('that fails leaves every number where it was', async () => {
    telephony().order(numbers(0, 3));
    await deployed(groupStack({ e164PhoneNumbers: numbers(0, 2) }));
    const before = telephony().owners();
    const { status } = await telephony().deploy(groupStack({ e164PhoneNumbers: [...numbers(1, 3), number(99)] }));
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(telephony().owners()).toEqual(before);
  });

  test('moves numbers to another group without a gap and without forceAssociate', async () => {
    telephony().order(numbers(0, 2));
    await deployed(groupStack({ e164PhoneNumbers: numbers(0, 2) }));
    const since = sinceLastRequest();
    await deployed(groupStack({ e164PhoneNumbers: numbers(0, 2), voiceConnectorGroupId: OTHER_GROUP }));
    expect(onOtherGroup()).toEqual(numbers(0, 2));
    for (const moved of numbers(0, 2)) expect(telephony().aws.chime.wasUnowned(moved, since)).toBe(false);
  });

  test('that fails to move numbers to another group brings them back without a gap', async () => {
    telephony().order(numbers(0, 2));
    await deployed(groupStack({ e164PhoneNumbers: numbers(0, 2) }));
    const since = sinceLastRequest();
    const { status } = await telephony().deploy(groupStack({ e164PhoneNumbers: [...numbers(0, 2), number(99)], voiceConnectorGroupId: OTHER_GROUP }));
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(telephony().on(GROUP)).toEqual(numbers(0, 2));
    for (const moved of numbers(0, 2)) expect(telephony().aws.chime.wasUnowned(moved, since)).toBe(false);
  });
});

describe('between a connector and a group', () => {
  test.each([1, 2, 3, 4])('numbers go in both directions in one update, and back in the next (seed %d)', async seed => {
    telephony().reset(seed);
    telephony().order(numbers(0, 3));
    await deployed(bothStack(numbers(0, 1), numbers(2, 3)));
    await deployed(bothStack([number(0), number(2)], [number(1), number(3)]));
    expect(telephony().on(OFFICE)).toEqual([number(0), number(2)]);
    expect(telephony().on(GROUP)).toEqual([number(1), number(3)]);
    await deployed(bothStack(numbers(0, 1), numbers(2, 3)));
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 1));
    expect(telephony().on(GROUP)).toEqual(numbers(2, 3));
  });

  test('a number that was taken by force goes back to where it came from', async () => {
    telephony().order(numbers(0, 2));
    await deployed(connectorStack({ e164PhoneNumbers: numbers(0, 1) }));
    telephony().aws.chime.associate(number(1), voiceConnectorGroup(GROUP));
    await deployed(connectorStack({ e164PhoneNumbers: numbers(0, 1), forceAssociate: true }));
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 1));
    await deployed(bothStack([number(0)], numbers(1, 2)));
    expect(telephony().on(GROUP)).toEqual(numbers(1, 2));
  });

  test('an association can change its kind under another name, with forceAssociate and without a gap', async () => {
    telephony().order(numbers(0, 1));
    await deployed(connectorStack({ e164PhoneNumbers: numbers(0, 1) }));
    const since = sinceLastRequest();
    await deployed(groupStack({ e164PhoneNumbers: numbers(0, 1), forceAssociate: true }));
    expect(telephony().on(GROUP)).toEqual(numbers(0, 1));
    for (const moved of numbers(0, 1)) expect(telephony().aws.chime.wasUnowned(moved, since)).toBe(false);
    await deployed(connectorStack({ e164PhoneNumbers: numbers(0, 1), forceAssociate: true }));
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 1));
  });
});

describe.each(['success', 'NotFound', 'BadRequest', 'Conflict'] as const)('a deletion, if the service answers %s for a number that is not there', disassociateAbsent => {
  beforeEach(async () => {
    telephony().aws.chime.behave({ disassociateAbsent });
    telephony().order(numbers(0, 2));
    await deployed(groupStack({ e164PhoneNumbers: numbers(0, 2) }));
  });

  test('takes off its own numbers, and no other that is on the group or was moved by hand', async () => {
    telephony().order([number(9)], voiceConnectorGroup(GROUP));
    telephony().aws.chime.associate(number(1), voiceConnector(STRANGER));
    expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
    expect(telephony().on(GROUP)).toEqual([number(9)]);
    expect(telephony().on(STRANGER)).toEqual([number(1)]);
  });

  test.each(['empty', 'NotFound'] as const)('finds the group gone (its list is %s)', async listOfUnknownOwner => {
    telephony().aws.chime.behave({ listOfUnknownOwner });
    for (const phoneNumber of numbers(0, 2)) telephony().aws.chime.disassociate(phoneNumber);
    telephony().aws.chime.remove(voiceConnectorGroup(GROUP));
    const { status, reasons } = await telephony().delete();
    expect([status, reasons]).toEqual(['DELETE_COMPLETE', []]);
  });
});
