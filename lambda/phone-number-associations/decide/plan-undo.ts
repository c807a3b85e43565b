import { NumberChange } from '../model/association';
import { Placement } from '../model/owner';
import { isOn, ObservedState, otherHolder } from '../model/phone-number';
import { UndoLog } from '../model/undo-log';

/** A number that was in use elsewhere goes back there. */
export interface GiveBack {
  readonly phoneNumber: string;
  readonly from: Placement;
  readonly to: Placement;
  /** Whether the number is surely where we have taken it: then one request with force brings it back. */
  readonly certain: boolean;
}

export interface UndoPlan {
  readonly giveBack: readonly GiveBack[];
  /** Numbers that were taken off go back. */
  readonly restore: readonly { readonly phoneNumber: string; readonly to: Placement }[];
  /** Numbers that were on nothing come off again. */
  readonly remove: readonly { readonly phoneNumber: string; readonly from: Placement }[];
}

/**
 * What brings back what a run has done.
 *
 * @param observed where the numbers are that are in doubt; without it, only what is certain is planned
 */
export function planUndo(changes: readonly NumberChange[], undoLog: UndoLog, observed?: ObservedState): UndoPlan {
  const byNumber = new Map(changes.map(change => [change.phoneNumber, change]));
  const giveBack: GiveBack[] = [];
  const remove: { phoneNumber: string; from: Placement }[] = [];
  for (const phoneNumber of undoLog.associated.phoneNumbers()) {
    const from = byNumber.get(phoneNumber)?.after;
    const certain = !undoLog.associated.isInDoubt(phoneNumber);
    if (!from || certain !== (observed === undefined)) continue;
    const to = undoLog.takenFrom.get(phoneNumber);
    const number = observed?.get(phoneNumber);
    if (to) giveBack.push({ phoneNumber, from, to, certain });
    // Without force, only a number that nobody had can have come to us.
    else if (certain || isOn(number, from.owner) || !otherHolder(number, from.owner)) remove.push({ phoneNumber, from });
  }
  if (observed) return { giveBack, restore: [], remove };
  const restore = undoLog.disassociated.phoneNumbers().flatMap(phoneNumber => {
    const to = byNumber.get(phoneNumber)?.before;
    return to ? [{ phoneNumber, to }] : [];
  });
  return { giveBack, restore, remove };
}
