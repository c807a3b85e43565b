import { playMonth } from '../../../scripts/soak/month';
import { writePage } from '../../../scripts/soak/page';
import { drawMonth } from '../../../scripts/soak/picture';
import { findSilence } from '../../../scripts/soak/silence';

const SMALL = { days: 1, phoneNumbers: 120, stacks: 2, everyHours: { deployment: 2, hand: 1, trouble: 2 } } as const;

test('a busy day of a small account has no silence that nobody asked for, and is told on a page', async () => {
  const days: number[] = [];
  const month = await playMonth({ ...SMALL, seed: 1, onDay: day => days.push(day) });
  const findings = findSilence(month);
  expect(month.operations.length).toBeGreaterThan(8);
  expect(month.hands.length).toBeGreaterThan(8);
  expect(month.checks.length).toBeGreaterThan(2);
  expect(findings.silences.length).toBeGreaterThan(0);
  expect(findings.silences.filter(({ cause }) => cause === 'nobody asked')).toEqual([]);
  expect(findings.strayWrites).toEqual([]);
  expect(month.unexpected).toEqual([]);
  expect(days).toEqual([1]);
  expect(writePage(month, findings, 'a command')).toContain('nobody had asked for that: 0.**');
  expect(drawMonth(month, findings.silences)).toMatch(/<title>.+<\/title>\n<desc>.+<\/desc>/);
});
