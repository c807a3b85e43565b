import { FakeChime } from './fake-chime';
import { CONNECTOR, NOW, OTHER_CONNECTOR, spec } from './names';
import { contextOn, Settings } from './phase';
import { AssociationSpec, Declarations } from '../../../lambda/phone-number-associations/model/association';
import { Undoing } from '../../../lambda/phone-number-associations/model/undoing';
import { rollBack } from '../../../lambda/phone-number-associations/reconcile/rollback';

export const here = (numbers: readonly string[], more: Partial<AssociationSpec> = {}) => spec(CONNECTOR, numbers, { path: 'Here', ...more });
export const there = (numbers: readonly string[], more: Partial<AssociationSpec> = {}) => spec(OTHER_CONNECTOR, numbers, { path: 'There', ...more });

/** The step that is undone was at work from a minute before the rollback to half a minute before it. */
export const FROM = NOW - 60_000;
export const TO = NOW - 30_000;
export const MEANWHILE = NOW - 45_000;
export const UNDOING: Undoing = { spans: [{ from: FROM, to: TO }], undone: [], declared: [], created: new Set() };

export async function undoAfter(
  restored: Declarations, failed: Declarations, chime: FakeChime, undoing: Partial<Undoing> = {}, settings: Settings = {},
) {
  const { context, recorder } = contextOn(chime, settings);
  const error = await rollBack(restored, failed, { ...UNDOING, ...undoing }, context).then(() => undefined, (thrown: Error) => thrown);
  expect(chime.unexpectedCalls).toEqual([]);
  return { error, recorder };
}

export const holders = (chime: FakeChime, ...numbers: string[]) => numbers.map(phoneNumber => chime.holderOf(phoneNumber));
