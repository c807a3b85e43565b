import { codePoint, quote, summarize } from '../../../src/private/message-text';

test.each([
  ['+12065550100', "'+12065550100'"],
  ['a b', "'a b'"],
  ['a\nb\r\tc', "'a\\nb\\r\\tc'"],
  ['\u202a+1\u00a0\u0000', "'\\u{202A}+1\\u{00A0}\\u{0000}'"],
  ['x'.repeat(80), `'${'x'.repeat(80)}'`],
  ['x'.repeat(81), `'${'x'.repeat(80)}…'`],
])('%j is shown as %s', (value, shown) => {
  expect(quote(value)).toBe(shown);
});

test('a character is named by its code point', () => {
  expect(['\t', '\u202a', '\u{1f4de}'].map(codePoint)).toEqual(['U+0009', 'U+202A', 'U+1F4DE']);
});

test('fifty lines are shown, and the others counted', () => {
  const lines = Array.from({ length: 52 }, (_, index) => `line ${index}`);
  expect(summarize(lines.slice(0, 2))).toBe('  line 0\n  line 1');
  expect(summarize(lines.slice(0, 50))).toMatch(/ {2}line 49$/);
  expect(summarize(lines).split('\n').slice(-2)).toEqual(['  line 49', '  and 2 more']);
});
