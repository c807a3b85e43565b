import { serviceError } from '../support/fake-chime';
import { CONNECTOR, ONE, OTHER_CONNECTOR, phoneNumbers, REGION, TWO } from '../support/names';
import { OwnerNotFoundError } from '../../../lambda/phone-number-associations/reconcile/associate';
import { OutOfTimeError } from '../../../lambda/phone-number-associations/service/request-executor';
import { ChangeFailedError, FailedChange } from '../../../lambda/phone-number-associations/report/change-failed-error';
import { Failure } from '../../../lambda/phone-number-associations/decide/classify-refusal';
import { bytesOf } from '../../../lambda/phone-number-associations/report/text';

const ASSIGNMENT = { owner: CONNECTOR, phoneNumbers: [ONE, TWO], force: false, region: REGION };
const CREATION = { desired: ASSIGNMENT };
const DELETION = { previous: ASSIGNMENT };
const EFFORT = { requests: 3, millis: 2_400, throttled: 0 };
const UNDONE = { failures: [], errors: [] };

const HELD: Failure = { phoneNumber: ONE, code: 'Conflict', message: 'in\nuse', holder: OTHER_CONNECTOR, sighting: { associations: [OTHER_CONNECTOR] } };
const ALL_BACK = 'What was done was undone: every number is where it was before.';
const TRIED = 'Tried 3 requests in 2 s.';

function messageOf(failed: Partial<FailedChange>): string {
  return new ChangeFailedError({ change: CREATION, effort: EFFORT, ...failed }).message;
}

describe('numbers that failed', () => {
  test('in a creation are named with their holder, the advice and what became of the rest', () => {
    expect(messageOf({ failures: [HELD], undone: UNDONE })).toBe([
      `1 of 2 phone numbers could not be associated with voice connector ${CONNECTOR.id}:`,
      `${ONE} (Conflict: in use), is on voice connector ${OTHER_CONNECTOR.id}.`,
      'Disassociate the number where it is, or set forceAssociate: true to take it over.',
      ALL_BACK,
      TRIED,
    ].join(' '));
  });

  test('in a deletion', () => {
    expect(messageOf({ change: DELETION, failures: [{ ...HELD, holder: CONNECTOR }] })).toBe([
      `1 of 2 phone numbers could not be disassociated from voice connector ${CONNECTOR.id}:`,
      `${ONE} (Conflict: in use), is on voice connector ${CONNECTOR.id}.`,
      'Disassociate the numbers in the Chime SDK console, or look there for what refuses it.',
      'Delete again to go on from here.',
      TRIED,
    ].join(' '));
  });

  test('in an update that removes them are not to be taken over by force', () => {
    const change = { previous: ASSIGNMENT, desired: { ...ASSIGNMENT, phoneNumbers: [TWO] } };
    const message = messageOf({ change, failures: [{ ...HELD, holder: CONNECTOR }], undone: UNDONE });
    expect(message).toContain(`could not be disassociated from voice connector ${CONNECTOR.id}: ${ONE} (`);
    expect(message).not.toContain('forceAssociate');
  });

  test('in an update that keeps them count among those that are declared now', () => {
    const change = { previous: { ...ASSIGNMENT, owner: OTHER_CONNECTOR }, desired: ASSIGNMENT };
    expect(messageOf({ change, failures: [HELD] })).toContain(`1 of 2 phone numbers could not be associated with voice connector ${CONNECTOR.id}`);
  });

  test('in thousands fit into the answer', () => {
    const failures = phoneNumbers(5_000).map(phoneNumber => ({ ...HELD, phoneNumber, message: '"é📞\n'.repeat(50) }));
    const message = messageOf({ failures, undone: { failures, errors: [new Error('"'.repeat(500))] } });
    expect(bytesOf(message)).toBeLessThanOrEqual(2_800);
    expect(message).not.toContain('\n');
    expect(message).toMatch(/; and \d+ more\. .* Tried 3 requests in 2 s\.$/);
  });
});

describe('work that broke off', () => {
  const WHAT = `The phone numbers of voice connector ${CONNECTOR.id} could not be associated:`;

  test.each<[string, unknown, string]>([
    ['a refusal, with its code', serviceError('denied', 'AccessDenied'), `${WHAT} AccessDenied: message of AccessDenied.`],
    ['time that is over', new OutOfTimeError('Out of time.'), `${WHAT} Out of time.`],
    ['an owner that is not there', new OwnerNotFoundError('It does not exist.'), `${WHAT} It does not exist.`],
    ['something else', new TypeError('odd\nthing'), `${WHAT} odd thing.`],
    ['something that is no error', 'text', `${WHAT} text.`],
  ])('for %s', (_, error, head) => {
    expect(messageOf({ error, undone: UNDONE })).toBe(`${head} ${ALL_BACK} ${TRIED}`);
    expect(new ChangeFailedError({ change: CREATION, effort: EFFORT, error }).cause).toBe(error);
  });

  test('in a deletion', () => {
    expect(messageOf({ change: DELETION, error: new OutOfTimeError('Out of time.') })).toBe(
      `The phone numbers of voice connector ${CONNECTOR.id} could not be disassociated: Out of time. Delete again to go on from here. ${TRIED}`,
    );
  });
});

describe('an undo that did not finish', () => {
  const COMPARE = 'Compare the numbers in the Chime SDK console with the log.';

  test.each<[string, FailedChange['undone'], string]>([
    ['names the numbers', { failures: [HELD], errors: [] }, `The undo did not finish (Conflict: in use): 1 number may not be back: ${ONE}. ${COMPARE}`],
    [
      'names ten numbers of many',
      { failures: phoneNumbers(11).map(phoneNumber => ({ ...HELD, phoneNumber })), errors: [] },
      `The undo did not finish (Conflict: in use): 11 numbers may not be back: ${phoneNumbers(10).join(', ')} …. ${COMPARE}`,
    ],
    ['names the reasons, each once', { failures: [], errors: [new Error('no\ntime'), new Error('no time')] }, `The undo did not finish (no time): some numbers may not be back where they were. ${COMPARE}`],
    ['says what was thrown', { failures: [], errors: ['text'] }, `The undo did not finish (text): some numbers may not be back where they were. ${COMPARE}`],
  ])('%s', (_, undone, text) => {
    expect(messageOf({ error: new OutOfTimeError('Out of time.'), undone })).toContain(` ${text} Tried`);
  });
});

test('tells of throttling', () => {
  expect(messageOf({ failures: [HELD], effort: { ...EFFORT, throttled: 2 } })).toMatch(/Tried 3 requests in 2 s, 2 of them throttled\.$/);
});
