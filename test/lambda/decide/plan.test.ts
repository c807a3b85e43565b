import { isUnexpected, plan, planRollback } from '../../../lambda/phone-number-associations/decide/plan';
import { AssociationSpec, NumberChange } from '../../../lambda/phone-number-associations/model/association';
import { Owner } from '../../../lambda/phone-number-associations/model/owner';
import { ObservedState } from '../../../lambda/phone-number-associations/model/phone-number';
import { Plan } from '../../../lambda/phone-number-associations/model/plan';
import { CONNECTOR, GROUP, ONE, OTHER_CONNECTOR, spec, TWO } from '../support/names';

const HERE = spec(CONNECTOR, [ONE], { path: 'Here' });
const HERE_TOO = spec({ ...CONNECTOR }, [ONE], { path: 'HereToo' });
const THERE = spec(OTHER_CONNECTOR, [ONE], { path: 'There' });

function change(before: AssociationSpec | undefined, after: AssociationSpec | undefined, associationRemoved = false): NumberChange {
  return { phoneNumber: ONE, before, after, associationRemoved };
}

function seen(...owners: Owner[]): ObservedState {
  return new Map(owners.length === 0 ? [] : [[ONE, { e164: ONE, associations: owners }]]);
}

/** The one list that the number came into, with what it has to say. */
function fate(todo: Plan): unknown {
  const entries = Object.entries(todo).flatMap(([list, items]) => (items as Plan['leave']).map(item => [list, { ...item, phoneNumber: undefined }]));
  expect(entries.length).toBeLessThanOrEqual(1);
  return entries[0];
}

const associate = (to: AssociationSpec) => ['associate', { to }];
const take = (from: AssociationSpec, to: AssociationSpec) => ['take', { from, to }];
const disassociate = (from: AssociationSpec) => ['disassociate', { from }];
const leave = (why: unknown) => ['leave', { why }];

describe('forward: the number', () => {
  test.each<[string, NumberChange, ObservedState, unknown]>([
    ['comes, and is on nothing or elsewhere', change(undefined, HERE), seen(), associate(HERE)],
    ['comes, and is there', change(undefined, HERE), seen(CONNECTOR), undefined],
    ['comes, and is on a stranger', change(undefined, HERE), seen(GROUP), associate(HERE)],
    ['stays in place', change(HERE, HERE_TOO), seen(CONNECTOR), undefined],
    ['stays, and is not in place', change(HERE, HERE_TOO), seen(), associate(HERE_TOO)],
    ['moves from where it was', change(HERE, THERE), seen(CONNECTOR), take(HERE, THERE)],
    ['moves, and is there already', change(HERE, THERE), seen(OTHER_CONNECTOR), undefined],
    ['moves, and is seen on both', change(HERE, THERE), seen(CONNECTOR, OTHER_CONNECTOR), undefined],
    ['moves, and is on nothing', change(HERE, THERE), seen(), associate(THERE)],
    ['moves, and a stranger has it', change(HERE, THERE), seen(GROUP), associate(THERE)],
    ['leaves the list', change(HERE, undefined), seen(CONNECTOR), disassociate(HERE)],
    ['leaves with its association', change(HERE, undefined, true), seen(CONNECTOR), disassociate(HERE)],
    ['leaves, and is not there', change(HERE, undefined), seen(), undefined],
    ['leaves, and a stranger has it', change(HERE, undefined), seen(GROUP), undefined],
    ['leaves the list of an association that retains', change({ ...HERE, retain: true }, undefined), seen(CONNECTOR), disassociate({ ...HERE, retain: true })],
    ['leaves with an association that retains', change({ ...HERE, retain: true }, undefined, true), seen(CONNECTOR), leave('retained')],
    ['leaves with an association that retains, and is not there', change({ ...HERE, retain: true }, undefined, true), seen(), undefined],
    ['moves away from an association that retains', change({ ...HERE, retain: true }, THERE, true), seen(CONNECTOR), take({ ...HERE, retain: true }, THERE)],
    ['is not declared at all', change(undefined, undefined), seen(CONNECTOR), undefined],
  ])('%s', (_, one, observed, expected) => {
    expect(fate(plan([one], observed))).toEqual(expected);
  });
});

describe('rollback: the number', () => {
  const ours = () => true;
  const older = () => false;
  const BEFORE = expect.stringContaining('was there before');

  test.each<[string, NumberChange, ObservedState, () => boolean, unknown]>([
    ['came with the deployment', change(undefined, HERE), seen(CONNECTOR), ours, disassociate(HERE)],
    ['was there before it was declared', change(undefined, HERE), seen(CONNECTOR), older, leave(BEFORE)],
    ['never came', change(undefined, HERE), seen(), ours, undefined],
    ['never came, and a stranger has it', change(undefined, HERE), seen(GROUP), ours, undefined],
    ['was moved', change(HERE, THERE), seen(OTHER_CONNECTOR), ours, take(THERE, HERE)],
    ['was moved by hand before the deployment', change(HERE, THERE), seen(OTHER_CONNECTOR), older, leave(BEFORE)],
    ['has not moved yet', change(HERE, THERE), seen(CONNECTOR), ours, undefined],
    ['is seen on both', change(HERE, THERE), seen(OTHER_CONNECTOR, CONNECTOR), ours, undefined],
    ['was to move, and is on nothing', change(HERE, THERE), seen(), ours, associate(HERE)],
    ['was to move, and a stranger has it', change(HERE, THERE), seen(GROUP), ours, associate(HERE)],
    ['was let go', change(HERE, undefined), seen(), ours, associate(HERE)],
    ['was to leave, and is there', change(HERE, undefined), seen(CONNECTOR), ours, undefined],
    ['stays with the owner, and is there', change(HERE, HERE_TOO), seen(CONNECTOR), ours, undefined],
    ['stays with the owner, and is not there', change(HERE, HERE_TOO), seen(), ours, associate(HERE)],
  ])('%s', (_, one, observed, isOfDeployment, expected) => {
    expect(fate(planRollback([one], observed, isOfDeployment))).toEqual(expected);
  });

  test('is judged by its association with the owner of the template that failed', () => {
    const asked: unknown[] = [];
    planRollback([change(undefined, HERE)], seen(GROUP, CONNECTOR), association => asked.push(association) > 0);
    expect(asked).toEqual([CONNECTOR]);
  });
});

test('rollback: whether a number goes back or comes off is told with the question where it came from', () => {
  const asked: [string, boolean][] = [];
  const isOfDeployment = ({ id }: Owner, goesBack: boolean) => asked.push([id, goesBack]) > 0;
  planRollback([change(undefined, HERE), { ...change(HERE, THERE), phoneNumber: TWO }], new Map([
    [ONE, { e164: ONE, associations: [CONNECTOR] }], [TWO, { e164: TWO, associations: [OTHER_CONNECTOR] }],
  ]), isOfDeployment);
  expect(asked).toEqual([[CONNECTOR.id, false], [OTHER_CONNECTOR.id, true]]);
});

describe('not what the old template had led to is', () => {
  test.each<[string, NumberChange, ObservedState, boolean]>([
    ['a new number that is there', change(undefined, HERE), seen(CONNECTOR), true],
    ['a declared number that is not in place', change(HERE, HERE_TOO), seen(), true],
    ['a moved number that is there already', change(HERE, THERE), seen(OTHER_CONNECTOR), true],
    ['a number to remove that is not there', change(HERE, undefined), seen(), true],
  ])('%s', (_, one, observed, unexpected) => {
    expect(isUnexpected(one, observed)).toBe(unexpected);
  });

  test.each<[string, NumberChange, ObservedState]>([
    ['a new number that is on nothing', change(undefined, HERE), seen()],
    ['a new number that a stranger has', change(undefined, HERE), seen(GROUP)],
    ['a declared number in place', change(HERE, HERE_TOO), seen(CONNECTOR)],
    ['a number to move where it was', change(HERE, THERE), seen(CONNECTOR)],
    ['a number to remove in place', change(HERE, undefined), seen(CONNECTOR)],
  ])('nothing of %s', (_, one, observed) => {
    expect(isUnexpected(one, observed)).toBe(false);
  });
});

test('every number has its own place in the plan', () => {
  const two = { phoneNumber: TWO, before: THERE, associationRemoved: false };
  const observed: ObservedState = new Map([[TWO, { e164: TWO, associations: [OTHER_CONNECTOR] }]]);
  expect(plan([change(undefined, HERE), two], observed)).toEqual({
    associate: [{ phoneNumber: ONE, to: HERE }], take: [], disassociate: [{ phoneNumber: TWO, from: THERE }], leave: [],
  });
});
