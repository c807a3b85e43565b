import { App, CfnParameter, CfnResource, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { describeNonList, describeNonString, describeNonStringElement, describeNonText, describeValue } from '../../../src/private/wrong-type';

const stack = new Stack(new App(), 'Stack');
const parameter = new CfnParameter(stack, 'Parameter', { type: 'CommaDelimitedList' });
class Phone {}

/** As in aws-cdk-lib/aws-chime, which the oldest CDK does not have. */
class CfnVoiceConnector extends CfnResource {
  public readonly attrVoiceConnectorId = 'id';
}
const connector = new CfnVoiceConnector(stack, 'Connector', { type: 'AWS::Chime::VoiceConnector' });

class Group extends Construct {
  public readonly voiceConnectorGroupId = 'id';
}
const group = new Group(stack, 'Group');

test.each<[unknown, string]>([
  [undefined, 'undefined'],
  [null, 'null'],
  ['a\nb', "the string 'a\\nb'"],
  [Fn.importValue('Number'), 'a string token'],
  [12065550100, 'the number 12065550100'],
  [NaN, 'the number NaN'],
  [Token.asNumber(Fn.importValue('Number')), 'a number token'],
  [true, 'the boolean true'],
  [5n, 'the bigint 5'],
  [Symbol('x'), 'the symbol Symbol(x)'],
  [[], 'a list of 0'],
  [['+12065550100', '+12065550101'], 'a list of 2'],
  [Fn.split(',', Fn.importValue('Numbers')), 'a list token'],
  [Lazy.any({ produce: () => [] }), 'a token that is neither a string nor a list'],
  [function numbers() {}, "the function 'numbers'"],
  [connector, "the construct 'Stack/Connector' (CfnVoiceConnector)"],
  [{}, 'an empty object'],
  [{ a: 1, b: 2 }, 'an object with the keys a, b'],
  [{ a: 1, b: 2, c: 3, d: 4, e: 5 }, 'an object with the keys a, b, c, d, e'],
  [{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, 'an object with the keys a, b, c, d, e, …'],
  [Object.create(null), 'an empty object'],
  [Object.create(Object.create(null) as object), 'an empty object'],
  [new Set(), 'an object of the class Set'],
  [new Phone(), 'an object of the class Phone'],
])('value %# is described as %s', (value, description) => {
  expect(describeValue(value)).toBe(description);
});

const CONTEXT_KEY = 'a value from the context is undefined when neither cdk.json nor --context sets its key';
const CONTEXT_STRING = 'a value from --context is always a string';

test.each<[unknown, string, string]>([
  [undefined, 'undefined', `give the numbers, as in ['+12065550100']; ${CONTEXT_KEY}`],
  [null, 'null', `give the numbers, as in ['+12065550100']; ${CONTEXT_KEY}`],
  ['+12065550100', "the string '+12065550100'", `put it into a list, ['+12065550100']; ${CONTEXT_STRING}`],
  ['1 206 555 0100', "the string '1 206 555 0100'", `put it into a list, ['+12065550100']; ${CONTEXT_STRING}`],
  ['desk', "the string 'desk'", `put it into a list, ['desk']; ${CONTEXT_STRING}`],
  ['+12065550100,+12065550101', "the string '+12065550100,+12065550101'", `split it with split(','); ${CONTEXT_STRING}`],
  ['+12065550100; 12065550101', "the string '+12065550100; 12065550101'", `split it with split(';'); ${CONTEXT_STRING}`],
  ['+12065550100 +12065550101', "the string '+12065550100 +12065550101'", `split it with split(' '); ${CONTEXT_STRING}`],
  [' ["+12065550100"]', "the string ' [\"+12065550100\"]'", `parse it with JSON.parse(…); ${CONTEXT_STRING}`],
  ['["+12065550100"]', "the string '[\"+12065550100\"]'", `parse it with JSON.parse(…); ${CONTEXT_STRING}`],
  ['desk [1]', "the string 'desk [1]'", `put it into a list, ['desk [1]']; ${CONTEXT_STRING}`],
  ['#{Token[TOKEN.1]}', "the string '#{Token[TOKEN.1]}'", 'give the list token itself, not a text that is made from it'],
  [Fn.importValue('Numbers'), 'a string token', "give a list token, such as valueAsList of a CommaDelimitedList parameter or Fn.split(',', …)"],
  [12065550100, 'the number 12065550100', "write ['+12065550100'], a list with a string"],
  [442079460000, 'the number 442079460000', "write ['+442079460000'], a list with a string"],
  [206.5, 'the number 206.5', "write ['+12065550100'], a list with a string"],
  [true, 'the boolean true', "give the numbers, as in ['+12065550100']"],
  [{ desk: '+12065550100' }, 'an object with the keys desk', "give the numbers, as in ['+12065550100']"],
  [{ E164PhoneNumbers: [] }, 'an object with the keys E164PhoneNumbers', 'give its E164PhoneNumbers'],
  [new Set(['+12065550100']), 'an object of the class Set', 'spread it into a list, [...value]'],
  [Promise.resolve([]), 'an object of the class Promise', 'await it'],
  [parameter, "the construct 'Stack/Parameter' (CfnParameter)", 'give its valueAsList'],
  [Lazy.any({ produce: () => [] }), 'a token that is neither a string nor a list', 'write Token.asList(…) around it'],
])('value %# in place of a list is %s', (value, description, remedy) => {
  expect(describeNonList(value)).toBe(`is ${description}, where a list of strings is expected: ${remedy}`);
});

test.each([
  [[null]],
  [Fn.split(',', Fn.importValue('Numbers'))],
])('list %# is a list, whatever is in it', list => {
  expect(describeNonList(list)).toBeUndefined();
});

test.each<[unknown, string, string]>([
  [undefined, 'undefined', 'leave the element out, or write its number'],
  [null, 'null', 'leave the element out, or write its number'],
  [12065550100, 'the number 12065550100', "write it as a string, '+12065550100'"],
  [2065550100, 'the number 2065550100', "write it as a string, '+12065550100'"],
  [-442079460000, 'the number -442079460000', "write it as a string, '+12065550100'"],
  [Token.asNumber(Fn.importValue('Number')), 'a number token', 'give the string, such as valueAsString of a parameter'],
  [['+12065550100'], 'a list of 1', 'write its elements into the one list, such as with flat()'],
  [Fn.split(',', Fn.importValue('Numbers')), 'a list token', 'give the list token alone, not in a list'],
  [{ PhoneNumberId: '%2B12065550100', E164PhoneNumber: '+12065550100' }, 'an object with the keys PhoneNumberId, E164PhoneNumber', 'give its E164PhoneNumber'],
  [{ desk: 1 }, 'an object with the keys desk', "write the number, such as '+12065550100'"],
  [parameter, "the construct 'Stack/Parameter' (CfnParameter)", 'give its valueAsString'],
  [Lazy.any({ produce: () => '' }), 'a token that is neither a string nor a list', 'write Token.asString(…) around it'],
  [Promise.resolve(''), 'an object of the class Promise', 'await it'],
  [false, 'the boolean false', "write the number, such as '+12065550100'"],
])('value %# in place of a number is %s', (value, description, remedy) => {
  expect(describeNonStringElement(value, 3)).toBe(`element [3] is ${description}, where a string is expected: ${remedy}`);
});

test('a string is what an element should be', () => {
  expect(describeNonStringElement('+12065550100', 0)).toBeUndefined();
});

describe('in place of the id of an owner', () => {
  const ID_EXPECTED = 'where its id or ARN is expected, as a string';

  test.each<[unknown, string, string]>([
    [connector, "the construct 'Stack/Connector' (CfnVoiceConnector)", 'write its attrVoiceConnectorId'],
    [{ VoiceConnectorId: 'id', Name: 'desk' }, 'an object with the keys VoiceConnectorId, Name', 'write its VoiceConnectorId'],
    [group, "the construct 'Stack/Group' (Group)", 'give the property of a voice connector that holds its id'],
    [['id'], 'a list of 1', 'an association has one voice connector, so declare one for each'],
    [connector.getAtt('VoiceConnectorId'), 'a token that is neither a string nor a list', 'write Token.asString(…) around it'],
    [Promise.resolve('id'), 'an object of the class Promise', 'await it'],
    [undefined, 'undefined', `give the id; ${CONTEXT_KEY}`],
    [null, 'null', `give the id; ${CONTEXT_KEY}`],
    [5, 'the number 5', 'give the id of the voice connector'],
  ])('value %# is %s', (value, description, remedy) => {
    expect(describeNonString(value, 'voiceConnectorId')).toBe(`is ${description}, ${ID_EXPECTED}: ${remedy}`);
  });

  test('a group has an id of its own', () => {
    expect(describeNonString(connector, 'voiceConnectorGroupId'))
      .toBe(`is the construct 'Stack/Connector' (CfnVoiceConnector), ${ID_EXPECTED}: give the property of a voice connector group that holds its id`);
    expect(describeNonString(group, 'voiceConnectorGroupId')).toBe(`is the construct 'Stack/Group' (Group), ${ID_EXPECTED}: write its voiceConnectorGroupId`);
    expect(describeNonString({}, 'voiceConnectorGroupId')).toBe(`is an empty object, ${ID_EXPECTED}: give the id of the voice connector group`);
  });

  test.each(['abcdef1ghij2klmno3pqr4', '', Fn.importValue('Connector')])('%j is a string', value => {
    expect(describeNonString(value, 'voiceConnectorId')).toBeUndefined();
  });
});

test('in place of a text that is needed at synthesis', () => {
  expect(describeNonText(5, 'numbers.csv')).toBe("is the number 5, where a string is expected: write one, such as 'numbers.csv'");
  expect(describeNonText('', 'numbers.csv')).toBeUndefined();
});
