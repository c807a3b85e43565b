import fc from 'fast-check';
import { bytesOf, fit, oneLine } from '../../../lambda/phone-number-associations/report/text';

test('shows everything that fits', () => {
  expect(fit({ head: 'Two failed:', items: ['one', 'two'], tail: 'Look there.' })).toBe('Two failed: one; two. Look there.');
});

test.each([
  ['no items', { head: 'Failed.', items: [], tail: 'Look there.' }, 'Failed. Look there.'],
  ['no tail', { head: 'Failed:', items: ['one'], tail: '' }, 'Failed: one.'],
])('leaves no gap for %s', (_, report, text) => {
  expect(fit(report)).toBe(text);
});

test('counts what is left out', () => {
  const items = Array.from({ length: 40 }, (_, index) => `item ${String(index).padStart(2, '0')}`);
  expect(fit({ head: 'Head:', items, tail: 'Tail.' }, 50)).toBe('Head: item 00; item 01; and 38 more. Tail.');
  expect(fit({ head: 'Head:', items, tail: 'Tail.' }, 51)).toBe('Head: item 00; item 01; item 02; and 37 more. Tail.');
});

test.each([
  ['ASCII', 'abc', 3],
  ['two bytes', 'é', 2],
  ['four bytes', '📞', 4],
  ['a quote', '"', 2],
  ['a line break', '\n', 2],
  ['a control character', '\u0001', 6],
  ['half a surrogate pair', '\ud83d', 6],
])('counts %s as the answer does', (_, text, bytes) => {
  expect(bytesOf(text)).toBe(bytes);
});

const TEXT = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.string({ unit: fc.constantFrom('"', '\n', '\\', '\u0000', '📞', 'ß'), maxLength: 120 }),
);

test('is never larger than allowed, and shows or counts every item', () => {
  fc.assert(fc.property(TEXT, fc.array(TEXT, { maxLength: 30 }), TEXT, fc.integer({ min: 3, max: 3_000 }), (head, items, tail, limit) => {
    const text = fit({ head, items, tail }, limit);
    expect(bytesOf(text)).toBeLessThanOrEqual(limit);
    if (text.endsWith('…')) return;
    const left = Number(/and (\d+) more\./.exec(text)?.[1] ?? 0);
    expect(text).toContain(items.slice(0, items.length - left).join('; '));
  }));
});

test('stays below the limit of CloudFormation by default', () => {
  const items = Array.from({ length: 5_000 }, () => '+12065550100 (Conflict: "in\nuse")');
  expect(bytesOf(fit({ head: 'Head:', items, tail: 'Tail.' }))).toBeLessThanOrEqual(2_800);
});

test.each([
  ['a short text', 'in use', 'in use'],
  ['white space', ' in\r\n  use\t', 'in use'],
  ['the longest text', '1234567890', '1234567890'],
  ['a text that is too long', '12345678901', '123456789…'],
])('oneLine of %s', (_, text, line) => {
  expect(oneLine(text, 10)).toBe(line);
});
