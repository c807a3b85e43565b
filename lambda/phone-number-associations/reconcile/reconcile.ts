import { carryOut } from './carry-out';
import { consistentAt, observeReliably } from './observe';
import { EventContext, Phase } from './phase';
import { undo } from './undo';
import { FIRST_ASSOCIATION_MILLIS, isSurelyAfter, WHOLE_SECOND_MILLIS } from '../decide/consistency';
import { plan } from '../decide/plan';
import { changesBetween, Declarations, NumberChange } from '../model/association';
import { RunEndedError } from '../model/errors';
import { Failure } from '../model/failure';
import { sameOwner } from '../model/owner';
import { associationWith, isOn, ObservedState } from '../model/phone-number';
import { UndoLog } from '../model/undo-log';
import { ChangeFailedError } from '../report/change-failed-error';
import { Deadline } from '../service/deadline';

/** A connector that was created a moment ago can be unknown for up to a minute. */
const OWNER_APPEARS_WITHIN_MILLIS = 90_000;

/** Lambda runs an event again after a minute: a run that begins later than this may not be the first. */
const FIRST_RUN_WITHIN_MILLIS = 30_000;

/**
 * Puts the declared numbers in place, or leaves everything as it was before the event, whichever run of it did what.
 *
 * @throws ChangeFailedError after everything that was done has been undone; RunEndedError
 */
export async function reconcile(previous: Declarations, desired: Declarations, context: EventContext): Promise<void> {
  const { clock, log } = context;
  const changes = changesBetween(previous, desired);
  const phase = new Phase(context, Deadline.reservingRollback(clock));
  const undoLog = new UndoLog();
  let failures: readonly Failure[] = [];
  let error: unknown;
  try {
    failures = await bringForward(changes, phase, undoLog);
    if (failures.length === 0) return log('done', phase.effort());
  } catch (thrown) {
    if (thrown instanceof RunEndedError) throw thrown;
    error = thrown;
  }
  const effort = phase.effort();
  log('undo', effort);
  const undone = await undo(changes, undoLog, new Phase(context, Deadline.full(clock)));
  throw new ChangeFailedError({ changes, failures, error, effort, undone: { ...undone, originUnknown: originUnknown(changes, undoLog) } });
}

async function bringForward(changes: readonly NumberChange[], phase: Phase, undoLog: UndoLog): Promise<Failure[]> {
  const { context } = phase;
  const observed = await observeReliably(changes, phase);
  adoptEarlierRuns(changes, observed, undoLog, context);
  const todo = plan(changes, observed);
  if (todo.associate.length + todo.take.length > 0) await phase.pauseUntil(context.eventAt + FIRST_ASSOCIATION_MILLIS);
  const byNumber = new Map(changes.map(change => [change.phoneNumber, change]));
  return carryOut(todo, phase, undoLog, {
    mayTake: (phoneNumber, holder) => {
      const { before, after } = byNumber.get(phoneNumber) ?? {};
      return after?.force === true || sameOwner(holder, before?.owner);
    },
    consistentAt: consistentAt(phase),
    ownerAppearsWithinMillis: OWNER_APPEARS_WITHIN_MILLIS,
    disassociateAfterFailure: false,
  });
}

/**
 * Takes what an earlier run of the event has done, which was killed, for this run's own: all or nothing holds for both together.
 */
function adoptEarlierRuns(changes: readonly NumberChange[], observed: ObservedState, undoLog: UndoLog, { eventAt, clock }: EventContext): void {
  const mayNotBeFirst = clock.now() - eventAt > FIRST_RUN_WITHIN_MILLIS;
  for (const { phoneNumber, before, after } of changes) {
    const number = observed.get(phoneNumber);
    const association = after && associationWith(number, after.owner);
    if (association && !sameOwner(before?.owner, after.owner) && isSurelyAfter(association.associatedAt, eventAt + WHOLE_SECOND_MILLIS)) {
      undoLog.associated.markDone([phoneNumber]);
      undoLog.adopted.add(phoneNumber);
      if (before) undoLog.takenFrom.set(phoneNumber, before);
    }
    // A number that leaves is on nothing: the earlier run may have let it go.
    if (before && !after && mayNotBeFirst && !isOn(number, before.owner)) undoLog.disassociated.markInDoubt([phoneNumber]);
  }
}

/** Numbers that an earlier run may have taken from somebody: only its log knows from whom. */
function originUnknown(changes: readonly NumberChange[], { adopted, takenFrom }: UndoLog): string[] {
  return changes
    .filter(({ phoneNumber, after }) => after?.force && adopted.has(phoneNumber) && !takenFrom.has(phoneNumber))
    .map(({ phoneNumber }) => phoneNumber);
}
