import { createLog } from '../../../lambda/phone-number-associations/report/log';

test('writes one line of JSON with the step, the context and the fields', () => {
  const lines: string[] = [];
  const log = createLog(line => lines.push(line), { requestId: 'r', nothing: undefined });
  log('failed', { reason: 'a\nb' });
  log('read', { owner: undefined, asked: 1, found: 0 });

  expect(lines).toEqual(['{"step":"failed","requestId":"r","reason":"a\\nb"}\n', '{"step":"read","requestId":"r","asked":1,"found":0}\n']);
});
