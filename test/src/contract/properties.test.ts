import * as fc from 'fast-check';
import { E164_PATTERN, isInRuns, OWNER_ID_PATTERN, suggestE164, toRuns } from '../../../src/contract/properties';

describe('suggestE164', () => {
  test.each([
    ['+12065550100', '+12065550100'],
    ['+1 (206) 555-0100', '+12065550100'],
    ['+1.206.555.0100', '+12065550100'],
    ['  +12065550100\n', '+12065550100'],
    ['0044 20 7946 0000', '+442079460000'],
    ['12065550100', '+12065550100'],
    ['1-206-555-0100', '+12065550100'],
    ['123456789012345', '+123456789012345'],
    ['+44 (0)20 7946 0000', '+442079460000'],
    ['+12', '+12'],
  ])('%j was meant to be %s', (input, suggestion) => {
    expect(suggestE164(input)).toBe(suggestion);
  });

  test.each([
    ['ten digits without a country code', '206-555-0100'],
    ['a number that starts with a single zero', '02079460000'],
    ['a vanity number', '+1 800 FLOWERS'],
    ['an extension', '+12065550100 ext. 5'],
    ['an international prefix of another country', '011 44 20 7946 0000'],
    ['a country code that starts with a zero', '+0123456789'],
    ['an international prefix before a zero', '00044 20 7946 0000'],
    ['too many digits', '+1234567890123456'],
    ['too few digits', '+1'],
    ['a plus sign alone', '+'],
    ['nothing', ''],
  ])('nobody can tell what was meant by %s', (_, input) => {
    expect(suggestE164(input)).toBeUndefined();
  });
});

describe('runs', () => {
  test.each<[string, string[], string]>([
    ['no numbers', [], ''],
    ['one number', ['+12065550100'], '12065550100'],
    ['two that follow each other', ['+12065550100', '+12065550101'], '12065550100-12065550101'],
    ['a gap', ['+12065550100', '+12065550102'], '12065550100,12065550102'],
    ['any order', ['+12065550102', '+12065550107', '+12065550100', '+12065550101'], '12065550100-12065550102,12065550107'],
    ['a number twice', ['+12065550100', '+12065550101', '+12065550100'], '12065550100-12065550101'],
    ['different lengths', ['+442079460000', '+1206', '+1207'], '1206-1207,442079460000'],
    ['numbers sorted as numbers, not as texts', ['+100', '+99', '+20'], '20,99-100'],
    ['the longest numbers', ['+999999999999998', '+999999999999999'], '999999999999998-999999999999999'],
  ])('%s', (_, list, runs) => {
    expect(toRuns(list)).toBe(runs);
    for (const phoneNumber of list) expect(isInRuns(phoneNumber, runs)).toBe(true);
  });

  test.each([
    ['+12065550100', ''],
    ['+12065550099', '12065550100-12065550102'],
    ['+12065550103', '12065550100-12065550102'],
    ['+12065550101', '12065550100,12065550102'],
    ['+1206555010', '12065550100'],
    ['+120655501000', '12065550100-12065550102'],
  ])('%s is not in %j', (phoneNumber, runs) => {
    expect(isInRuns(phoneNumber, runs)).toBe(false);
  });

  test('do not change the list that they are made of', () => {
    const list = ['+1209', '+1206'];
    toRuns(list);
    expect(list).toEqual(['+1209', '+1206']);
  });

  test('hold the numbers that they were made of, and no other', () => {
    // Close to each other, so that runs, gaps and repetitions come about; and of different lengths.
    const phoneNumber = fc.oneof(
      fc.integer({ min: 12065550100, max: 12065550130 }),
      fc.integer({ min: 10, max: 40 }),
      fc.integer({ min: 999_999_999_999_990, max: 999_999_999_999_999 }),
    ).map(value => `+${value}`);
    fc.assert(fc.property(fc.array(phoneNumber), phoneNumber, (list, candidate) => {
      expect(isInRuns(candidate, toRuns(list))).toBe(list.includes(candidate));
    }), { numRuns: 1_000 });
  });
});

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
  ['abcdef1ghij2klmno3pqr', true],
  ['abcdef1ghij2klmno3pqr4', true],
  ['1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d', true],
  ['abcdef1ghij2klmno3pq', false],
  ['abcdef1ghij2klmno3pqr45', false],
  ['ABCDEF1GHIJ2KLMNO3PQR4', false],
  ['1A2B3C4D-5E6F-4A8B-9C0D-1E2F3A4B5C6D', false],
  ['1a2b3c4d5e6f4a8b9c0d1e2f3a4b5c6d', false],
  ['arn:aws:chime:us-east-1:111122223333:vc/abcdef1ghij2klmno3pqr4', false],
  ['abcdef1ghij2klmno3pqr4\n', false],
])('%j is the id of a connector or group: %s', (value, matches) => {
  expect(OWNER_ID_PATTERN.test(value)).toBe(matches);
});
