import { AssociationSpec, changesBetween, Declarations, NOTHING } from '../../../lambda/phone-number-associations/model/association';
import { CONNECTOR, declare, GROUP, ONE, OTHER_CONNECTOR, OTHER_REGION, phoneNumbers, spec, THREE, TWO } from '../support/names';

/** What becomes of each number: the paths of the old and of the new association. */
function paths(previous: Declarations, desired: Declarations) {
  return changesBetween(previous, desired).map(({ phoneNumber, before, after }) => [phoneNumber, before?.path, after?.path]);
}

const a = (numbers: readonly string[], more: Partial<AssociationSpec> = {}) => spec(CONNECTOR, numbers, { path: 'A', ...more });
const b = (numbers: readonly string[], more: Partial<AssociationSpec> = {}) => spec(OTHER_CONNECTOR, numbers, { path: 'B', ...more });

test.each<[string, Declarations, Declarations, (string | undefined)[][]]>([
  ['nothing', NOTHING, NOTHING, []],
  ['a creation', NOTHING, declare(a([ONE])), [[ONE, undefined, 'A']]],
  ['a deletion', declare(a([ONE])), NOTHING, [[ONE, 'A', undefined]]],
  ['no change', declare(a([ONE, TWO]), b([THREE])), declare(a([ONE, TWO]), b([THREE])), []],
  ['another order', declare(a([ONE, TWO])), declare(a([TWO, ONE])), []],
  ['a rename', declare(a([ONE])), declare(spec(CONNECTOR, [ONE], { path: 'C' })), [[ONE, 'A', 'C']]],
  ['a split', declare(a([ONE, TWO])), declare(a([ONE]), b([TWO])), [[ONE, 'A', 'A'], [TWO, 'A', 'B']]],
  ['a join', declare(a([ONE]), b([TWO])), declare(a([ONE, TWO])), [[ONE, 'A', 'A'], [TWO, 'B', 'A']]],
  ['a swap', declare(a([ONE]), b([TWO])), declare(a([TWO]), b([ONE])), [[ONE, 'A', 'B'], [TWO, 'B', 'A']]],
  ['a number that comes and one that goes', declare(a([ONE])), declare(a([TWO])), [[ONE, 'A', undefined], [TWO, undefined, 'A']]],
  ['one association that changes beside one that does not', declare(a([ONE]), b([TWO])), declare(a([ONE, THREE]), b([TWO])), [[ONE, 'A', 'A'], [THREE, undefined, 'A']]],
])('%s', (_, previous, desired, expected) => {
  const sorted = (rows: (string | undefined)[][]) => [...rows].sort(([one], [other]) => String(one).localeCompare(String(other)));
  expect(sorted(paths(previous, desired))).toEqual(sorted(expected));
});

test.each<[string, Partial<AssociationSpec>]>([
  ['owner', { owner: GROUP }],
  ['region', { region: OTHER_REGION }],
  ['force', { force: true }],
  ['removal policy', { retain: true }],
])('another %s touches the numbers', (_, more) => {
  expect(paths(declare(a([ONE])), declare(a([ONE], more)))).toEqual([[ONE, 'A', 'A']]);
});

test('tells a number that leaves with its association from one that leaves its list', () => {
  const removed = (previous: Declarations, desired: Declarations) => (
    changesBetween(previous, desired).map(({ phoneNumber, associationRemoved }) => [phoneNumber, associationRemoved])
  );
  expect(removed(declare(a([ONE]), b([TWO, THREE])), declare(b([THREE])))).toEqual([[ONE, true], [TWO, false], [THREE, false]]);
  expect(removed(NOTHING, declare(a([ONE])))).toEqual([[ONE, false]]);
});

test('takes time in proportion to the numbers', () => {
  const numbers = phoneNumbers(5_000);
  const many = declare(...numbers.map((phoneNumber, index) => spec(CONNECTOR, [phoneNumber], { path: String(index) })));
  expect(changesBetween(many, NOTHING)).toHaveLength(5_000);
});
