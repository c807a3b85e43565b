import { FakeChime } from './fake-chime';
import { CONNECTOR, declare, OTHER_CONNECTOR, spec } from './names';
import { contextOn, Settings } from './phase';
import { AssociationSpec, Declarations, NOTHING } from '../../../lambda/phone-number-associations/model/association';
import { reconcile } from '../../../lambda/phone-number-associations/reconcile/reconcile';

export const ALL_BACK = 'every number is where it was before.';

export const here = (numbers: readonly string[], more: Partial<AssociationSpec> = {}) => spec(CONNECTOR, numbers, { path: 'Here', ...more });
export const there = (numbers: readonly string[], more: Partial<AssociationSpec> = {}) => spec(OTHER_CONNECTOR, numbers, { path: 'There', ...more });

export async function bring(previous: Declarations, desired: Declarations, chime: FakeChime, settings: Settings = {}) {
  const { context, recorder } = contextOn(chime, settings);
  const error = await reconcile(previous, desired, context).then(() => undefined, (thrown: Error) => thrown);
  expect(chime.unexpectedCalls).toEqual([]);
  return { error, recorder };
}

export const create = async (desired: AssociationSpec, chime: FakeChime, settings?: Settings) => bring(NOTHING, declare(desired), chime, settings);
export const holders = (chime: FakeChime, ...numbers: string[]) => numbers.map(phoneNumber => chime.holderOf(phoneNumber));
