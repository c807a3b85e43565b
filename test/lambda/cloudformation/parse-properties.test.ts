import { CONNECTOR, FOUR, GROUP, ONE, phoneNumbers, REGION, TWO } from '../support/names';
import { propertiesOf } from '../support/resource-events';
import { bytesOf } from '../../../lambda/phone-number-associations/report/text';
import { InvalidPropertiesError, parseAssignment, parseFormerAssignment } from '../../../lambda/phone-number-associations/cloudformation/parse-properties';
import { PhoneNumberAssociationProperties } from '../../../src/contract/properties';

/** What CloudFormation may deliver, whatever the contract says. */
type Delivered = Record<string, unknown>;

function deliver(properties: Delivered): Partial<PhoneNumberAssociationProperties> {
  return { ...propertiesOf(), ...properties };
}

const ARN = `arn:aws:chime:us-east-1:111122223333:vc/${CONNECTOR.id}`;

describe('what is accepted', () => {
  test.each<[string, Delivered, object]>([
    ['an id', {}, { owner: CONNECTOR, phoneNumbers: [ONE], force: false, region: REGION }],
    ['an ARN', { VoiceConnectorId: ARN }, { owner: CONNECTOR }],
    ['an ARN of another partition', { VoiceConnectorId: ARN.replace('aws', 'aws-us-gov') }, { owner: CONNECTOR }],
    ['a UUID', { VoiceConnectorId: GROUP.id }, { owner: { ...CONNECTOR, id: GROUP.id } }],
    ['a group', { VoiceConnectorId: undefined, VoiceConnectorGroupId: GROUP.id }, { owner: GROUP }],
    [
      'a group by ARN',
      { VoiceConnectorId: undefined, VoiceConnectorGroupId: `arn:aws:chime:eu-west-1:111122223333:vcg/${GROUP.id}` },
      { owner: GROUP },
    ],
    ['force as text', { ForceAssociate: 'true' }, { force: true }],
    ['force as boolean', { ForceAssociate: true }, { force: true }],
    ['no force as boolean', { ForceAssociate: false }, { force: false }],
    ['another region', { Region: 'us-gov-west-1' }, { region: 'us-gov-west-1' }],
    ['the name of the owner', { OwnerKey: 'Connector' }, { ownerKey: 'Connector' }],
    ['numbers of other associations', { ClaimedByOthers: { Connector: '1206-1209' } }, { claimedByOthers: { Connector: '1206-1209' } }],
    ['as many numbers as there may be', { E164PhoneNumbers: phoneNumbers(5_000) }, { phoneNumbers: phoneNumbers(5_000) }],
  ])('%s', (_, properties, expected) => {
    expect(parseAssignment(deliver(properties))).toMatchObject(expected);
  });
});

describe('what is refused', () => {
  const HINT = 'is neither an id such as abcdef1ghij2klmno3pqr4 nor an ARN that ends with one.';
  const FORMAT = 'Not in E.164 format (a plus sign and up to 15 digits):';
  const EMPTY = 'E164PhoneNumbers is empty: name at least one number, or delete the association.';

  test.each<[string, Delivered, string]>([
    ['no owner', { VoiceConnectorId: undefined }, `VoiceConnectorId '' ${HINT}`],
    ['an unresolved owner', { VoiceConnectorId: { Ref: 'X' } }, `VoiceConnectorId '[object Object]' ${HINT}`],
    ['a short id', { VoiceConnectorId: 'abc' }, `VoiceConnectorId 'abc' ${HINT}`],
    ['an ARN of another service', { VoiceConnectorId: ARN.replace('chime', 'lex') }, `VoiceConnectorId '${ARN.replace('chime', 'lex')}' ${HINT}`],
    ['a short id of a group', { VoiceConnectorId: undefined, VoiceConnectorGroupId: 'abc' }, `VoiceConnectorGroupId 'abc' ${HINT}`],
    ['no numbers', { E164PhoneNumbers: [] }, EMPTY],
    ['a number instead of a list', { E164PhoneNumbers: ONE }, EMPTY],
    [
      'too many numbers',
      { E164PhoneNumbers: phoneNumbers(5_001) },
      'E164PhoneNumbers has 5001 numbers; at most 5000 are allowed in one association. Split the list.',
    ],
    [
      'bad numbers, each with what was probably meant',
      { E164PhoneNumbers: ['+1 (206) 555-0100', '2065550100', '', ONE] },
      `${FORMAT} '+1 (206) 555-0100' (write '+12065550100'), '2065550100', ''.`,
    ],
    ['repeated numbers', { E164PhoneNumbers: [ONE, TWO, ONE, TWO, ONE, FOUR] }, `Listed more than once: '${ONE}', '${TWO}'.`],
    [
      'a bad number that is repeated',
      { E164PhoneNumbers: ['0049'.repeat(5), '0049'.repeat(5)] },
      `${FORMAT} '00490049004900490049', '00490049004900490049'. Listed more than once: '00490049004900490049'.`,
    ],
    ['no region', { Region: undefined }, "Region '' is not the name of a region such as us-east-1."],
    ['a bad region', { Region: 'Virginia' }, "Region 'Virginia' is not the name of a region such as us-east-1."],
    ['no force', { ForceAssociate: undefined }, "ForceAssociate 'undefined' must be true or false."],
    ['bad force', { ForceAssociate: 'yes' }, "ForceAssociate 'yes' must be true or false."],
    [
      'everything at once',
      { VoiceConnectorId: 'abc', E164PhoneNumbers: ['x'], Region: 'y', ForceAssociate: 'z' },
      `VoiceConnectorId 'abc' ${HINT} ${FORMAT} 'x'. Region 'y' is not the name of a region such as us-east-1. ForceAssociate 'z' must be true or false.`,
    ],
  ])('%s', (_, properties, message) => {
    expect(() => parseAssignment(deliver(properties))).toThrow(new InvalidPropertiesError(`${message} Nothing was changed.`));
  });

  test('names twenty bad numbers and counts the rest', () => {
    const bad = Array.from({ length: 23 }, (_, index) => `x${index}`);
    expect(() => parseAssignment(deliver({ E164PhoneNumbers: bad }))).toThrow(/: 'x0', .*'x19' and 3 more\. Nothing/);
  });

  test.each<[string, Delivered]>([
    ['a number with a line break', { E164PhoneNumbers: ['+1206\n5550100'] }],
    ['an owner with a line break', { VoiceConnectorId: `${CONNECTOR.id}\n` }],
    ['numbers of any length', { E164PhoneNumbers: Array.from({ length: 20 }, (_, index) => `${index}${'x'.repeat(1_000)}`) }],
    ['an owner of any length', { VoiceConnectorId: 'x'.repeat(5_000) }],
  ])('%s: the message is one line and fits into an answer', (_, properties) => {
    const thrown = errorOf(() => parseAssignment(deliver(properties)));
    expect(thrown.message).not.toContain('\n');
    expect(bytesOf(thrown.message)).toBeLessThanOrEqual(2_800);
  });
});

describe('former properties', () => {
  test.each<[string, Delivered, object]>([
    ['as they should be', {}, { owner: CONNECTOR, phoneNumbers: [ONE], force: false, region: REGION }],
    ['bad and repeated numbers', { E164PhoneNumbers: ['abc', ONE, ONE, TWO] }, { phoneNumbers: [ONE, TWO] }],
    ['no numbers', { E164PhoneNumbers: undefined }, { phoneNumbers: [] }],
    ['more numbers than allowed', { E164PhoneNumbers: phoneNumbers(5_001) }, { phoneNumbers: phoneNumbers(5_001) }],
    ['bad force', { ForceAssociate: 'yes' }, { force: false }],
    ['force', { ForceAssociate: 'true' }, { force: true }],
  ])('%s', (_, properties, expected) => {
    expect(parseFormerAssignment(deliver(properties))).toMatchObject(expected);
  });

  test.each<[string, Delivered | undefined]>([
    ['none', undefined],
    ['no owner', { VoiceConnectorId: undefined }],
    ['a bad owner', { VoiceConnectorId: 'abc' }],
    ['no region', { Region: undefined }],
    ['a bad region', { Region: 'Virginia' }],
  ])('that never were deployed: %s', (_, properties) => {
    expect(parseFormerAssignment(properties && deliver(properties))).toBeUndefined();
  });
});

function errorOf(operation: () => unknown): Error {
  try {
    operation();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
