import fc from 'fast-check';
import { bytesOf, limit, messageOf, oneLine, plural } from '../../../lambda/phone-number-associations/model/text';

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

test.each([
  ['a short text', 'in use', 'in use'],
  ['white space', ' in\r\n  use\t', 'in use'],
  ['the longest text', '1234567890', '1234567890'],
  ['a text that is too long', '12345678901', '123456789…'],
])('oneLine of %s', (_, text, line) => {
  expect(oneLine(text, 10)).toBe(line);
});

test.each([
  ['what fits', 'in\n use', 6, 'in use'],
  ['what does not', '1234567890', 8, '12345…'],
  ['a long text its end, too,', `${'x'.repeat(1_000)}${'y'.repeat(300)}`, 703, `${'x'.repeat(400)}…${'y'.repeat(300)}`],
  ['a long text its beginning alone, where there is no room for more,', `${'x'.repeat(1_000)}${'y'.repeat(300)}`, 600, `${'x'.repeat(597)}…`],
])('limit keeps of %s as much as it may', (_, text, maxBytes, kept) => {
  expect(limit(text, maxBytes)).toBe(kept);
});

test('limit is never above the limit', () => {
  const text = fc.string({ unit: fc.constantFrom('"', '\n', '\\', '\u0000', '📞', 'ß', 'a'), maxLength: 400 });
  fc.assert(fc.property(text, fc.integer({ min: 3, max: 400 }), (given, maxBytes) => {
    const cut = limit(given, maxBytes);
    expect(bytesOf(cut)).toBeLessThanOrEqual(maxBytes);
    expect(cut.includes('…') || cut === given.replace(/\s+/g, ' ').trim()).toBe(true);
  }));
});

test.each<[unknown, string]>([[new TypeError('odd'), 'odd'], ['text', 'text'], [undefined, 'undefined']])('%p says %s', (thrown, message) => {
  expect(messageOf(thrown)).toBe(message);
});

test.each([[0, '0 numbers'], [1, '1 number'], [2, '2 numbers']])('plural of %d', (howMany, text) => {
  expect(plural(howMany, 'number')).toBe(text);
});
