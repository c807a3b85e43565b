import fc from 'fast-check';
import { bytesOf } from '../../../lambda/phone-number-associations/model/text';
import { fit } from '../../../lambda/phone-number-associations/report/fit';

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

test('is never larger than allowed, and shows or counts every item', () => {
  const TEXT = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 120 }),
    fc.string({ unit: fc.constantFrom('"', '\n', '\\', '\u0000', '📞', 'ß'), maxLength: 120 }),
  );
  const clean = (text: string) => text.replace(/\s+/g, ' ').trim();
  fc.assert(fc.property(TEXT, fc.array(TEXT, { maxLength: 30 }), TEXT, fc.integer({ min: 3, max: 3_000 }), (head, items, tail, limit) => {
    const text = fit({ head, items, tail }, limit);
    expect(bytesOf(text)).toBeLessThanOrEqual(limit);
    if (text.endsWith('…')) return;
    const left = Number(/and (\d+) more\./.exec(text)?.[1] ?? 0);
    expect(text).toContain(clean(items.slice(0, items.length - left).join('; ')));
  }));
});

test('stays below 3,000 bytes by default', () => {
  const items = Array.from({ length: 5_000 }, () => '+12065550100 (Conflict: "in\nuse")');
  const text = fit({ head: 'Head:', items, tail: 'Tail.' });
  expect(bytesOf(text)).toBeLessThanOrEqual(3_000);
  expect(bytesOf(text)).toBeGreaterThan(2_900);
});
