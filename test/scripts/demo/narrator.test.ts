import { Narrator } from '../../../scripts/demo/narrator';
import { StackEvent } from '../../../aws-simulator';

const STACK = { logicalId: 'Telephony', type: 'AWS::CloudFormation::Stack' };
const NUMBERS = { logicalId: 'Numbers', type: 'Custom::ChimeVoiceConnectorPhoneNumberAssociation' };
const ROLE = { logicalId: 'Role', type: 'AWS::IAM::Role' };

function told(...events: StackEvent[]): string[] {
  const written: string[] = [];
  const narrator = new Narrator(text => written.push(text), (_, text) => text);
  for (const event of events) narrator.event(event);
  return written.join('').split('\n').slice(0, -1);
}

test('tells when the association is done, and counts what is behind it', () => {
  expect(told(
    { time: 0, ...STACK, status: 'CREATE_IN_PROGRESS' },
    { time: 10, ...ROLE, status: 'CREATE_IN_PROGRESS' },
    { time: 900, ...ROLE, status: 'CREATE_COMPLETE' },
    { time: 61_000, ...NUMBERS, status: 'CREATE_COMPLETE' },
    { time: 62_999, ...STACK, status: 'CREATE_COMPLETE' },
  )).toEqual([
    '  00:00  CREATE_IN_PROGRESS           Telephony',
    '  01:01  CREATE_COMPLETE              Numbers  Custom::ChimeVoiceConnectorPhoneNumberAssociation',
    '  01:02  CREATE_COMPLETE              Telephony  and 1 more resource',
  ]);
});

test('tells of every failure, with its whole reason', () => {
  const reason = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');
  const [first, ...wrapped] = told({ time: 0, ...ROLE, status: 'CREATE_FAILED', reason });
  expect(first).toBe('  00:00  CREATE_FAILED                Role  AWS::IAM::Role');
  expect(wrapped.map(line => line.trim()).join(' ')).toBe(reason);
  expect(Math.max(...wrapped.map(({ length }) => length))).toBeLessThanOrEqual(118);
});
