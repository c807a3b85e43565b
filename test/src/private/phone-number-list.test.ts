import { Fn } from 'aws-cdk-lib';
import { describeDoubtfulNumbers, literalNumbers, validatePhoneNumbers } from '../../../src/private/phone-number-list';

const SUBJECT = 'e164PhoneNumbers of Stack/Numbers';
const FORMAT = 'a plus sign, the country code and the subscriber number, 2 to 15 digits and nothing else';
const E164_EXPECTED = `must hold phone numbers in E.164 format (${FORMAT})`;
const SHORT = "has only 3 digits and no country code, like a short code or an internal extension: write the whole number that outside callers dial, such as '+12065550100'";
const MIXED = "has a list that is only known at deployment among single numbers, as in ['+12065550100', ...list]: CloudFormation cannot join them, so give the list an association of its own";
const LEAVE_OUT = 'where a string is expected: leave the element out, or write its number';
const MANY = Array.from({ length: 5_001 }, (_, index) => `+1206${5_550_000 + index}`);

describe('validatePhoneNumbers', () => {
  test.each<[string, unknown, string]>([
    ['an empty list', [], 'is empty: give at least one number, or leave the association out'],
    ['too many', MANY, 'holds 5001 numbers: 5000 fit into one association, so spread them over several'],
    ['one malformed number', ['+1 (206) 555-0100'], `${E164_EXPECTED}\n  '+1 (206) 555-0100' has blanks or punctuation: write '+12065550100'`],
    ['a length that +1 does not have', ['+112065550100'], `${E164_EXPECTED}\n  '+112065550100' has the country code twice: write '+12065550100'`],
    ['several', ['206', '+12065550100', '207'], `${E164_EXPECTED}\n  '206' ${SHORT}\n  '207' ${SHORT}`],
    ['one beside a token', [Fn.importValue('Number'), '206'], `${E164_EXPECTED}\n  '206' ${SHORT}`],
    [
      'what is not a string', [12065550100, '206', null],
      `${E164_EXPECTED}\n  element [0] is the number 12065550100, where a string is expected: write it as a string, '+12065550100'\n  '206' ${SHORT}\n  element [2] is null, ${LEAVE_OUT}`,
    ],
    ['a hole', Object.assign(Array<string>(2), { 1: '+12065550100' }), `${E164_EXPECTED}\n  element [0] is undefined, ${LEAVE_OUT}`],
    ['a list token spread into a list', ['+12065550100', '#{Token[TOKEN.1]}'], MIXED],
    ['a text with a list token', ['+1#{Token[TOKEN.1]}'], `${E164_EXPECTED}\n  '+1#{Token[TOKEN.1]}' has a list token joined with text: give the list token itself as the list`],
    ['one before a bad number', ['#{Token[TOKEN.1]}', '206'], MIXED],
    ['two list tokens in a list', ['#{Token[TOKEN.1]}', '#{Token[TOKEN.2]}'], MIXED],
    ['a dynamic reference to a secret', ['{{resolve:secretsmanager:desk}}'], `${E164_EXPECTED}\n  '{{resolve:secretsmanager:desk}}' is a dynamic reference to a secret, which CloudFormation does not resolve in custom resources: keep the number in a plain parameter: {{resolve:ssm:NAME}}`],
    ['a string', '+12065550100', "is the string '+12065550100', where a list of strings is expected: put it into a list, ['+12065550100']; a value from --context is always a string"],
    ['a string token', Fn.importValue('Numbers'), "is a string token, where a list of strings is expected: give a list token, such as valueAsList of a CommaDelimitedList parameter or Fn.split(',', …)"],
    ['one twice', ['+12065550100', '+12065550101', '+12065550100', '+12065550100'], "names '+12065550100' more than once: write each number once"],
    ['two twice', ['+4911', '+4912', '+4911', '+4912'], "names '+4911', '+4912' more than once: write each number once"],
  ])('refuses %s', (_, numbers, problem) => {
    expect(() => validatePhoneNumbers(SUBJECT, numbers as string[])).toThrow(new Error(`${SUBJECT} ${problem}`));
  });

  test.each<[string, string[]]>([
    ['as many as allowed', MANY.slice(1)],
    ['the shortest and the longest', ['+490', '+223456789012345']],
    ['a country code that nobody knows', ['+999123456']],
    ['dynamic references to parameters', ['+12065550100', '{{resolve:ssm:/desk/number}}', '+1{{resolve:ssm:/hall/number:2}}']],
    ['a list token', Fn.split(',', Fn.importValue('Numbers'))],
    ['a list token that was spread alone', [...Fn.split(',', Fn.importValue('Numbers'))]],
    ['string tokens', [Fn.importValue('Desk'), `+1${Fn.importValue('Hall')}`]],
  ])('accepts %s', (_, numbers) => {
    expect(() => validatePhoneNumbers(SUBJECT, numbers)).not.toThrow();
  });
});

describe('literalNumbers', () => {
  const token = Fn.importValue('Number');

  test.each<[string, string[], string[]]>([
    ['a list token', Fn.split(',', Fn.importValue('Numbers')), []],
    ['a list with a token', ['+12065550101', token, '+12065550100'], ['+12065550101', '+12065550100']],
    ['a dynamic reference, which is a text like others', ['{{resolve:ssm:/desk}}'], ['{{resolve:ssm:/desk}}']],
  ])('of %s', (_, numbers, literals) => {
    expect(literalNumbers(numbers)).toEqual(literals);
  });
});

describe('describeDoubtfulNumbers', () => {
  test('names what is probably wrong', () => {
    expect(describeDoubtfulNumbers(SUBJECT, ['+999123456', '+12065550100', '+4402079460000'])).toBe(
      `${SUBJECT} holds numbers that are probably wrong: check them, and acknowledge this warning where they are right
  '+999123456': no country is known to have the code of +999
  '+4402079460000': the 0 after +44 is dialled inside the country only, so '+442079460000' is probably meant`,
    );
  });

  test.each<[string, string[]]>([
    ['numbers that are in order', ['+12065550100', '+442079460000']],
    ['what is known at deployment only', [Fn.importValue('Number'), '{{resolve:ssm:/desk}}']],
    ['a list token', Fn.split(',', Fn.importValue('Numbers'))],
  ])('has nothing to say of %s', (_, numbers) => {
    expect(describeDoubtfulNumbers(SUBJECT, numbers)).toBeUndefined();
  });
});
