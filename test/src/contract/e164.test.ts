import { E164_PATTERN, NORTH_AMERICAN_PATTERN, suggestE164, toAscii } from '../../../src/contract/e164';

test.each([
  ['+12065550100', true],
  ['+12', true],
  ['+123456789012345', true],
  ['+1', false],
  ['+1234567890123456', false],
  ['+02065550100', false],
  ['12065550100', false],
  ['+1 2065550100', false],
  ['+12065550100\n', false],
  ['+1206555010٠', false],
])('%j is E.164 with its plus sign: %s', (value, matches) => {
  expect(E164_PATTERN.test(value)).toBe(matches);
});

test.each([
  ['+12065550100', true],
  ['+19999999999', true],
  ['+1206555010', false],
  ['+120655501000', false],
  ['+11065550100', false],
  ['+12060550100', false],
  ['+22065550100', false],
])('%j is a number of country code 1: %s', (value, matches) => {
  expect(NORTH_AMERICAN_PATTERN.test(value)).toBe(matches);
});

describe('suggestE164', () => {
  test.each([
    ['+12065550100', '+12065550100'],
    ['+1 (206) 555-0100', '+12065550100'],
    ['+1.206.555.0100', '+12065550100'],
    ['+1 206555-0100', '+12065550100'],
    ['  +12065550100\n', '+12065550100'],
    ['0044 20 7946 0000', '+442079460000'],
    ['12065550100', '+12065550100'],
    ['1-206-555-0100', '+12065550100'],
    ['442079460000', '+442079460000'],
    ['+44 (0)20 7946 0000', '+442079460000'],
    ['+44-(0)20-7946-0000', '+442079460000'],
    ['0044 (0)20 7946 0000', '+442079460000'],
    ["'(+44) (0)20 7946 0000", '+442079460000'],
    ['+39 (0)6 1234 5678', '+390612345678'],
    ['+33 1 23 45 67 89', '+33123456789'],
    ['+55 (11) 91234\u20115678', '+5511912345678'],
    ['tel:+1-206-555-0100', '+12065550100'],
    [' TEL: +12065550100', '+12065550100'],
    ['\u202a+1\u00a0206\u00a0555\u00a00100\u202c', '+12065550100'],
    ['＋１（２０６）５５５－０１００', '+12065550100'],
    ["'+12065550100", '+12065550100'],
    ['“+12065550100”', '+12065550100'],
    ['+20 1', '+201'],
    ['999123456789012', '+999123456789012'],
  ])('%j was meant to be %s', (input, suggestion) => {
    expect(suggestE164(input)).toBe(suggestion);
  });

  test.each([
    ['ten digits without a country code', '206-555-0100'],
    ['a number that starts with a single zero', '02079460000'],
    ['a vanity number', '+1 800 FLOWERS'],
    ['an extension', '+12065550100 ext. 5'],
    ['an extension behind a number sign', '+442079460000#5'],
    ['an international prefix of another country', '011 44 20 7946 0000'],
    ['the prefix of Australia, which starts with two zeros', '0011 61 2 5550 1234'],
    ['a country code that starts with a zero', '+0123456789'],
    ['an international prefix before a zero', '00044 20 7946 0000'],
    ['too many digits', '+1234567890123456'],
    ['too few digits', '+1'],
    ['a length that the plan of +1 does not have', '+1206555010'],
    ['an area code that the plan of +1 does not have', '+11065550100'],
    ['two numbers', '+442079460000,+442079460001'],
    ['two numbers with a slash', '+442079460000/01'],
    ['a second plus sign', '+44+2079460000'],
    ['the end of a range', '+442079460000-09'],
    ['the end of a range behind a long dash', '+442079460000 – 0009'],
    ['a decimal', '442079460000.0'],
    ['a decimal that would make up for a digit that is missing', '1206555010.0'],
    ['a footnote', '+442079460000²'],
    ['digits of another script', '+١٢٠٦٥٥٥٠١٠٠'],
    ['a plus sign alone', '+'],
    ['nothing', ''],
  ])('nobody can tell what was meant by %s', (_, input) => {
    expect(suggestE164(input)).toBeUndefined();
  });
});

test('characters of full width stand for those of ASCII', () => {
  expect(toAscii('！０９Ａｚ～ +1é')).toBe('!09Az~ +1é');
});
