import { sendAnswer, Answer } from './cloudformation/answer';
import { parseDeclarations, parseFormerDeclarations, parseUndoneDeclarations } from './cloudformation/parse-properties';
import { failedPhysicalIdOf, physicalIdOf } from './cloudformation/physical-id';
import { dateOf, ResourceEvent } from './cloudformation/resource-event';
import { EventInHand } from './cloudformation/resource-steps';
import { Situation } from './cloudformation/stack-timeline';
import { HandlerDependencies, servicesFor } from './dependencies';
import { onDriftCheck } from './drift-check';
import { NOTHING } from './model/association';
import { OvertakenError, RunEndedError, TimelineUnreadableError } from './model/errors';
import { Log, numbersForLog } from './model/log';
import { messageOf } from './model/text';
import { deleteAssociations } from './reconcile/delete';
import { EventContext } from './reconcile/phase';
import { reconcile } from './reconcile/reconcile';
import { rollBack } from './reconcile/rollback';
import { createLog } from './report/log';
import { Clock, endingAt } from './service/clock';
import { DriftDetectionEvent } from '../../src/contract/properties';

export type Handler = (event: ResourceEvent | DriftDetectionEvent, clock: Clock) => Promise<void>;

/** CloudFormation gives up after an hour where a template does not say otherwise. */
const LONGEST_ANSWER_SECONDS = 3_600;

/** Less than this before CloudFormation gives up, Lambda will not run the event again. */
const NEXT_RUN_MILLIS = 90_000;

/** Lambda's third and last run comes one and two minutes after the first two. */
const LAST_RUN_AFTER_MILLIS = 180_000;

export function createHandler(dependencies: HandlerDependencies): Handler {
  return async (event, clock) => {
    if ('DetectDrift' in event) return onDriftCheck(event.DetectDrift, clock, dependencies);
    return onResourceEvent(event, clock, dependencies);
  };
}

/** Works, and answers CloudFormation. A run that throws is run again by Lambda. */
async function onResourceEvent(event: ResourceEvent, lambdaClock: Clock, dependencies: HandlerDependencies): Promise<void> {
  // Not the event as it is: that has a pre-signed URL in it.
  const log = createLog(dependencies.write, {
    requestType: event.RequestType, logicalResourceId: event.LogicalResourceId, requestId: event.RequestId,
  });
  const at = dateOf(event) ?? lambdaClock.now();
  const givesUpAt = at + answerSeconds(event) * 1_000;
  const clock = endingAt(lambdaClock, givesUpAt);
  const mayRunAgain = lambdaClock.now() - at < LAST_RUN_AFTER_MILLIS;
  if (clock.remainingMillis() <= 0) return log('overtaken', { reason: 'CloudFormation has given up on this event' });

  const answer = await answerOf(event, at, clock, dependencies, log).catch((error: unknown): Answer => {
    const isForNextRun = error instanceof TimelineUnreadableError && mayRunAgain && givesUpAt - lambdaClock.now() > NEXT_RUN_MILLIS;
    if (error instanceof OvertakenError) log('overtaken', { reason: error.message });
    else log('failed', { reason: messageOf(error) });
    if (isForNextRun) throw error;
    return { status: 'FAILED', reason: reasonOf(error, dependencies.logGroupName), physicalResourceId: event.PhysicalResourceId ?? failedPhysicalIdOf(at) };
  });
  await sendAnswer(event, answer, { put: dependencies.put, clock, random: dependencies.random, log });
}

async function answerOf(event: ResourceEvent, at: number, clock: Clock, dependencies: HandlerDependencies, log: Log): Promise<Answer> {
  const { RequestType, LogicalResourceId, PhysicalResourceId, StackId } = event;
  const { deployment, shared } = servicesFor(dependencies, clock, log);
  const eventInHand: EventInHand = {
    requestType: RequestType,
    logicalResourceId: LogicalResourceId,
    physicalResourceId: PhysicalResourceId,
    stackId: StackId,
    at,
    associations: event.ResourceProperties.Associations,
    oldAssociations: event.OldResourceProperties?.Associations,
  };
  const situation = await deployment.situate(eventInHand);
  log('situation', {
    situation: situation.kind,
    ...'spans' in situation ? { since: dateText(situation.spans[0]?.from), inFlightUntil: dateText(situation.inFlightUntil) } : {},
  });
  await carryOutEvent(event, situation, { ...shared, assertMayWrite: () => deployment.assertCurrent(eventInHand), eventAt: at });
  return { status: 'SUCCESS', physicalResourceId: PhysicalResourceId ?? physicalIdOf(at) };
}

/** What is to be done depends on the event, and on which way the deployment goes. */
async function carryOutEvent(event: ResourceEvent, situation: Situation, context: EventContext): Promise<void> {
  if (situation.kind === 'overtaken') throw new OvertakenError(situation.reason);
  if (event.RequestType === 'Delete') return onDelete(event, situation, context);
  return situation.kind === 'rollback' ? onRollbackOfUpdate(event, situation, context) : onCreateOrUpdate(event, context);
}

/** A creation is an update of nothing. */
async function onCreateOrUpdate({ ResourceProperties, OldResourceProperties }: ResourceEvent, context: EventContext): Promise<void> {
  await reconcile(parseFormerDeclarations(OldResourceProperties), parseDeclarations(ResourceProperties), context);
}

/** CloudFormation sends the old template's properties as the new ones, and those that have failed as the old ones. */
async function onRollbackOfUpdate(
  { ResourceProperties, OldResourceProperties }: ResourceEvent, situation: Situation & { kind: 'rollback' }, context: EventContext,
): Promise<void> {
  await rollBack(parseFormerDeclarations(ResourceProperties), parseUndoneDeclarations(OldResourceProperties), situation, context);
}

async function onDelete({ ResourceProperties }: ResourceEvent, situation: Situation, context: EventContext): Promise<void> {
  const declared = parseFormerDeclarations(ResourceProperties);
  if (situation.kind === 'rollback') return rollBack(NOTHING, declared, situation, context);
  if (situation.kind !== 'remains') return deleteAssociations(declared, context);
  if (!situation.hasSuccessor) return rollBack(NOTHING, declared, situation, context);
  // What the failed creation may have left, its successor may have declared.
  const phoneNumbers = [...declared.values()].flatMap(spec => spec.phoneNumbers);
  context.log('leave', { why: 'a successor of the creation that failed may have declared it', ...numbersForLog(phoneNumbers) });
}

function answerSeconds({ ResourceProperties }: ResourceEvent): number {
  const seconds = Number(ResourceProperties.AnswerWithinSeconds);
  return seconds > 0 ? Math.min(seconds, LONGEST_ANSWER_SECONDS) : LONGEST_ANSWER_SECONDS;
}

function reasonOf(error: unknown, logGroupName: string | undefined): string {
  const text = messageOf(error);
  const reason = error instanceof RunEndedError ? `${text.replace(/\.?$/, '.')} Numbers are where the last run that could tell has left them: see the log.` : text;
  return logGroupName ? `${reason} Log group: ${logGroupName}` : reason;
}

function dateText(millis: number | undefined): string | undefined {
  return millis === undefined ? undefined : new Date(millis).toISOString();
}
