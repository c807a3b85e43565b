import { parseAssociation, parseDeclarations, parseFormerDeclarations } from '../../../lambda/phone-number-associations/cloudformation/parse-properties';
import { AssociationSpec } from '../../../lambda/phone-number-associations/model/association';
import { InvalidPropertiesError } from '../../../lambda/phone-number-associations/model/errors';
import { bytesOf } from '../../../lambda/phone-number-associations/model/text';
import { PhoneNumberAssociationsProperties } from '../../../src/contract/properties';
import { CONNECTOR, FOUR, GROUP, ONE, phoneNumbers, REGION, TWO } from '../support/names';
import { associationOf, propertiesOf } from '../support/resource-events';

/** What CloudFormation may deliver, whatever the contract says. */
type Delivered = Record<string, unknown>;

function deliver(properties: Delivered, path = 'Numbers'): Partial<PhoneNumberAssociationsProperties> {
  return propertiesOf({ [path]: { ...associationOf(), ...properties } });
}

const parseOne = (properties: Delivered): AssociationSpec | undefined => parseDeclarations(deliver(properties)).get('Numbers');
const parseFormerOne = (properties: Delivered): AssociationSpec | undefined => parseFormerDeclarations(deliver(properties)).get('Numbers');

const ARN = `arn:aws:chime:us-east-1:111122223333:vc/${CONNECTOR.id}`;

describe('what is accepted', () => {
  test.each<[string, Delivered, object]>([
    ['an id', {}, { path: 'Numbers', owner: CONNECTOR, phoneNumbers: [ONE], force: false, region: REGION, retain: false }],
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
    ['a list that came as text', { E164PhoneNumbers: `${ONE}, ${TWO}` }, { phoneNumbers: [ONE, TWO] }],
    ['retained', { RemovalPolicy: 'retain' }, { retain: true }],
    ['retained but on creation', { RemovalPolicy: 'retain-on-update-or-delete' }, { retain: true }],
    ['not retained', { RemovalPolicy: 'destroy' }, { retain: false }],
    ['without a removal policy', { RemovalPolicy: undefined }, { retain: false }],
    ['as many numbers as there may be', { E164PhoneNumbers: phoneNumbers(5_000) }, { phoneNumbers: phoneNumbers(5_000) }],
  ])('%s', (_, properties, expected) => {
    expect(parseOne(properties)).toMatchObject(expected);
  });
});

describe('what is refused', () => {
  /** Each sentence about the association begins with its path. */
  const named = (...problems: string[]) => problems.map(problem => `Numbers: ${problem}`).join(' ');
  const HINT = 'is neither an id such as abcdef1ghij2klmno3pqr4 nor an ARN that ends with one.';
  const FORMAT = 'Not in E.164 format (a plus sign and up to 15 digits):';
  const EMPTY = 'E164PhoneNumbers is empty: name at least one number, or delete the association.';

  test.each<[string, Delivered, ...string[]]>([
    ['no owner', { VoiceConnectorId: undefined }, `VoiceConnectorId '' ${HINT}`],
    ['an unresolved owner', { VoiceConnectorId: { Ref: 'X' } }, `VoiceConnectorId '[object Object]' ${HINT}`],
    ['an owner in a list', { VoiceConnectorId: [CONNECTOR.id] }, `VoiceConnectorId '${CONNECTOR.id}' ${HINT}`],
    ['a short id', { VoiceConnectorId: 'abc' }, `VoiceConnectorId 'abc' ${HINT}`],
    ['an ARN of another service', { VoiceConnectorId: ARN.replace('chime', 'lex') }, `VoiceConnectorId '${ARN.replace('chime', 'lex')}' ${HINT}`],
    ['a short id of a group', { VoiceConnectorId: undefined, VoiceConnectorGroupId: 'abc' }, `VoiceConnectorGroupId 'abc' ${HINT}`],
    ['a group with the ARN of a connector', { VoiceConnectorId: undefined, VoiceConnectorGroupId: ARN }, `VoiceConnectorGroupId '${ARN}' ${HINT}`],
    ['no numbers', { E164PhoneNumbers: [] }, EMPTY],
    ['something else than a list', { E164PhoneNumbers: { Ref: 'X' } }, EMPTY],
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
      `${FORMAT} '00490049004900490049', '00490049004900490049'.`, "Listed more than once: '00490049004900490049'.",
    ],
    ['no region', { Region: undefined }, "Region '' is not the name of a region such as us-east-1."],
    ['a bad region', { Region: 'Virginia' }, "Region 'Virginia' is not the name of a region such as us-east-1."],
    ['no force', { ForceAssociate: undefined }, "ForceAssociate 'undefined' must be true or false."],
    ['bad force', { ForceAssociate: 'yes' }, "ForceAssociate 'yes' must be true or false."],
    [
      'everything at once',
      { VoiceConnectorId: 'abc', E164PhoneNumbers: ['x'], Region: 'y', ForceAssociate: 'z' },
      `VoiceConnectorId 'abc' ${HINT}`, `${FORMAT} 'x'.`, "Region 'y' is not the name of a region such as us-east-1.", "ForceAssociate 'z' must be true or false.",
    ],
  ])('%s', (_, properties, ...problems) => {
    expect(() => parseOne(properties)).toThrow(new InvalidPropertiesError(`${named(...problems)} Nothing was changed.`));
  });

  test('names twenty bad numbers and counts the rest', () => {
    const bad = Array.from({ length: 23 }, (_, index) => `x${index}`);
    expect(() => parseOne({ E164PhoneNumbers: bad })).toThrow(/: 'x0', .*'x19' and 3 more\. Nothing/);
  });

  test.each<[string, Delivered]>([
    ['a number with a line break', { E164PhoneNumbers: ['+1206\n5550100'] }],
    ['an owner with a line break', { VoiceConnectorId: `${CONNECTOR.id}\n` }],
    ['numbers of any length', { E164PhoneNumbers: Array.from({ length: 20 }, (_, index) => `${index}${'x'.repeat(1_000)}`) }],
    ['an owner of any length', { VoiceConnectorId: 'x'.repeat(5_000) }],
  ])('%s: the message is one line and fits into an answer', (_, properties) => {
    const thrown = errorOf(() => parseOne(properties));
    expect(thrown.message).not.toContain('\n');
    expect(bytesOf(thrown.message)).toBeLessThanOrEqual(3_000);
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
    expect(parseFormerOne(properties)).toMatchObject(expected);
  });

  test.each<[string, Delivered]>([
    ['no owner', { VoiceConnectorId: undefined }],
    ['a bad owner', { VoiceConnectorId: 'abc' }],
    ['no region', { Region: undefined }],
    ['a bad region', { Region: 'Virginia' }],
  ])('that never were deployed: %s', (_, properties) => {
    expect(parseFormerOne(properties)).toBeUndefined();
  });

  test.each<[string, Partial<PhoneNumberAssociationsProperties> | undefined]>([['none', undefined], ['no associations', { FormatVersion: '1' }]])('%s', (_, properties) => {
    expect(parseFormerDeclarations(properties).size).toBe(0);
  });

  test('a number that two declare is the first one\'s', () => {
    const both = parseFormerDeclarations(propertiesOf({ One: associationOf(), Two: associationOf({ E164PhoneNumbers: [ONE, TWO] }) }));
    expect([...both.values()].map(spec => spec.phoneNumbers)).toEqual([[ONE], [TWO]]);
  });
});

describe('all associations of a stack', () => {
  test('are known by their paths', () => {
    const declared = parseDeclarations(propertiesOf({ 'A/Numbers': associationOf(), 'B/Numbers': associationOf({ E164PhoneNumbers: [TWO] }) }));
    expect([...declared].map(([path, spec]) => [path, spec.path, spec.phoneNumbers])).toEqual([['A/Numbers', 'A/Numbers', [ONE]], ['B/Numbers', 'B/Numbers', [TWO]]]);
  });

  test('can be none', () => {
    expect(parseDeclarations({ FormatVersion: '1' }).size).toBe(0);
  });

  test('declare each number once', () => {
    const twice = propertiesOf({ A: associationOf({ E164PhoneNumbers: [ONE, TWO] }), B: associationOf({ E164PhoneNumbers: [TWO] }) });
    expect(() => parseDeclarations(twice)).toThrow(`B: '${TWO}' is declared by A, too: remove it from one of the two. Nothing was changed.`);
  });

  test('name twenty numbers that are declared twice', () => {
    const both = associationOf({ E164PhoneNumbers: phoneNumbers(30) });
    const twice = propertiesOf({ A: both, B: both });
    expect(errorOf(() => parseDeclarations(twice)).message.match(/declared by/g)).toHaveLength(20);
  });

  test('name what is wrong in each', () => {
    const bad = propertiesOf({ A: associationOf({ Region: 'x' }), B: associationOf({ E164PhoneNumbers: [] }) });
    expect(errorOf(() => parseDeclarations(bad)).message).toMatch(/^A: Region 'x' .* B: E164PhoneNumbers is empty/);
  });
});

describe('the format version', () => {
  test.each<[string, unknown]>([['a later one', '2'], ['none', undefined], ['a long one', 'x'.repeat(5_000)]])('%s is refused, before anything is written', (_, version) => {
    const properties = { ...propertiesOf(), FormatVersion: version as string };
    for (const parse of [parseDeclarations, parseFormerDeclarations]) {
      const { message } = errorOf(() => parse(properties));
      expect(message).toMatch(/^FormatVersion '.*' is not known to this function, which reads version 1: .* Nothing was changed\.$/);
      expect(bytesOf(message)).toBeLessThan(500);
    }
  });
});

describe('the association of a drift check', () => {
  test('needs no ForceAssociate', () => {
    const { ForceAssociate: _, ...properties } = associationOf();
    expect(parseAssociation('Stack/Numbers', properties)).toMatchObject({ path: 'Stack/Numbers', owner: CONNECTOR, phoneNumbers: [ONE] });
  });

  test('names what is wrong', () => {
    expect(() => parseAssociation('Stack/Numbers', { ...associationOf(), E164PhoneNumbers: ['x'] })).toThrow("Stack/Numbers: Not in E.164 format (a plus sign and up to 15 digits): 'x'.");
    expect(() => parseAssociation('Stack/Numbers', { ...associationOf(), VoiceConnectorId: 'x', Region: 'y' })).toThrow(
      "Stack/Numbers: VoiceConnectorId 'x' is neither an id such as abcdef1ghij2klmno3pqr4 nor an ARN that ends with one. Stack/Numbers: Region 'y' is not",
    );
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
