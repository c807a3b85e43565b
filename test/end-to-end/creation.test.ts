import { CfnParameter, Duration } from 'aws-cdk-lib';
import { BRANCH, GROUP, number, numbers, OFFICE, SIP_RULE, STRANGER, useTelephony } from './telephony';
import { voiceConnector, voiceConnectorGroup, when } from '../../aws-simulator';
import { VoiceConnectorPhoneNumberAssociation } from '../../src';

const telephony = useTelephony();

test('associates all numbers with few requests', async () => {
  // GIVEN
  telephony().order(numbers(0, 59));
  // WHEN
  const { status } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 59) }));
  // THEN
  expect(status).toBe('CREATE_COMPLETE');
  expect(telephony().on(OFFICE)).toEqual(numbers(0, 59));
  expect(telephony().aws.chime.counts()).toEqual({ Associate: 2, Disassociate: 0, Get: 0, List: 1 });
});

test.each(['success', 'PhoneNumberAssociationsExist', 'Conflict'] as const)('a number that is there already is no error (service answers %s)', async associateAgain => {
  telephony().aws.chime.behave({ associateAgain });
  telephony().order(numbers(0, 1), voiceConnector(OFFICE));
  telephony().order(numbers(2, 3));
  const { status } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 3) }));
  expect(status).toBe('CREATE_COMPLETE');
  expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
});

test.each([
  ['another connector', voiceConnector(STRANGER), `voice connector ${STRANGER}`],
  ['a group', voiceConnectorGroup(GROUP), `voice connector group ${GROUP}`],
  ['a SIP rule', SIP_RULE, `SIP rule ${SIP_RULE.value}`],
])('a number of %s fails the creation, is named with its owner and stays', async (_, owner, named) => {
  telephony().order(numbers(0, 1));
  telephony().order([number(2)], owner);
  const before = telephony().owners();
  const { status, reasons } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 2) }));
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(reasons[0]).toContain('1 of 3 phone numbers');
  expect(reasons[0]).toContain(number(2));
  expect(reasons[0]).toContain(named);
  expect(telephony().owners()).toEqual(before);
});

test('forceAssociate takes numbers from connectors and groups, and from them alone', async () => {
  telephony().order([number(0)]);
  telephony().order([number(1)], voiceConnector(STRANGER));
  telephony().order([number(2)], voiceConnectorGroup(GROUP));
  telephony().order([number(3)], voiceConnector(STRANGER));
  const { status } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 2), forceAssociate: true }));
  expect(status).toBe('CREATE_COMPLETE');
  expect(telephony().on(OFFICE)).toEqual(numbers(0, 2));
  expect(telephony().on(STRANGER)).toEqual([number(3)]);
});

describe('when one number fails for good', () => {
  test('new associations are removed, those taken by force go back, those that were there stay', async () => {
    telephony().order([number(0)]);
    telephony().order([number(1)], voiceConnector(STRANGER));
    telephony().order([number(2)], voiceConnectorGroup(GROUP));
    telephony().order([number(3)], voiceConnector(OFFICE));
    // Fails late, when all others have been taken.
    telephony().aws.chime.order(number(4), { acquiredAt: 10_000_000 });
    const before = telephony().owners();
    const { status, reasons } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 4), forceAssociate: true }));
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(reasons[0]).toContain('every number is where it was before');
    expect(telephony().owners()).toEqual(before);
    for (const taken of numbers(1, 2)) expect(telephony().aws.chime.history(taken).map(({ owner }) => owner?.value)).toContain(OFFICE);
  });

  test.each(['NotFound', 'AccessDenied', 'ResourceLimitExceeded', 'Gone', 'SomethingNew'])('with %s inside an answer of 200', async code => {
    telephony().order(numbers(0, 2));
    telephony().aws.chime.faults = when(({ operation }) => operation === 'Associate', { kind: 'numbers', code, numbers: [number(1)] });
    const { status, reasons } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 2) }));
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(reasons[0]).toContain(`${number(1)} (${code}`);
    expect(telephony().on(OFFICE)).toEqual([]);
  });

  test('many of them are counted, and as many are named as fit into the answer', async () => {
    telephony().order(numbers(0, 9));
    const { status, reasons } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 299) }));
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(reasons[0]).toMatch(/290 of 300 phone numbers .* and \d+ more/);
    expect(telephony().on(OFFICE)).toEqual([]);
  });

  test.each([Duration.seconds(30), Duration.minutes(14)])('also in a function that has %s', async timeout => {
    telephony().order(numbers(0, 99));
    telephony().aws.chime.behave({ latencyMs: 60 });
    const { status } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 100), timeout }));
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual([]);
  });
});

test('a wrong product type is named with what to do about it', async () => {
  telephony().aws.chime.order(number(0), { productType: 'SipMediaApplicationDialIn' });
  const { reasons } = await telephony().deploy(telephony().association({}));
  expect(reasons[0]).toContain('Only numbers of product type VoiceConnector can be associated');
});

test('the service takes no more than ten numbers a call: the size is found', async () => {
  telephony().aws.chime.behave({ largestBatch: 10 });
  telephony().order(numbers(0, 99));
  const { status } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 99) }));
  expect(status).toBe('CREATE_COMPLETE');
  expect(telephony().on(OFFICE)).toEqual(numbers(0, 99));
  expect(telephony().aws.chime.counts().Associate).toBeLessThan(25);
});

test('values that are only known at deployment are checked before the first write', async () => {
  const stack = telephony().synthesize(scope => {
    const list = new CfnParameter(scope, 'List', { type: 'CommaDelimitedList' });
    new VoiceConnectorPhoneNumberAssociation(scope, 'Numbers', { voiceConnectorId: BRANCH, e164PhoneNumbers: list.valueAsList });
  });
  const { status, reasons } = await telephony().deploy(stack, { List: '+12065550100,206-555-0101,+1 (206) 555-0102,+12065550100' });
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(reasons[0]).toContain("'206-555-0101', '+1 (206) 555-0102' (write '+12065550102')");
  expect(reasons[0]).toContain("Listed more than once: '+12065550100'");
  expect(telephony().writes()).toBe(0);
});
