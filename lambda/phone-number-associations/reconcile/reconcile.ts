import { wholeBudget, workBudget } from '../service/deadline';
import { ChangeFailedError, Effort } from '../report/change-failed-error';
import { Failure } from '../decide/classify-refusal';
import { Log, numbersForLog } from '../report/log';
import { lookTwice } from './observe';
import { sameOwner } from '../model/owner';
import { Pace } from '../service/rate-limiter';
import { Declaration, Deletion, Plan, plan } from '../decide/plan';
import { sortRepairs } from './repairs';
import { Assignment } from '../cloudformation/parse-properties';
import { otherHolder } from '../service/number-reader';
import { Dependencies, Toolbox } from './phase';
import { newRecord, newTraces, Traces, undo } from './rollback';

/**
 * Puts the declared numbers in place, or leaves everything as it was.
 *
 * @throws ChangeFailedError after everything that this run did has been undone
 */
export async function declare(change: Declaration, dependencies: Dependencies): Promise<void> {
  const { clock, log, random } = dependencies;
  const pace = new Pace(random);
  const toolbox = new Toolbox(dependencies, workBudget(clock), pace);
  let traces = newTraces(new Set(), new Set());
  const fail = async (reason: { readonly failures?: readonly Failure[]; readonly error?: unknown }): Promise<never> => {
    const effort = effortOf(toolbox, pace);
    log('undo', { ...effort });
    const undone = await undo(change, traces, new Toolbox(dependencies, wholeBudget(clock), pace), dependencies);
    throw new ChangeFailedError({ change, ...reason, effort, undone });
  };

  let failures: readonly Failure[];
  try {
    const findings = await lookTwice(change, toolbox, log);
    traces = newTraces(findings.onDesired, findings.onPrevious);
    failures = await carryOut(change, plan(change, findings), traces, toolbox, log);
  } catch (error) {
    return fail({ error });
  }
  if (failures.length > 0) return fail({ failures });
  log('done', { ...effortOf(toolbox, pace) });
}

/**
 * Takes the numbers off their owner. What was removed stays removed when others cannot be: the next
 * deletion goes on from there.
 *
 * @throws ChangeFailedError naming what is still there
 */
export async function remove(deletion: Deletion, dependencies: Dependencies): Promise<void> {
  const { clock, log, random } = dependencies;
  const pace = new Pace(random);
  const toolbox = new Toolbox(dependencies, wholeBudget(clock), pace);
  let failures: readonly Failure[];
  try {
    const findings = await lookTwice(deletion, toolbox, log);
    failures = await disassociate(deletion.previous, plan(deletion, findings), newTraces(new Set(), findings.onPrevious), toolbox, log);
  } catch (error) {
    throw new ChangeFailedError({ change: deletion, error, effort: effortOf(toolbox, pace) });
  }
  if (failures.length > 0) throw new ChangeFailedError({ change: deletion, failures, effort: effortOf(toolbox, pace) });
  log('done', { ...effortOf(toolbox, pace) });
}

async function carryOut(change: Declaration, todo: Plan, traces: Traces, toolbox: Toolbox, log: Log): Promise<readonly Failure[]> {
  const { previous, desired } = change;
  log('plan', {
    associate: todo.associate.length,
    move: todo.move.length,
    repair: todo.repair.length,
    disassociate: todo.disassociate.length,
    lookFor: todo.lookFor.length,
  });
  const { survey, associator } = toolbox.for(desired.region);
  const repairs = await sortRepairs(change, todo, survey, log);
  // Fails before anything is changed: then the rollback finds nothing outstanding, and passes below.
  if (todo.outstanding && repairs.impossible.length > 0) return repairs.impossible;

  const moving = previous !== undefined && !sameOwner(previous.owner, desired.owner);
  const association = {
    target: desired.owner,
    force: desired.force,
    handedOver: previous?.claimedByOthers,
    ...moving ? { formerOwner: previous.owner, ours: new Set(previous.phoneNumbers) } : {},
  };
  const failures = await associator.associate({
    ...association,
    move: todo.move,
    phoneNumbers: [...todo.associate, ...todo.outstanding ? repairs.possible : []],
  }, traces.associated);
  if (failures.length > 0) return failures;
  if (previous) {
    const stuck = await disassociate(previous, todo, traces, toolbox, log);
    if (stuck.length > 0) return stuck;
  }
  if (!todo.outstanding) {
    // Nothing was asked for but what is there already, as in the rollback of an update that changed nothing:
    // then what was moved by hand is repaired where possible and must not get the stack stuck where not.
    const unrepaired = await associator.associate({ ...association, phoneNumbers: repairs.possible }, newRecord());
    if (unrepaired.length > 0) log('drift', { lost: numbersForLog(unrepaired.map(({ phoneNumber }) => phoneNumber)) });
  }
  return [];
}

async function disassociate(previous: Assignment, todo: Plan, traces: Traces, toolbox: Toolbox, log: Log): Promise<readonly Failure[]> {
  const { survey, disassociator } = toolbox.for(previous.region);
  // A number that somebody else has is left alone. One that nobody seems to have is sent all the same:
  // it may be one of ours that the read does not show yet.
  const sightings = await survey.locate(todo.lookFor);
  const elsewhere = todo.lookFor.filter(phoneNumber => otherHolder(sightings.get(phoneNumber), previous.owner));
  if (elsewhere.length > 0) log('left-alone', numbersForLog(elsewhere));
  const unseen = todo.lookFor.filter(phoneNumber => !elsewhere.includes(phoneNumber));
  return disassociator.disassociate(previous.owner, [...todo.disassociate, ...unseen], traces.disassociated);
}

function effortOf(toolbox: Toolbox, pace: Pace): Effort {
  return { requests: toolbox.requestsSent(), millis: Math.round(toolbox.elapsedMillis()), throttled: pace.throttledAnswers() };
}
