import { sameOwner } from '../model/owner';
import { Assignment } from '../cloudformation/parse-properties';
import { isInRuns } from '../../../src/contract/properties';

/** What is asked: nothing before is a creation, nothing after a deletion. */
export interface Change {
  readonly previous?: Assignment;
  readonly desired?: Assignment;
}

/** A creation or an update. */
export type Declaration = Change & { readonly desired: Assignment };

export type Deletion = { readonly previous: Assignment };

/** What the first reads have found. */
export interface Findings {
  /** Numbers of the change that are on the desired owner. */
  readonly onDesired: ReadonlySet<string>;
  /** Numbers of the change that are on the previous owner. */
  readonly onPrevious: ReadonlySet<string>;
}

/** What is to be done; every number of the change is in one list at most. */
export interface Plan {
  /** To associate without force: nobody may lose them. */
  readonly associate: readonly string[];
  /** To associate with force: ours, seen on the connector that they leave. One request, never unowned. */
  readonly move: readonly string[];
  /** Declared before and after, but no longer in place: moved or released by hand. */
  readonly repair: readonly string[];
  /** To disassociate: ours, seen where we put them. */
  readonly disassociate: readonly string[];
  /** No longer declared and not seen in place: wherever they are, a look at each decides. */
  readonly lookFor: readonly string[];
  /**
   * Whether something of what the properties ask for has yet to happen. If not, this may be the rollback of an update
   * that changed nothing, and it must not fail for numbers that were lost before that update.
   */
  readonly outstanding: boolean;
}

/**
 * Compares what should be with what is.
 *
 * Reads can lag behind writes. So they only choose what to write: a number whose place this change
 * decides is written even if it was seen there already, and only what no change touches goes unwritten.
 */
export function plan({ previous, desired }: Change, { onDesired, onPrevious }: Findings): Plan {
  const before = new Set(previous?.phoneNumbers);
  const after = new Set(desired?.phoneNumbers);
  const moves = previous !== undefined && desired !== undefined && !sameOwner(previous.owner, desired.owner);

  const associate: string[] = [];
  const move: string[] = [];
  const repair: string[] = [];
  for (const phoneNumber of after) {
    if (!before.has(phoneNumber)) associate.push(phoneNumber);
    else if (moves && onPrevious.has(phoneNumber)) move.push(phoneNumber);
    else if (moves && onDesired.has(phoneNumber)) associate.push(phoneNumber);
    else if (!onDesired.has(phoneNumber)) repair.push(phoneNumber);
  }

  // Handed over to another association of the owner that we leave it on: the number is where it should be.
  const keys = [previous?.ownerKey, ...moves ? [] : [desired?.ownerKey]];
  const claims = keys.map(key => desired?.claimedByOthers?.[key ?? ''] ?? '');
  const stays = (phoneNumber: string) => claims.some(runs => isInRuns(phoneNumber, runs));
  const removed = [...before].filter(phoneNumber => !after.has(phoneNumber) && !stays(phoneNumber));
  const disassociate = removed.filter(phoneNumber => onPrevious.has(phoneNumber));
  const lookFor = removed.filter(phoneNumber => !onPrevious.has(phoneNumber));
  // Switching force on asks for the numbers that others have taken. The rollback of that switches it off.
  const insists = previous?.force === false && desired?.force === true;
  const outstanding = insists || move.length > 0 || disassociate.length > 0 || associate.some(phoneNumber => !onDesired.has(phoneNumber));
  return { associate, move, repair, disassociate, lookFor, outstanding };
}

/**
 * Whether a read shows anything but what the change starts from: then it may be behind, for instance behind the undo
 * of an earlier run of the same event, and "where it was before" would be wrong.
 */
export function isSurprising({ previous, desired }: Change, { onDesired, onPrevious }: Findings): boolean {
  const before = new Set(previous?.phoneNumbers);
  return [...before].some(phoneNumber => !onPrevious.has(phoneNumber))
    || (desired?.phoneNumbers ?? []).some(phoneNumber => onDesired.has(phoneNumber) && !(before.has(phoneNumber) && onPrevious.has(phoneNumber)));
}
