import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal, JournalFile } from '../../../scripts/probe/journal';

const HEADER = {
  startedAt: '2026-06-01T00:00:00.000Z', region: 'us-east-1', voiceConnectorArn: 'arn', voiceConnectorId: 'abcdefghijklmnopqrstu', namedPhoneNumbers: ['+12065550100', '+12065550101'],
};

const directory = mkdtempSync(join(tmpdir(), 'probe-journal-'));
afterAll(() => rmSync(directory, { recursive: true }));

function open(name: string) {
  const file = new JournalFile(join(directory, name));
  return { file, journal: Journal.begin(file, HEADER), written: () => JSON.parse(readFileSync(file.path, 'utf8')) };
}

test('what a request may leave is in the file before it is sent, for its owner alone to read', () => {
  const { file, journal, written } = open('before');
  journal.willAssociate(['+12065550100'], 'a', 1);
  expect(written().phoneNumbers).toEqual([{ phoneNumber: '+12065550100', voiceConnectorIds: ['a'], lastWriteAt: 1 }]);
  journal.willAssociate(['+12065550100', '+12065550101'], 'b', 2);
  expect(written().phoneNumbers).toEqual([
    { phoneNumber: '+12065550100', voiceConnectorIds: ['a', 'b'], lastWriteAt: 2 }, { phoneNumber: '+12065550101', voiceConnectorIds: ['b'], lastWriteAt: 2 },
  ]);
  journal.willDisassociate(['+12065550101'], 3);
  expect(written().phoneNumbers[1]).toEqual({ phoneNumber: '+12065550101', voiceConnectorIds: ['b'], lastWriteAt: 3 });
  journal.willCreate('probe', 4);
  expect(written().voiceConnectors).toEqual([{ name: 'probe', lastWriteAt: 4 }]);
  journal.created('probe', 'c');
  expect(written().voiceConnectors).toEqual([{ name: 'probe', voiceConnectorId: 'c', lastWriteAt: 4 }]);
  expect(statSync(file.path).mode % 0o1000).toBe(0o600);
  expect(readdirSync(directory).filter(name => name.startsWith('before'))).toEqual(['before']);
});

test('it is read again by who resumes, and goes when nothing is owed', () => {
  const { file, journal } = open('resumed');
  journal.willAssociate(['+12065550100'], 'a', 1);
  journal.willCreate('probe', 2);
  const resumed = Journal.resume(file, file.read());
  expect(resumed.content).toEqual(journal.content);
  resumed.settleNumber('+12065550100');
  resumed.close();
  expect(existsSync(file.path)).toBe(true);
  resumed.settleVoiceConnector('probe');
  expect(resumed.owesNothing).toBe(true);
  resumed.close();
  expect(existsSync(file.path)).toBe(false);
});

test.each([
  ['no JSON', '{', 'it is not JSON'],
  ['another version', '{"version": 2}', 'expected version 1, got 2'],
  ['the findings', '{"version": 1, "findings": []}', 'fields are missing'],
])('%s is no journal', (_, text, reason) => {
  expect(() => Journal.resume(new JournalFile('nowhere'), text)).toThrow(reason);
});
