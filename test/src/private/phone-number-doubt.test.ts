import { doubtAbout, normalizeE164 } from '../../../src/private/phone-number-doubt';

test.each([
  ['+999123456', 'no country is known to have the code of +999'],
  ['+2101234567', 'no country is known to have the code of +210'],
  ['+11065550100', 'after +1, the area code and the three digits after it start with 2 to 9'],
  ['+12060550100', 'after +1, the area code and the three digits after it start with 2 to 9'],
  ['+4402079460000', "the 0 after +44 is dialled inside the country only, so '+442079460000' is probably meant"],
  ['+35301234567', "the 0 after +353 is dialled inside the country only, so '+3531234567' is probably meant"],
  ['+493012', 'it has only 6 digits'],
])('%s is probably wrong: %s', (number, doubt) => {
  expect(doubtAbout(number)).toBe(doubt);
});

test.each([
  '+12065550100', '+442079460000', '+390612345678', '+4930123', '+8835100012345', '+3531234567', '+79161234567', '+8001234567',
])('nothing speaks against %s', number => {
  expect(doubtAbout(number)).toBeUndefined();
});

test.each([
  ['+1 (206) 555-0100', '+12065550100'],
  ['+12065550100', '+12065550100'],
  [' (+1) 206.555.0100 ', '+12065550100'],
  ['tel:+1-206-555-0100', '+12065550100'],
  ['＋１ ２０６ ５５５ ０１００', '+12065550100'],
  ['\u202a+1 206 555 0100\u202c', '+12065550100'],
  ["'+12065550100", '+12065550100'],
  ['+44 (0)20 7946 0000', '+442079460000'],
])('%j can only mean %s', (text, number) => {
  expect(normalizeE164(text)).toBe(number);
});

test.each([
  ['no plus sign', '1 206 555 0100'],
  ['no country code', '(206) 555-0100'],
  ['an international prefix', '0044 20 7946 0000'],
  ['a plus sign behind digits', '12065550100+'],
  ['letters', '+1 800 FLOWERS'],
  ['an extension', '+12065550100 x5'],
  ['two numbers', '+12065550100, +12065550101'],
  ['the end of a range', '+442079460000-09'],
  ['a country that is not known', '+999 123 4567'],
  ['a length that +1 does not have', '+1 (206) 555-010'],
  ['a zero that is dialled inside the country', '+44 020 7946 0000'],
  ['a zero in brackets that may be part of the number', '+225 (0)7 12 34 56 78'],
  ['nothing', ''],
])('%s is not read: %j', (_, text) => {
  expect(normalizeE164(text)).toBeUndefined();
});
