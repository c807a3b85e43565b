import { phoneNumbers } from '../support/names';
import { createLog, numbersForLog } from '../../../lambda/phone-number-associations/report/log';

test('writes one line of JSON with the step, the context and the fields', () => {
  const lines: string[] = [];
  const log = createLog(line => lines.push(line), { requestId: 'r' });
  log('plan', { text: 'a\nb', nothing: undefined });
  log('done');

  expect(lines).toEqual(['{"step":"plan","requestId":"r","text":"a\\nb"}\n', '{"step":"done","requestId":"r"}\n']);
});

test('names at most a hundred numbers, and counts all', () => {
  expect(numbersForLog(phoneNumbers(2))).toEqual({ count: 2, e164PhoneNumbers: phoneNumbers(2) });
  expect(numbersForLog(phoneNumbers(101))).toEqual({ count: 101, e164PhoneNumbers: phoneNumbers(100) });
});
