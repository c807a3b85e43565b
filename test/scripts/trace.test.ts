import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { voiceConnector } from '../../aws-simulator';
import { writePage } from '../../scripts/trace/page';
import { numbers, OFFICE, STRANGER, useTelephony } from '../end-to-end/telephony';

const ROOT = join(__dirname, '..', '..');
const telephony = useTelephony();

test('docs/one-update.md is what happens: else write it again with scripts/trace/main.ts', async () => {
  expect(readFileSync(join(ROOT, 'docs', 'one-update.md'), 'utf8')).toBe(await writePage());
});

test('the failure in the README is what CloudFormation shows', async () => {
  const [first, second, third] = numbers(100, 102);
  telephony().order([first, second]);
  telephony().order([third], voiceConnector(STRANGER));
  const stack = telephony().association({ voiceConnectorId: OFFICE, e164PhoneNumbers: [first, second, third] });
  const { status, reasons: [reason] } = await telephony().deploy(stack);
  expect(status).toBe('ROLLBACK_COMPLETE');
  const [, shown] = /```text\n(Received response status [^`]+)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? [];
  expect(shown?.trim().replace(/\s+/g, ' ')).toBe(reason);
});
