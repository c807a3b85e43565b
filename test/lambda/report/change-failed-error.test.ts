import { AssociationSpec, changesBetween, NOTHING } from '../../../lambda/phone-number-associations/model/association';
import { OutOfTimeError, OwnerNotFoundError } from '../../../lambda/phone-number-associations/model/errors';
import { Failure } from '../../../lambda/phone-number-associations/model/failure';
import { Owner } from '../../../lambda/phone-number-associations/model/owner';
import { bytesOf } from '../../../lambda/phone-number-associations/model/text';
import { ChangeFailedError, FailedChange } from '../../../lambda/phone-number-associations/report/change-failed-error';
import { serviceError } from '../support/fake-chime';
import { CONNECTOR, declare, GROUP, ONE, OTHER_CONNECTOR, OTHER_REGION, phoneNumbers, SIP_RULE, spec, TWO } from '../support/names';

const HERE = spec(CONNECTOR, [ONE, TWO], { path: 'Here' });
const CREATION = changesBetween(NOTHING, declare(HERE));
const DELETION = changesBetween(declare(HERE), NOTHING);
const EFFORT = { requests: 3, millis: 2_400, throttled: 0 };
const UNDONE = { failures: [], errors: [], unsettled: [], originUnknown: [] };

const HELD: Failure = { phoneNumber: ONE, code: 'Conflict', message: 'in\nuse', target: CONNECTOR, holder: OTHER_CONNECTOR, observed: { e164: ONE, associations: [OTHER_CONNECTOR] } };
const STUCK: Failure = { phoneNumber: ONE, code: 'Conflict', message: 'in use', holder: CONNECTOR };
const ALL_BACK = 'What was done was undone: every number is where it was before.';
const GO_ON = 'What was done stays done: do the same again to go on from here.';
const TRIED = 'Tried 3 requests in 2 s.';

function messageOf(failed: Partial<FailedChange>): string {
  return new ChangeFailedError({ changes: CREATION, effort: EFFORT, ...failed }).message;
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

  test('in a deletion are named with what to do there', () => {
    expect(messageOf({ changes: DELETION, failures: [STUCK] })).toBe([
      `1 of 2 phone numbers could not be disassociated from voice connector ${CONNECTOR.id}:`,
      `${ONE} (Conflict: in use).`,
      'Disassociate the numbers in the Chime SDK console, or look there for what refuses it.',
      GO_ON,
      TRIED,
    ].join(' '));
  });

  test('in an update that removes them are not to be taken over by force', () => {
    const changes = changesBetween(declare(HERE), declare({ ...HERE, phoneNumbers: [TWO] }));
    const message = messageOf({ changes, failures: [STUCK], undone: UNDONE });
    expect(message).toContain(`1 of 1 phone number could not be disassociated from voice connector ${CONNECTOR.id}: ${ONE} (`);
    expect(message).not.toContain('forceAssociate');
  });

  test('of several owners have no owner in the head', () => {
    const failures = [HELD, { ...HELD, phoneNumber: TWO, target: GROUP }];
    expect(messageOf({ failures, undone: UNDONE })).toMatch(/^2 of 2 phone numbers could not be associated with their owners: /);
  });

  test('on the way in and on the way out are told apart', () => {
    const message = messageOf({ failures: [{ ...STUCK, phoneNumber: TWO }, HELD] });
    expect(message).toMatch(/^2 phone numbers are not where they should be: /);
    expect(message).toContain(`${TWO} (Conflict: in use), is on voice connector ${CONNECTOR.id}`);
  });

  test('are counted among those that were to come, not among those that were to leave', () => {
    const changes = changesBetween(declare(spec(GROUP, phoneNumbers(9), { path: 'There' })), declare(HERE, spec(GROUP, phoneNumbers(2), { path: 'There' })));
    expect(messageOf({ changes, failures: [HELD], undone: UNDONE })).toMatch(/^1 of 2 phone numbers could not be associated with /);
  });

  test('are listed with the advice for each', () => {
    const message = messageOf({ failures: [HELD, { ...HELD, phoneNumber: TWO, holder: SIP_RULE }] });
    expect(message).toContain('Take the number out of the SIP rule first: it cannot be moved from there. Disassociate the number where it is, or');
  });

  test('are at least as many as there are', () => {
    const failures = phoneNumbers(3).map(phoneNumber => ({ ...HELD, phoneNumber }));
    expect(messageOf({ failures })).toMatch(/^3 of 3 phone numbers /);
  });

  test('on nothing have no holder', () => {
    expect(messageOf({ failures: [{ ...HELD, holder: undefined }] })).toContain(`: ${ONE} (Conflict: in use). `);
  });

  test('in thousands fit into the answer', () => {
    const failures = phoneNumbers(5_000).map(phoneNumber => ({ ...HELD, phoneNumber, message: '"é📞\n'.repeat(50) }));
    const unsettled = phoneNumbers(5_000);
    const message = messageOf({ failures, undone: { failures, errors: [new Error('"'.repeat(500))], unsettled, originUnknown: unsettled } });
    expect(bytesOf(message)).toBeLessThanOrEqual(3_000);
    expect(message).not.toContain('\n');
    expect(message).toMatch(/; and \d+ more\. .* Tried 3 requests in 2 s\.$/);
  });
});

describe('work that broke off', () => {
  const WHAT = `The phone numbers of voice connector ${CONNECTOR.id} could not be associated:`;

  test.each<[string, unknown, string]>([
    ['a refusal, with its code', serviceError('denied', 'AccessDenied'), `${WHAT} AccessDenied: message of AccessDenied.`],
    ['time that is over', new OutOfTimeError('Out of time.'), `${WHAT} Out of time.`],
    ['an owner that is not there', new OwnerNotFoundError('It does not exist!'), `${WHAT} It does not exist!`],
    ['something else', new TypeError('odd\nthing'), `${WHAT} odd thing.`],
    ['something that is no error', 'text', `${WHAT} text.`],
  ])('for %s', (_, error, head) => {
    expect(messageOf({ error, undone: UNDONE })).toBe(`${head} ${ALL_BACK} ${TRIED}`);
    expect(new ChangeFailedError({ changes: CREATION, effort: EFFORT, error }).cause).toBe(error);
  });

  test('in a deletion', () => {
    expect(messageOf({ changes: DELETION, error: new OutOfTimeError('Out of time.') })).toBe(
      `The phone numbers of voice connector ${CONNECTOR.id} could not be disassociated: Out of time. ${GO_ON} ${TRIED}`,
    );
  });

  test('in an update that brings some and removes others', () => {
    const changes = changesBetween(declare(spec(GROUP, [TWO], { path: 'There' })), declare({ ...HERE, phoneNumbers: [ONE] }));
    expect(messageOf({ changes, error: new OutOfTimeError('Out of time.') })).toContain(' could not be associated: Out of time.');
  });

  test('ends in one full stop', () => {
    expect(messageOf({ error: new OutOfTimeError('Out of 3.5 s'), undone: UNDONE })).toBe(`${WHAT} Out of 3.5 s. ${ALL_BACK} ${TRIED}`);
  });

  test('names up to three owners', () => {
    const owners = [CONNECTOR, OTHER_CONNECTOR, GROUP];
    const changes = changesBetween(NOTHING, declare(...owners.map((owner, index) => spec(owner, [phoneNumbers(3)[index]], { path: String(index) }))));
    expect(messageOf({ changes, error: new OutOfTimeError('Out of time.') })).toContain(
      `The phone numbers of voice connector ${CONNECTOR.id}, voice connector ${OTHER_CONNECTOR.id}, voice connector group ${GROUP.id} could not be associated: Out`,
    );
  });

  test('names three owners, and counts the rest', () => {
    const owners: Owner[] = [CONNECTOR, OTHER_CONNECTOR, GROUP, { ...CONNECTOR, id: 'x' }, { ...CONNECTOR, id: 'y' }];
    const changes = changesBetween(NOTHING, declare(...owners.map((owner, index) => spec(owner, [phoneNumbers(5)[index]], { path: String(index) }))));
    expect(messageOf({ changes, error: new OutOfTimeError('Out of time.') })).toContain(`voice connector group ${GROUP.id} and 2 more could not be associated`);
  });

  test.each<[string, unknown, boolean]>([
    ['that does not resolve', serviceError('unreachable', 'ENOTFOUND'), true],
    ['that did not resolve to the end', new OutOfTimeError('Out of time.', serviceError('unreachable', 'ENOTFOUND')), true],
    ['that denies', serviceError('denied'), false],
    ['that was asked too long', new OutOfTimeError('Out of time.', serviceError('unavailable')), false],
    ['unknown', new Error('odd'), false],
  ])('advises another region for an endpoint %s', (_, error, advises) => {
    const elsewhere = (one: AssociationSpec) => ({ ...one, region: OTHER_REGION });
    const message = messageOf({ changes: changesBetween(NOTHING, declare(elsewhere(HERE))), error, undone: UNDONE });
    expect(message.includes(` Region ${OTHER_REGION} may have no voice endpoint; set region to one of us-east-1, `)).toBe(advises);
  });
});

describe('an undo that did not finish', () => {
  const COMPARE = 'Compare the numbers in the Chime SDK console with the log.';
  const back = { ...HELD, target: GROUP };

  test.each<[string, FailedChange['undone'], string]>([
    ['names the numbers', { ...UNDONE, failures: [back], unsettled: [ONE] }, `The undo did not finish (Conflict: in\nuse): 1 number may not be back: ${ONE}. ${COMPARE}`.replace('\n', ' ')],
    [
      'names ten numbers',
      { ...UNDONE, failures: [back], unsettled: phoneNumbers(10) },
      `The undo did not finish (Conflict: in use): 10 numbers may not be back: ${phoneNumbers(10).join(', ')}. ${COMPARE}`,
    ],
    [
      'names ten numbers of many',
      { ...UNDONE, failures: [back], unsettled: phoneNumbers(11) },
      `The undo did not finish (Conflict: in use): 11 numbers may not be back: ${phoneNumbers(10).join(', ')} and 1 more. ${COMPARE}`,
    ],
    ['names the reasons, each once', { ...UNDONE, errors: [new Error('no\ntime'), new Error('no time')], unsettled: [ONE, TWO] }, `The undo did not finish (no time): 2 numbers may not be back: ${ONE}, ${TWO}. ${COMPARE}`],
    [
      'names numbers that somebody else has taken meanwhile, with who has them',
      { ...UNDONE, takenMeanwhile: [HELD, { ...HELD, phoneNumber: TWO, holder: undefined }] },
      `Not brought back, because somebody else has it now: ${ONE} (voice connector ${OTHER_CONNECTOR.id}), ${TWO}.`,
    ],
    ['says what was thrown', { ...UNDONE, errors: ['text'], unsettled: [ONE] }, `The undo did not finish (text): 1 number may not be back: ${ONE}. ${COMPARE}`],
    ['names three reasons', { ...UNDONE, errors: ['a', 'b', 'c', 'd'], unsettled: [ONE] }, `The undo did not finish (a; b; c): 1 number may not be back: ${ONE}. ${COMPARE}`],
    [
      'tells what was taken meanwhile apart from what an earlier run may have taken',
      { ...UNDONE, takenMeanwhile: [HELD], originUnknown: [TWO] },
      `${ONE} (voice connector ${OTHER_CONNECTOR.id}). Off again, but not back where forceAssociate may have taken them from: ${TWO}. The log has their former place in the lines with "step":"take".`,
    ],
    [
      'names numbers that an earlier run may have taken',
      { ...UNDONE, originUnknown: [TWO] },
      `Off again, but not back where forceAssociate may have taken them from: ${TWO}. The log has their former place in the lines with "step":"take".`,
    ],
  ])('%s', (_, undone, text) => {
    const message = messageOf({ error: new OutOfTimeError('Out of time.'), undone });
    expect(message).toContain(` ${text} Tried`);
    expect(message).not.toContain('every number is where it was');
  });
});

test('tells of throttling', () => {
  expect(messageOf({ failures: [HELD], effort: { ...EFFORT, throttled: 2 } })).toMatch(/Tried 3 requests in 2 s, 2 of them throttled\.$/);
});

test('names the regions of a deployment that reaches into two', () => {
  const changes = changesBetween(NOTHING, declare(HERE, spec(GROUP, [phoneNumbers(3)[2]], { path: 'There', region: OTHER_REGION })));
  expect(messageOf({ changes, error: serviceError('unreachable', 'ENOTFOUND') })).toContain(` Region us-east-1, ${OTHER_REGION} may have no voice endpoint`);
});
