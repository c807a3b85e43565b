import { OFFICE, BRANCH, STRANGER, StackPlan } from '../../../scripts/soak/plan';
import { DriftCheck, HandAct, MonthRecord, NOTHING, Operation, TenureRecord } from '../../../scripts/soak/record';
import { findSilence } from '../../../scripts/soak/silence';

const NUMBER = '+12065550000';
const MINUTE = 60_000;

const declaring = (owner: string, force = false): StackPlan => ({ Lines: { owner, phoneNumbers: [NUMBER], force, retain: false } });

function operation(from: number, before: StackPlan, after: StackPlan, status: Operation['status'], kind: Operation['kind'] = 'update'): Operation {
  return { stack: 'Site', kind, from: from * MINUTE, until: (from + 1) * MINUTE, status, before, after, cancelled: false, hasTimestamps: true, stepAt: (from + 0.1) * MINUTE, requests: 0 };
}

const created = operation(0, {}, declaring(OFFICE), 'CREATE_COMPLETE', 'create');

/** At minutes; `by hand` or by a request. */
function tenure(minute: number, owner: string | undefined, byHand = false): TenureRecord {
  return { since: minute * MINUTE, owner, byHand };
}

const ORDERED = [tenure(-1, undefined, true), tenure(0.5, OFFICE)];

function check(from: number, repair = true): DriftCheck {
  return {
    stack: 'Site', from: from * MINUTE, until: (from + 1) * MINUTE, outcome: 'done', repair, owner: OFFICE, phoneNumbers: new Set([NUMBER]), drifted: 1, repaired: 0,
  };
}

interface Story {
  readonly tenures: readonly TenureRecord[];
  readonly operations?: readonly Operation[];
  readonly hands?: readonly HandAct[];
  readonly checks?: readonly DriftCheck[];
}

function find({ tenures, operations = [], hands = [], checks = [] }: Story) {
  const month: MonthRecord = {
    days: 1,
    seed: 1,
    endedAt: 100 * MINUTE,
    operations: [created, ...operations],
    hands,
    checks,
    troubles: [],
    kills: 0,
    requests: { Associate: 0, Disassociate: 0, Get: 0, List: 0 },
    throttled: 0,
    failedRequests: 0,
    timelineRequests: 0,
    unexpected: [],
    tenures: new Map([[NUMBER, [...ORDERED, ...tenures]]]),
  };
  const { silences, strayWrites } = findSilence(month);
  return {
    silences: silences.map(({ from, until, cause, ending }) => `${from / MINUTE}-${until / MINUTE} ${cause}, until ${ending}`),
    strayWrites: strayWrites.map(({ at, owner }) => `${at / MINUTE} ${owner}`),
  };
}

const takenOff = (minute: number): HandAct => ({ at: minute * MINUTE, phoneNumber: NUMBER, to: NOTHING });

describe('what nobody asked for', () => {
  test.each<[string, Story, string]>([
    ['a request takes it off outside of any deployment', { tenures: [tenure(20, undefined)] }, '20-100 nobody asked, until the month has ended'],
    ['a deployment that goes on declaring it has a gap', {
      operations: [operation(10, declaring(OFFICE), declaring(BRANCH), 'UPDATE_COMPLETE')],
      tenures: [tenure(10.25, undefined), tenure(10.5, BRANCH)],
    }, '10.25-10.5 nobody asked, until a deployment'],
    ['a rollback has not brought it back', {
      operations: [operation(10, declaring(OFFICE), {}, 'UPDATE_ROLLBACK_COMPLETE')],
      tenures: [tenure(10.5, undefined)],
    }, '11-100 nobody asked, until the month has ended'],
    ['a rollback has left it where the deployment had put it', {
      operations: [operation(10, declaring(OFFICE), declaring(BRANCH), 'UPDATE_ROLLBACK_COMPLETE')],
      tenures: [tenure(10.5, BRANCH)],
    }, '11-100 nobody asked, until the month has ended'],
    ['a deployment that touches it has left it off', {
      operations: [operation(30, declaring(OFFICE), declaring(OFFICE, true), 'UPDATE_COMPLETE')],
      tenures: [tenure(10, undefined, true)],
      hands: [takenOff(10)],
    }, '31-100 nobody asked, until the month has ended'],
    ['a check that repairs has left it off', {
      tenures: [tenure(10, undefined, true)],
      hands: [takenOff(10)],
      checks: [check(40)],
    }, '41-100 nobody asked, until the month has ended'],
  ])('%s', (_, story, expected) => {
    expect(find(story).silences).toContain(expected);
  });

  test('a number is put where no template declares it', () => {
    expect(find({ tenures: [tenure(20, BRANCH)] }).strayWrites).toEqual([`20 ${BRANCH}`]);
  });
});

describe('what somebody asked for', () => {
  test.each<[string, Story, string[]]>([
    ['it is where it belongs', { tenures: [] }, []],
    ['it moves without a gap', {
      operations: [operation(10, declaring(OFFICE), declaring(BRANCH), 'UPDATE_COMPLETE')],
      tenures: [tenure(10.5, BRANCH)],
    }, []],
    ['it leaves the template', {
      operations: [operation(10, declaring(OFFICE), {}, 'UPDATE_COMPLETE')],
      tenures: [tenure(10.5, undefined)],
    }, ['10.5-11 left the template, until not declared any more']],
    ['it leaves the template, and a rollback brings it back', {
      operations: [operation(10, declaring(OFFICE), {}, 'UPDATE_ROLLBACK_COMPLETE')],
      tenures: [tenure(10.25, undefined), tenure(10.75, OFFICE)],
    }, ['10.25-10.75 left the template, until a deployment']],
    ['a rollback cannot tell that it was not there before', {
      operations: [operation(10, declaring(OFFICE), declaring(BRANCH), 'UPDATE_ROLLBACK_COMPLETE')],
      tenures: [tenure(10.14, BRANCH)],
    }, ['11-100 not told apart, until the month has ended']],
    ['somebody takes it off, and a check that only looks leaves it so', {
      tenures: [tenure(10, undefined, true)],
      hands: [takenOff(10)],
      checks: [check(40, false)],
    }, ['10-100 taken off by hand, until the month has ended']],
    ['somebody takes it off, and a check puts it back', {
      tenures: [tenure(10, undefined, true), tenure(40.5, OFFICE)],
      hands: [takenOff(10)],
      checks: [check(40)],
    }, ['10-40.5 taken off by hand, until a check']],
    ['somebody moves it, and a deployment that does not touch it leaves it there', {
      operations: [operation(30, declaring(OFFICE), declaring(OFFICE), 'UPDATE_COMPLETE')],
      tenures: [tenure(10, STRANGER, true), tenure(50, OFFICE, true)],
      hands: [{ at: 10 * MINUTE, phoneNumber: NUMBER, to: STRANGER }],
    }, ['10-50 moved by hand, until by hand']],
    ['somebody takes it off, a failed deployment puts it on and off again, and its rollback on', {
      operations: [operation(30, declaring(OFFICE), declaring(OFFICE, true), 'UPDATE_ROLLBACK_COMPLETE')],
      tenures: [tenure(10, undefined, true), tenure(30.25, OFFICE), tenure(30.5, undefined), tenure(30.75, OFFICE)],
      hands: [takenOff(10)],
    }, ['10-30.25 taken off by hand, until a deployment', '30.5-30.75 taken off by hand, until a deployment']],
  ])('%s', (_, story, expected) => {
    expect(find(story)).toEqual({ silences: expected, strayWrites: [] });
  });
});
