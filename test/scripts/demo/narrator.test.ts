import { StackEvent } from '../../../aws-simulator';
import { Narrator } from '../../../scripts/demo/narrator';

const STACK = { logicalId: 'Telephony', type: 'AWS::CloudFormation::Stack' };
const NUMBERS = { logicalId: 'ChimePhoneNumberAssociations', type: 'Custom::ChimePhoneNumberAssociations' };
const ROLE = { logicalId: 'Role', type: 'AWS::IAM::Role' };

function told(tell: (narrator: Narrator) => void, width = 118): string[] {
  const written: string[] = [];
  tell(new Narrator(text => written.push(text), (_, text) => text, width));
  return written.join('').split('\n').slice(0, -1);
}

function events(...all: StackEvent[]): (narrator: Narrator) => void {
  return narrator => all.forEach(event => narrator.event(event));
}

test('tells when the associations are done, and counts what is behind them', () => {
  expect(told(events(
    { time: 0, ...STACK, status: 'CREATE_IN_PROGRESS' },
    { time: 10, ...ROLE, status: 'CREATE_IN_PROGRESS' },
    { time: 900, ...ROLE, status: 'CREATE_COMPLETE' },
    { time: 61_000, ...NUMBERS, status: 'CREATE_COMPLETE' },
    { time: 62_999, ...STACK, status: 'CREATE_COMPLETE' },
  ))).toEqual([
    '  00:00  CREATE_IN_PROGRESS           Telephony',
    '  01:01  CREATE_COMPLETE              ChimePhoneNumberAssociations  Custom::ChimePhoneNumberAssociations',
    '  01:02  CREATE_COMPLETE              Telephony  and 1 more resource',
  ]);
});

test('tells of a kill, which CloudFormation has no event for', () => {
  expect(told(narrator => narrator.incident(62_000, 'KILLED', 'the function'))).toEqual(['  01:02  KILLED                       the function']);
});

test('leaves the definition of a metric out of a log line', () => {
  expect(told(narrator => narrator.logLine({ _aws: { Timestamp: 0 }, step: 'drift' }))).toEqual(['         { "step": "drift" }']);
});

test('tells of every failure, with its whole reason', () => {
  const reason = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');
  const [first, ...wrapped] = told(events({ time: 0, ...ROLE, status: 'CREATE_FAILED', reason }));
  expect(first).toBe('  00:00  CREATE_FAILED                Role  AWS::IAM::Role');
  expect(wrapped.map(line => line.trim()).join(' ')).toBe(reason);
});

test.each([60, 80, 118])('writes no line that is wider than %d columns, and leaves nothing out', width => {
  const text = 'numbers that were moved by hand stay where they are, '.repeat(5).trim();
  const lines = told(narrator => {
    narrator.heading(text);
    narrator.labelled('expects', text);
    narrator.event({ time: 0, ...NUMBERS, status: 'UPDATE_FAILED', reason: text });
    narrator.incident(0, 'KILLED', text);
    narrator.logLine({ text });
  }, width);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(width);
  const words = lines.join(' ').split(/\s+/).filter(word => word !== '').join(' ');
  const entry = '00:00 UPDATE_FAILED ChimePhoneNumberAssociations Custom::ChimePhoneNumberAssociations';
  expect(words).toBe(`${text} expects ${text} ${entry} ${text} 00:00 KILLED ${text} { "text": "${text}" }`);
});
