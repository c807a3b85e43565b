import * as fc from 'fast-check';
import { E164_PATTERN } from '../../../src/contract/e164';
import { findProblem } from '../../../src/private/phone-number-problem';

const EXTENSION = 'has an extension, which is dialled after the call is answered and is not part of the number';
const RIGHT = "write '+12065550100'";
const EMPTY = "is empty: write a number such as '+12065550100', or leave it out";
const ALONE = 'write the number alone, with its plus sign and country code';
const WHOLE = "write the whole number that outside callers dial, such as '+12065550100'";
const OR_ELSE = 'if it is a number of the United States, Canada or another country of +1, or else its own country code before it';
const SIGN_AND_CODE = "such as '+44' for the United Kingdom";
const IN_PLACE = 'write the plus sign and the country code in its place';
const PLAN = 'where the North American Numbering Plan has 10';
const LEFT = 'so that an area code of three digits and a number of seven remain';
const DIGITS_ALONE = 'leave out all but the plus sign and the digits';
const TAIL = 'ends in a dash and few digits, which may be the end of a range, an extension or a part of the number: write the number without the dash, and a range with E164.range';
const PROGRAM = 'is what a program writes for a value that is not a text: check where the list is built, and take the number itself';
const PLACEHOLDER = 'has a placeholder that was not filled in: write the number in its place';
const KEYS = 'the digits that stand on the same keys';

describe.each<[string, Array<[value: string, problem: string]>]>([
  ['nothing', [
    ['', EMPTY],
    [' \t', EMPTY],
    ['\u200b', EMPTY],
    ['+', "has no digits: write a number such as '+12065550100'"],
    ['Reception', "has no digits: write a number such as '+12065550100'"],
  ]],
  ['blanks and punctuation', [
    ['+1 (206) 555-0100', `has blanks or punctuation: ${RIGHT}`],
    ['(+1) 206.555.0100', `has blanks or punctuation: ${RIGHT}`],
    ['+12065550100\n', `has blanks or punctuation: ${RIGHT}`],
    ['+1\u00a0206\u00a0555\u00a00100', `has blanks or punctuation: ${RIGHT}`],
    ['+44 (0)20 7946 0000', "has blanks or punctuation: write '+442079460000'"],
    ['+44 020 7946 0000', "has blanks or punctuation: write '+4402079460000', if that is right: the 0 after +44 is dialled inside the country only, so '+442079460000' is probably meant"],
    ['+22 3 456 789 012 345', "has blanks or punctuation: write '+223456789012345'"],
    ['+999 123 4567', "has blanks or punctuation: write '+9991234567', if that is right: no country is known to have the code of +999"],
    ['+1 106 555 0100', `has blanks or punctuation: ${DIGITS_ALONE}`],
    ['\u202a+12065550100\u202c', `has invisible characters (U+202A, U+202C): ${RIGHT}`],
    ['\ufeff+1 106 555 0100', 'has invisible characters (U+FEFF): retype it with digits alone'],
    ['＋１２０６５５５０１００', `has characters of full width: ${RIGHT}`],
    ['＋１１０６５５５０１００', 'has characters of full width: retype it with the plus sign and the digits of ASCII'],
    ["'+12065550100", `has characters that are not part of a number ('): ${RIGHT}`],
    ['"+12065550100",', `has characters that are not part of a number (" ,): ${RIGHT}`],
    ['+12065550100~', `has characters that are not part of a number (~): ${RIGHT}`],
    ['{/}~\\*!+12065550100', `has characters that are not part of a number ({ / } ~ \\): ${RIGHT}`],
    ['+1~2065550100', `has characters that are not part of a number (~): ${DIGITS_ALONE}`],
    ['+١٢٠٦٥٥٥٠١٠٠', 'has digits of another script: write them as 0 to 9'],
    ['+1٢٠٦٥٥٥٠١٠٠', 'has digits of another script: write them as 0 to 9'],
  ]],
  ['the country code', [
    ['2065550100', `has no country code: ${RIGHT} ${OR_ELSE}`],
    ['(206) 555-0100', `has no country code: ${RIGHT} ${OR_ELSE}`],
    ['206555-0100', `has no country code: ${RIGHT} ${OR_ELSE}`],
    ['794-6000', `has no country code: write the plus sign and the country code before it, ${SIGN_AND_CODE}`],
    ['7946 0000', `has no country code: write the plus sign and the country code before it, ${SIGN_AND_CODE}`],
    ['911', `has only 3 digits and no country code, like a short code or an internal extension: ${WHOLE}`],
    ['5', `has only one digit and no country code, like a short code or an internal extension: ${WHOLE}`],
    ['12065550100', `has no plus sign before the country code: ${RIGHT}`],
    ['442079460000', "has no plus sign before the country code: write '+442079460000'"],
    ['999123456789', "has no plus sign before the country code: write '+999123456789', if that is right: no country is known to have the code of +999"],
    ['11065550100', 'has no plus sign before the country code: write the plus sign, the country code and the number'],
    ['02079460000', `starts with a 0, as numbers are dialled inside a country: write the plus sign and the country code instead of the 0, ${SIGN_AND_CODE}`],
    ['(020) 7946 0000', `starts with a 0, as numbers are dialled inside a country: write the plus sign and the country code instead of the 0, ${SIGN_AND_CODE}`],
    ['0113 496 0000', `starts with a 0, as numbers are dialled inside a country: write the plus sign and the country code instead of the 0, ${SIGN_AND_CODE}`],
    ['+02079460000', 'has a 0 after the plus sign, and no country code starts with 0: write the country code instead of the 0'],
    ['+ (0)20 7946 0000', 'has a 0 after the plus sign, and no country code starts with 0: write the country code instead of the 0'],
  ]],
  ['the plus sign and what stands for it', [
    ['00442079460000', "starts with 00, an international prefix, instead of the plus sign: write '+442079460000'"],
    ['0011 61 2 5550 1234', `starts with 00, an international prefix, instead of the plus sign: ${IN_PLACE}`],
    ['011 44 20 7946 0000', "starts with 011, the international prefix of North America, instead of the plus sign: write '+442079460000'"],
    ['011 353 12 34 56', "starts with 011, the international prefix of North America, instead of the plus sign: write '+353123456'"],
    ['011 1 106 555 0100', `starts with 011, the international prefix of North America, instead of the plus sign: ${IN_PLACE}`],
    ['+0044 20 7946 0000', "has an international prefix after the plus sign, which already stands for it: write '+442079460000'"],
    ['+011442079460000', "has an international prefix after the plus sign, which already stands for it: write '+442079460000'"],
    ['+00', 'has an international prefix after the plus sign, which already stands for it: leave the prefix out, so that the country code follows the plus sign'],
    ['++12065550100', `has a plus sign that is not at the start: ${RIGHT}`],
    ['12065550100+', `has a plus sign that is not at the start: ${RIGHT}`],
    ['1106+', 'has a plus sign that is not at the start: write one number, with the plus sign before the country code'],
  ]],
  ['its length', [
    ['+1206555010', `has 9 digits after +1, ${PLAN}: add one digit, ${LEFT}`],
    ['+1206555', `has 6 digits after +1, ${PLAN}: add 4 digits, ${LEFT}`],
    ['+1 206 555 01000', `has 11 digits after +1, ${PLAN}: remove one digit, ${LEFT}`],
    ['+1206555010012', `has 12 digits after +1, ${PLAN}: remove 2 digits, ${LEFT}`],
    ['+112065550100', `has the country code twice: ${RIGHT}`],
    ['1 1 206 555 0100', `has the country code twice: ${RIGHT}`],
    ['+111065550100', `has 11 digits after +1, ${PLAN}: remove one digit, ${LEFT}`],
    ['+1', 'is a country code alone: write the subscriber number after it'],
    ['+49', 'is a country code alone: write the subscriber number after it'],
    ['+ 353', 'is a country code alone: write the subscriber number after it'],
    ['+8', "has one digit only: write the whole number, such as '+12065550100'"],
    ['+1234567890123456', 'has 16 digits, and at most 15 are allowed: check whether it contains an extension, a prefix or a second number, and leave that out'],
    ['+'.repeat(500), "has no digits: write a number such as '+12065550100'"],
    ['+'.repeat(501), 'has 501 characters: write the number alone, and each other one as an element of its own'],
    ['12065550100 12065550101', 'has 22 digits, and at most 15 are allowed: check whether it contains an extension, a prefix or a second number, and leave that out'],
  ]],
  ['an extension', [
    ['+12065550100 ext. 5', `${EXTENSION}: ${RIGHT}`],
    ['+12065550100 Extension: 5', `${EXTENSION}: ${RIGHT}`],
    ['+1 206 555 0100 x123456', `${EXTENSION}: ${RIGHT}`],
    ['+12065550100;ext=5', `${EXTENSION}: ${RIGHT}`],
    ['+12065550100,,5', `${EXTENSION}: ${RIGHT}`],
    ['+12065550100#5', `${EXTENSION}: ${RIGHT}`],
    ['555-0100 x12', `${EXTENSION}: ${ALONE}`],
    ['DESK 555 0100 x12', 'has letters: write the digits that stand on the same keys, 33755550100912, with the plus sign and the country code before them'],
    ['(206) 555-0100 x12', `${EXTENSION}: ${ALONE}`],
  ]],
  ['several numbers', [
    ['+12065550100,+12065550101', "has two numbers in one text: write each as an element of its own: '+12065550100', '+12065550101'"],
    ['+12065550100 +12065550101', "has two numbers in one text: write each as an element of its own: '+12065550100', '+12065550101'"],
    ['+1 206 555 0100, 555 0101', "has two numbers in one text: write each as an element of its own: '+12065550100', '555 0101'"],
    ['+12065550100/+12065550101\n+12065550102', "has 3 numbers in one text: write each as an element of its own: '+12065550100', '+12065550101', '+12065550102'"],
    ['+12065550100;+12065550101;+12065550102;+12065550103', "has 4 numbers in one text: write each as an element of its own: '+12065550100', '+12065550101', '+12065550102', …"],
    ['+12065550100/01', "has more after a separator ('01'): write one number, and each other number in full as an element of its own"],
    ['+12065550100-+12065550199', "is a range of numbers: use E164.range('+12065550100', '+12065550199'), which gives them all"],
    ['+12065550100–12065550199', "is a range of numbers: use E164.range('+12065550100', '+12065550199'), which gives them all"],
    ['+12065550100..+12065550199', "is a range of numbers: use E164.range('+12065550100', '+12065550199'), which gives them all"],
    ['+12065550100 to 5550199', "is a range of numbers: use E164.range('+12065550100', '+…'), which gives them all"],
    ['5550100 to +12065550199', "is a range of numbers: use E164.range('+…', '+12065550199'), which gives them all"],
    ['+12065550100-0199', TAIL],
    ['+442079460000-09', TAIL],
  ]],
  ['letters', [
    ['+1 800 FLOWERS', `has letters: write '+18003569377', ${KEYS}`],
    ['1-800-flowers', `has letters: write '+18003569377', ${KEYS}`],
    ['+1 800 FLOWERSNOW', `has letters: write '+18003569377', ${KEYS}`],
    ['1-800-EXXONXX', `has letters: write '+18003996699', ${KEYS}`],
    ['+44 20 7946 DESK', `has letters: write '+442079463375', ${KEYS}`],
    ['+1 222 ADG JMPTWZ', `has letters: write '+12222345678', ${KEYS}`],
    ['800-FLOWERS', 'has letters: write the digits that stand on the same keys, 8003569377, with the plus sign and the country code before them'],
    ['0ABCDEFGHIJKLMN', 'has letters: write the digits that stand on the same keys, 022233344455566, with the plus sign and the country code before them'],
    ['800-FLOWERS 1', 'has letters: write the digits that stand on the same keys, 80035693771, with the plus sign and the country code before them'],
    ['+1 ABCDEFGHIJKLMNO', 'has letters: write digits alone'],
    ['+1206555O1OO', `has a letter that looks like a digit (O, I or L): ${RIGHT}`],
    ['+I2O6555oloo', `has a letter that looks like a digit (O, I or L): ${RIGHT}`],
    ['desk: +12065550100', `has text next to the number ('desk'): ${RIGHT}`],
    ['Tel. +1 (206) 555-0100, Ann Müller', `has text next to the number ('Tel Ann Müller'): ${RIGHT}`],
    ['+1 206 ПРИВЕТ', "has letters that no telephone has on its keys ('ПРИВЕТ'): write digits alone"],
    ['+1206555XXXX', 'has a placeholder for digits: write all digits'],
    ['+1206555****', 'has a placeholder for digits: write all digits'],
    ['+1206555...', 'has a placeholder for digits: write all digits'],
  ]],
  ['what programs and spreadsheets make of numbers', [
    ['tel:+1-206-555-0100', `is a URI (tel:): ${RIGHT}`],
    ['TEL:+12065550100;ext=5', `is a URI (tel:): ${RIGHT}`],
    ['tel:2065550100', `is a URI (tel:): ${ALONE}`],
    ['sip:+12065550100@example.com', `is a URI (sip:): ${RIGHT}`],
    ['https://example.com/desk', `is a URI (https:): ${ALONE}`],
    ['+12065550100@example.com', `is an address: ${RIGHT}`],
    ['%2B12065550100', `is percent-encoded, as in the service's own PhoneNumberId: ${RIGHT}`],
    ['%2B1%20206%20555%200100', `is percent-encoded, as in the service's own PhoneNumberId: ${RIGHT}`],
    ['%2B1106', "is percent-encoded, as in the service's own PhoneNumberId: decode it"],
    ['arn:aws:chime:us-east-1:111122223333:phone-number/+12065550100', `is an ARN: ${RIGHT}`],
    ['arn:aws:chime:us-east-1:111122223333:vc/abcdef1ghij2klmno3pqr4', `is an ARN: ${ALONE}`],
    ['="+12065550100"', `is a formula of a spreadsheet: ${RIGHT}`],
    ['#N/A', "is a spreadsheet's error: fix the cell, and export the numbers again"],
    ['1.20656E+10', 'is in scientific notation, in which a spreadsheet may have dropped digits: format the column as text, fill it from its source and export it again'],
    ['12065550100.0', `is a decimal, as a program writes a column of numbers: ${RIGHT}`],
    ['2065550100,00', 'is a decimal, as a program writes a column of numbers: read or export the column as text'],
    ['["+12065550100"]', 'is a list that was written as one text: parse it, such as with JSON.parse, and give the list'],
    ['undefined', PROGRAM],
    ['None', PROGRAM],
    ['[object Object]', PROGRAM],
    ['${NUMBER}', PLACEHOLDER],
    ['{{ number }}', PLACEHOLDER],
    ['<your number>', PLACEHOLDER],
    ['$DESK', PLACEHOLDER],
    ['%DESK%', PLACEHOLDER],
    ['{{resolve:secretsmanager:desk}}', 'is a dynamic reference to a secret, which CloudFormation does not resolve in custom resources: keep the number in a plain parameter: {{resolve:ssm:NAME}}'],
    ['+1#{Token[TOKEN.0]}', 'has a list token joined with text: give the list token itself as the list'],
  ]],
])('%s', (_, cases) => {
  test.each(cases)('%j', (value, problem) => {
    const { reason, remedy } = findProblem(value) ?? {};
    expect(`${reason}: ${remedy}`).toBe(problem);
  });
});

test.each([
  '+12065550100',
  '+19999999999',
  // Nobody knows but the service.
  '+999123456',
  '+11065550100',
  '+4402079460000',
  '+4911',
  '+223456789012345',
])('%s is left to the service', value => {
  expect(findProblem(value)).toBeUndefined();
});

describe('of any text', () => {
  const CHARACTERS = [...'0123456789+ -().,;/x#&@:=[]{}%$*"\'\n\t', 'ext.', 'tel:', '011', '00', '(0)', 'or', 'A', 'ü', '\u200b', '０', '٣', '–', '²'];
  const text = fc.oneof(fc.string(), fc.array(fc.constantFrom(...CHARACTERS), { maxLength: 30 }).map(parts => parts.join('')));

  test('that is not in E.164 format a reason and a remedy are found, in one short line', () => {
    fc.assert(fc.property(text, value => {
      fc.pre(!E164_PATTERN.test(value));
      const { reason, remedy } = findProblem(value)!;
      expect(`${reason}: ${remedy}`).toMatch(/^[^\n]{10,400}$/);
    }), { numRuns: 2_000 });
  });

  test('the number that is suggested is right', () => {
    fc.assert(fc.property(text, value => {
      const suggested = /^write '([^']*)'(?!.* if that is right)/.exec(findProblem(value)?.remedy ?? '')?.[1];
      expect(suggested === undefined ? undefined : findProblem(suggested)).toBeUndefined();
    }), { numRuns: 2_000 });
  });
});
