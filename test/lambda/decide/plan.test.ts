import { CONNECTOR, GROUP, ONE, OTHER_CONNECTOR, phoneNumbers, REGION } from '../support/names';
import { Owner } from '../../../lambda/phone-number-associations/model/owner';
import { Change, isSurprising, plan, Plan } from '../../../lambda/phone-number-associations/decide/plan';
import { Assignment } from '../../../lambda/phone-number-associations/cloudformation/parse-properties';
import { toRuns } from '../../../src/contract/properties';

type List = Exclude<keyof Plan, 'outstanding'>;

const LISTS: readonly List[] = ['associate', 'move', 'repair', 'disassociate', 'lookFor'];

function assignment(owner: Owner, numbers: readonly string[]): Assignment {
  return { owner, phoneNumbers: numbers, force: false, region: REGION };
}

/** The list that the number came into, and whether it is outstanding. */
function fate(change: Change, onDesired: boolean, onPrevious: boolean): [List | undefined, boolean] {
  const todo = plan(change, { onDesired: new Set(onDesired ? [ONE] : []), onPrevious: new Set(onPrevious ? [ONE] : []) });
  const [list, ...others] = LISTS.filter(name => todo[name].includes(ONE));
  expect(others).toEqual([]);
  return [list, todo.outstanding];
}

const YES = true;
const NO = false;

describe('creation: the number', () => {
  test.each<[string, boolean, List, boolean]>([
    ['is elsewhere or nowhere', NO, 'associate', YES],
    ['seems to be there', YES, 'associate', NO],
  ])('%s', (_, onDesired, list, outstanding) => {
    expect(fate({ desired: assignment(CONNECTOR, [ONE]) }, onDesired, NO)).toEqual([list, outstanding]);
  });
});

describe('deletion: the number', () => {
  test.each<[string, boolean, List, boolean]>([
    ['is in place', YES, 'disassociate', YES],
    ['is not seen in place', NO, 'lookFor', NO],
  ])('%s', (_, onPrevious, list, outstanding) => {
    expect(fate({ previous: assignment(CONNECTOR, [ONE]) }, NO, onPrevious)).toEqual([list, outstanding]);
  });
});

describe('update with the same owner: the number', () => {
  test.each<[string, boolean, boolean, boolean, List | undefined, boolean]>([
    ['was not declared, is now, and is not there', NO, YES, NO, 'associate', YES],
    ['was not declared, is now, and is there', NO, YES, YES, 'associate', NO],
    ['was and is declared, and is not there', YES, YES, NO, 'repair', NO],
    ['was and is declared, and is there', YES, YES, YES, undefined, NO],
    ['is no longer declared, and is not there', YES, NO, NO, 'lookFor', NO],
    ['is no longer declared, and is there', YES, NO, YES, 'disassociate', YES],
    ['never was declared, and is there', NO, NO, YES, undefined, NO],
  ])('%s', (_, before, after, isThere, list, outstanding) => {
    const change = { previous: assignment(CONNECTOR, before ? [ONE] : []), desired: assignment({ ...CONNECTOR }, after ? [ONE] : []) };
    expect(fate(change, isThere, isThere)).toEqual([list, outstanding]);
  });
});

describe.each([['another connector', OTHER_CONNECTOR], ['a group', GROUP]])('update that moves to %s: the number', (_owner, desiredOwner) => {
  test.each<[string, boolean, boolean, boolean, boolean, List | undefined, boolean]>([
    ['is new, and nowhere', NO, YES, NO, NO, 'associate', YES],
    ['is new, and there', NO, YES, YES, NO, 'associate', NO],
    ['is new, and on the former owner, but not by us', NO, YES, NO, YES, 'associate', YES],
    ['is new, and seen on both', NO, YES, YES, YES, 'associate', NO],
    ['stays declared, and is nowhere', YES, YES, NO, NO, 'repair', NO],
    ['stays declared, and is there already', YES, YES, YES, NO, 'associate', NO],
    ['stays declared, and is on the former owner', YES, YES, NO, YES, 'move', YES],
    ['stays declared, and is seen on both', YES, YES, YES, YES, 'move', YES],
    ['is no longer declared, and nowhere', YES, NO, NO, NO, 'lookFor', NO],
    ['is no longer declared, and on the new owner', YES, NO, YES, NO, 'lookFor', NO],
    ['is no longer declared, and on the former owner', YES, NO, NO, YES, 'disassociate', YES],
    ['is no longer declared, and seen on both', YES, NO, YES, YES, 'disassociate', YES],
  ])('%s', (_, before, after, onDesired, onPrevious, list, outstanding) => {
    const change = { previous: assignment(CONNECTOR, before ? [ONE] : []), desired: assignment(desiredOwner, after ? [ONE] : []) };
    expect(fate(change, onDesired, onPrevious)).toEqual([list, outstanding]);
  });
});

describe('a number that is no longer declared here', () => {
  const keyed = (owner: Owner, ownerKey: string, numbers: readonly string[]) => ({ ...assignment(owner, numbers), ownerKey });
  const claimedAs = (key: string) => ({ claimedByOthers: { [key]: toRuns([ONE]) } });
  const previous = keyed(CONNECTOR, 'former', [ONE]);

  test.each<[string, Change, List | undefined]>([
    ['but by another association of the same owner', { previous, desired: { ...keyed(CONNECTOR, 'former', []), ...claimedAs('former') } }, undefined],
    ['but by one that calls the owner by its new name', { previous, desired: { ...keyed(CONNECTOR, 'new', []), ...claimedAs('new') } }, undefined],
    ['but by one of the owner that is left', { previous, desired: { ...keyed(OTHER_CONNECTOR, 'new', []), ...claimedAs('former') } }, undefined],
    ['but by one of the owner that is moved to', { previous, desired: { ...keyed(OTHER_CONNECTOR, 'new', []), ...claimedAs('new') } }, 'disassociate'],
    ['but by one of another owner', { previous, desired: { ...keyed(CONNECTOR, 'former', []), ...claimedAs('third') } }, 'disassociate'],
    ['nor anywhere', { previous, desired: keyed(CONNECTOR, 'former', []) }, 'disassociate'],
  ])('%s', (_, change, list) => {
    expect(fate(change, NO, YES)).toEqual([list, list !== undefined]);
  });
});

describe('a surprise', () => {
  const here = assignment(CONNECTOR, [ONE]);
  const there = assignment(OTHER_CONNECTOR, [ONE]);

  test.each<[string, Change, boolean, boolean, boolean]>([
    ['a new number that is nowhere', { desired: here }, NO, NO, NO],
    ['a new number that is there', { desired: here }, YES, NO, YES],
    ['a kept number in place', { previous: here, desired: here }, YES, YES, NO],
    ['a kept number that is not in place', { previous: here, desired: here }, NO, NO, YES],
    ['a moved number where it was', { previous: here, desired: there }, NO, YES, NO],
    ['a moved number that is there already', { previous: here, desired: there }, YES, NO, YES],
    ['a removed number in place', { previous: here, desired: assignment(CONNECTOR, []) }, YES, YES, NO],
    ['a number to delete in place', { previous: here }, NO, YES, NO],
  ])('%s', (_, change, onDesired, onPrevious, surprising) => {
    expect(isSurprising(change, { onDesired: new Set(onDesired ? [ONE] : []), onPrevious: new Set(onPrevious ? [ONE] : []) })).toBe(surprising);
  });
});

test.each([
  [NO, YES, YES],
  [YES, NO, NO],
  [YES, YES, NO],
  [NO, NO, NO],
])('force before %s and after %s: outstanding %s', (before, after, outstanding) => {
  const [previous, desired] = [before, after].map(force => ({ ...assignment(CONNECTOR, [ONE]), force }));
  expect(fate({ previous, desired }, NO, NO)).toEqual(['repair', outstanding]);
});

test('another order is no change', () => {
  const numbers = phoneNumbers(3);
  const change = { previous: assignment(CONNECTOR, numbers), desired: assignment(CONNECTOR, [...numbers].reverse()) };
  const found = { onDesired: new Set(numbers), onPrevious: new Set(numbers) };
  expect(plan(change, found)).toEqual({ associate: [], move: [], repair: [], disassociate: [], lookFor: [], outstanding: false });
});
