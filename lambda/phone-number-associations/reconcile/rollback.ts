import { carryOut } from './carry-out';
import { consistentAt, lookFor } from './observe';
import { EventContext, Phase } from './phase';
import { isWithin } from '../decide/consistency';
import { planRollback } from '../decide/plan';
import { AssociationSpec, changesBetween, Declarations, NumberChange } from '../model/association';
import { ErrorCategory, errorCode } from '../model/error-codes';
import { RunEndedError } from '../model/errors';
import { Failure } from '../model/failure';
import { Log } from '../model/log';
import { describeOwner, sameOwner } from '../model/owner';
import { isOn, ObservedState, PhoneNumberAssociation } from '../model/phone-number';
import { UndoLog } from '../model/undo-log';
import { Undoing } from '../model/undoing';
import { ChangeFailedError } from '../report/change-failed-error';
import { Deadline } from '../service/deadline';

/** What is nobody's work, and may be over when the same is done again. */
const OUTAGES: readonly ErrorCategory[] = ['denied', 'malformed', 'throttled', 'unavailable', 'unreachable'];

/** The owners of the old template were there before: one that is not known has been deleted. */
const OWNER_APPEARS_WITHIN_MILLIS = 15_000;

/**
 * Brings back what a deployment has changed that has failed or was cancelled, and leaves what was there before it.
 *
 * What people moved by hand stays where they put it, and never fails the rollback; it is logged by number and owner.
 *
 * @param restored what is declared again: the old template, or nothing for a creation
 * @param failed what the deployment declared last
 * @throws ChangeFailedError for an outage or a denial that outlasts the time; RunEndedError
 */
export async function rollBack(restored: Declarations, failed: Declarations, undoing: Undoing, context: EventContext): Promise<void> {
  const { clock, log } = context;
  const touched = touchedNumbers(restored, [failed, ...undoing.declared]);
  const numbers = [...touched.values()];
  let changes = numbers.map(number => changeOf(number));
  const phase = new Phase(context, Deadline.full(clock));
  const isOfDeployment = originOf(undoing);
  let failures: readonly Failure[];
  try {
    // What the deployment wrote last must show, also a request that was under way when it was overtaken.
    const settledAt = Math.max(consistentAt(phase), (undoing.inFlightUntil ?? 0) + consistentAt(phase) - context.eventAt);
    await phase.pauseUntil(settledAt);
    const sought = numbers.map(({ phoneNumber, before, declared }) => ({ phoneNumber, candidates: [before, ...declared] }));
    const observed = await lookFor(sought, phase);
    changes = numbers.map(number => changeOf(number, observed));
    failures = await carryOut(planRollback(changes, observed, isOfDeployment), phase, new UndoLog(), {
      mayTake: (phoneNumber, holder) => {
        const isDeclared = touched.get(phoneNumber)?.declared.some(({ owner }) => sameOwner(holder, owner));
        return isDeclared === true && isOfDeployment(holder, true);
      },
      consistentAt: settledAt,
      ownerAppearsWithinMillis: OWNER_APPEARS_WITHIN_MILLIS,
      disassociateAfterFailure: true,
    });
  } catch (error) {
    if (error instanceof RunEndedError) throw error;
    throw new ChangeFailedError({ changes, error, effort: phase.effort() });
  }
  const serious = withoutHandMade(failures, log);
  if (serious.length > 0) throw new ChangeFailedError({ changes, failures: serious, effort: phase.effort() });
  log('done', phase.effort());
}

/** A number that a deployment touches which can have had several steps: an update, and what followed its failure. */
interface TouchedNumber {
  readonly phoneNumber: string;
  readonly before?: AssociationSpec;
  /** Where the steps declared it, the newest first. */
  readonly declared: readonly AssociationSpec[];
}

function touchedNumbers(restored: Declarations, declared: readonly Declarations[]): Map<string, TouchedNumber> {
  const touched = new Map<string, TouchedNumber>();
  for (const { phoneNumber, before, after } of declared.flatMap(declarations => changesBetween(restored, declarations))) {
    const known = touched.get(phoneNumber)?.declared ?? [];
    touched.set(phoneNumber, { phoneNumber, before, declared: after ? [...known, after] : known });
  }
  return touched;
}

/** Of the places that the steps have declared, the one where the number is. */
function changeOf({ phoneNumber, before, declared }: TouchedNumber, observed?: ObservedState): NumberChange {
  const after = declared.find(({ owner }) => isOn(observed?.get(phoneNumber), owner)) ?? declared[0];
  return { phoneNumber, before, after, associationRemoved: false };
}

/** Whether the deployment has made an association. A number that goes back cannot fall silent: there, what an undo has renewed counts, too. */
function originOf(undoing: Undoing): (association: PhoneNumberAssociation, goesBack: boolean) => boolean {
  const { spans, undone } = undoing;
  return (association, goesBack) => isOnCreated(association, undoing)
    || [...spans, ...goesBack ? undone : []].some(span => isWithin(association.associatedAt, span));
}

function isOnCreated({ id }: PhoneNumberAssociation, { created }: Undoing): boolean {
  return [...created].some(physicalId => physicalId === id || physicalId.endsWith(`/${id}`));
}

/** What is left are outages and denials; everything else is the work of hands, which nobody can undo, and is logged. */
function withoutHandMade(failures: readonly Failure[], log: Log): Failure[] {
  return failures.filter(({ phoneNumber, code, message, target, holder }) => {
    // A number that should be on nothing is still on its owner: only the service can be to blame.
    if (!target || OUTAGES.includes(errorCode(code).category)) return true;
    log('not-restored', { e164PhoneNumber: phoneNumber, owner: describeOwner(target), holder: holder && describeOwner(holder), code, message });
    return false;
  });
}
