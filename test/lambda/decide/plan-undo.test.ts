import { planUndo } from '../../../lambda/phone-number-associations/decide/plan-undo';
import { NumberChange } from '../../../lambda/phone-number-associations/model/association';
import { Owner } from '../../../lambda/phone-number-associations/model/owner';
import { ObservedState } from '../../../lambda/phone-number-associations/model/phone-number';
import { UndoLog } from '../../../lambda/phone-number-associations/model/undo-log';
import { CONNECTOR, GROUP, ONE, OTHER_CONNECTOR, REGION, spec, TWO } from '../support/names';

const HERE = spec(CONNECTOR, [ONE], { path: 'Here' });
const THERE = spec(OTHER_CONNECTOR, [ONE], { path: 'There' });
const ELSEWHERE = { owner: GROUP, region: REGION };

const COMES: NumberChange = { phoneNumber: ONE, after: HERE, associationRemoved: false };
const MOVES: NumberChange = { phoneNumber: ONE, before: THERE, after: HERE, associationRemoved: false };
const LEAVES: NumberChange = { phoneNumber: ONE, before: THERE, associationRemoved: true };

const NOTHING_TO_DO = { giveBack: [], restore: [], remove: [] };

function logOf(...did: ('done' | 'in doubt' | 'taken' | 'let go' | 'perhaps let go')[]): UndoLog {
  const undoLog = new UndoLog();
  for (const what of did) {
    if (what === 'done') undoLog.associated.markDone([ONE]);
    if (what === 'in doubt') undoLog.associated.markInDoubt([ONE]);
    if (what === 'taken') undoLog.takenFrom.set(ONE, ELSEWHERE);
    if (what === 'let go') undoLog.disassociated.markDone([ONE]);
    if (what === 'perhaps let go') undoLog.disassociated.markInDoubt([ONE]);
  }
  return undoLog;
}

function seen(...owners: Owner[]): ObservedState {
  return new Map([[ONE, { e164: ONE, associations: owners }]]);
}

describe('before any read,', () => {
  test.each<[string, NumberChange, UndoLog, object]>([
    ['nothing was done', COMES, logOf(), {}],
    ['a number that came goes off again', COMES, logOf('done'), { remove: [{ phoneNumber: ONE, from: HERE }] }],
    ['a number that was taken goes back', COMES, logOf('taken', 'done'), { giveBack: [{ phoneNumber: ONE, from: HERE, to: ELSEWHERE, certain: true }] }],
    ['a number that was let go comes back', LEAVES, logOf('let go'), { restore: [{ phoneNumber: ONE, to: THERE }] }],
    ['a number that was perhaps let go comes back', LEAVES, logOf('perhaps let go'), { restore: [{ phoneNumber: ONE, to: THERE }] }],
    ['a number in doubt waits', COMES, logOf('in doubt'), {}],
    ['a number in doubt that was taken waits', MOVES, logOf('taken', 'in doubt'), {}],
    ['a number that was meant to be taken, and was not, stays', COMES, logOf('taken'), {}],
  ])('%s', (_, change, undoLog, expected) => {
    expect(planUndo([change], undoLog)).toEqual({ ...NOTHING_TO_DO, ...expected });
  });
});

describe('after a read,', () => {
  test.each<[string, UndoLog, ObservedState, object]>([
    ['what was certain is not done twice', logOf('done'), seen(CONNECTOR), {}],
    ['what was let go is not brought back twice', logOf('let go'), seen(), {}],
    ['a number that has come goes off again', logOf('in doubt'), seen(CONNECTOR), { remove: [{ phoneNumber: ONE, from: HERE }] }],
    ['a number that is on nothing is taken off, for the read may be behind', logOf('in doubt'), seen(), { remove: [{ phoneNumber: ONE, from: HERE }] }],
    ['a number that is on both is taken off', logOf('in doubt'), seen(GROUP, CONNECTOR), { remove: [{ phoneNumber: ONE, from: HERE }] }],
    ['a number that is not in the account is taken off', logOf('in doubt'), new Map(), { remove: [{ phoneNumber: ONE, from: HERE }] }],
    ['a number that somebody has stays there', logOf('in doubt'), seen(GROUP), {}],
    ['a number that was perhaps taken goes back, not by force', logOf('taken', 'in doubt'), seen(CONNECTOR), { giveBack: [{ phoneNumber: ONE, from: HERE, to: ELSEWHERE, certain: false }] }],
  ])('%s', (_, undoLog, observed, expected) => {
    expect(planUndo([MOVES], undoLog, observed)).toEqual({ ...NOTHING_TO_DO, ...expected });
  });
});

test('numbers of no change of this event are left alone', () => {
  const undoLog = new UndoLog();
  undoLog.associated.markDone([TWO]);
  undoLog.disassociated.markDone([TWO]);
  expect(planUndo([COMES], undoLog)).toEqual(NOTHING_TO_DO);
});
