import { logPlan, takeOff } from './carry-out';
import { observeReliably } from './observe';
import { EventContext, Phase } from './phase';
import { plan } from '../decide/plan';
import { changesBetween, Declarations, NOTHING } from '../model/association';
import { RunEndedError } from '../model/errors';
import { Failure } from '../model/failure';
import { UndoLog } from '../model/undo-log';
import { ChangeFailedError } from '../report/change-failed-error';
import { Deadline } from '../service/deadline';

/**
 * Takes all numbers off their owners but for those that are retained. What was taken off stays off when others cannot be: the
 * next deletion goes on from there.
 *
 * @throws ChangeFailedError naming what is still there; RunEndedError
 */
export async function deleteAssociations(previous: Declarations, context: EventContext): Promise<void> {
  const changes = changesBetween(previous, NOTHING);
  const phase = new Phase(context, Deadline.full(context.clock));
  let failures: readonly Failure[];
  try {
    const todo = plan(changes, await observeReliably(changes, phase));
    logPlan(todo, context.log);
    failures = await takeOff(todo.disassociate, phase, new UndoLog());
  } catch (error) {
    if (error instanceof RunEndedError) throw error;
    throw new ChangeFailedError({ changes, error, effort: phase.effort() });
  }
  if (failures.length > 0) throw new ChangeFailedError({ changes, failures, effort: phase.effort() });
  context.log('done', phase.effort());
}
