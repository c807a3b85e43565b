import { parseUndoneDeclarations } from './parse-properties';
import { isOfFailedCreation } from './physical-id';
import {
  associationsIn, EventInHand, findLast, hasAnsweredFailed, hasUndoneItself, MATCH_MILLIS, mayBeAtWork, propertiesIn, repeatedDeletion,
  Step, stepOf, stepsOf, tellsOf, trailing,
} from './resource-steps';
import { StackEvent } from './stack-event';
import { Span, Undoing } from '../model/undoing';
import { LONGEST_REQUEST_MILLIS } from '../service/request-executor';

/** Which way the deployment goes for the event in hand. */
export type Situation =
  /** What the template declares is to be reached. */
  | { readonly kind: 'forward' }
  /** What the deployment has done since then is to be undone. */
  | Undoing & { readonly kind: 'rollback' }
  /** What a creation has left, which failed in an earlier deployment of a stack that has gone on since. */
  | Undoing & { readonly kind: 'remains'; readonly hasSuccessor: boolean }
  /** The stack, or all that its associations declared, goes. */
  | { readonly kind: 'deletion' }
  /** Nobody waits for this event any more. */
  | { readonly kind: 'overtaken'; readonly reason: string };

/** Between two looks at the timeline while numbers are written. */
export const LOOK_INTERVAL_MILLIS = 1_000;

/** A run that has been overtaken sends no further request after this long: the age of its last look, the longest request, and a margin. */
const IN_FLIGHT_MILLIS = LOOK_INTERVAL_MILLIS + LONGEST_REQUEST_MILLIS + 2_000;

const STABLE = /^(?:CREATE|UPDATE|ROLLBACK|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE$/;

const FORWARD = /^(?:CREATE|UPDATE|IMPORT)_IN_PROGRESS$/;

export function isOfStack({ resourceType, physicalResourceId }: StackEvent, stackId: string): boolean {
  return resourceType === 'AWS::CloudFormation::Stack' && physicalResourceId === stackId;
}

/** Whether a deployment is under way, by the newest entry of the stack itself; undefined if the entries have none. */
export function isDeploying(newestFirst: readonly StackEvent[], stackId: string): boolean | undefined {
  return newestFirst.find(entry => isOfStack(entry, stackId))?.status.endsWith('_IN_PROGRESS');
}

/** Whether the entries reach back to the end of an earlier deployment, behind the beginning of this one. */
export function reachesBack(newestFirst: readonly StackEvent[], event: EventInHand): boolean {
  const own = newestFirst.filter(entry => isOfStack(entry, event.stackId));
  const stable = own.findIndex(({ status, at }) => STABLE.test(status) && at < event.at - MATCH_MILLIS);
  if (stable < 0) return false;
  // A nested stack that was complete can be rolled back by its parent: then its deployment began before that.
  const later = own.slice(0, stable).map(({ status }) => status);
  if (later.some(status => FORWARD.test(status)) || !later.some(status => /ROLLBACK/.test(status))) return true;
  const began = own.findIndex(({ status }) => FORWARD.test(status));
  return began >= 0 && own.slice(began).some(({ status }) => STABLE.test(status));
}

/** An entry of the stack itself, with its place among all entries. */
type StackEntry = StackEvent & { readonly index: number };

/** The event in hand among the entries of its stack, the oldest first. */
interface Located {
  readonly event: EventInHand;
  readonly step: Step;
  readonly steps: readonly Step[];
  readonly stackEntries: readonly StackEntry[];
  /** What the stack was doing when the event was made. */
  readonly phase: StackEntry;
  /** Creations and updates of the resource, since the last deployment that completed, that lie before the event. */
  readonly attempts: readonly Step[];
  readonly created: ReadonlySet<string>;
}

/**
 * Finds the event in hand in the timeline of its stack.
 *
 * The order of the entries is what counts; clocks only tell which entry is this event's.
 *
 * @param newestFirst all entries since the end of the last deployment that completed
 * @returns undefined if the timeline does not show the event yet
 */
export function situationOf(event: EventInHand, newestFirst: readonly StackEvent[]): Situation | undefined {
  const located = locate(event, [...newestFirst].reverse());
  if (!located) return undefined;
  const overtaken = overtakenBy(located);
  if (overtaken !== undefined) return { kind: 'overtaken', reason: overtaken };
  const { step, phase, attempts } = located;
  if (/ROLLBACK/.test(phase.status) || step.operation === 'ROLLBACK') return { kind: 'rollback', ...undoing(attempts, located) };
  switch (event.requestType) {
    case 'Create': return { kind: 'forward' };
    case 'Update': return situationOfUpdate(located);
    case 'Delete': return situationOfDelete(located);
  }
}

/** What has overtaken the event, if anything has. A run asks this again and again while it writes, so nothing else is worked out. */
export function overtakenReason(event: EventInHand, newestFirst: readonly StackEvent[]): string | undefined {
  const located = locate(event, [...newestFirst].reverse());
  return located && overtakenBy(located);
}

function overtakenBy({ step, stackEntries }: Located): string | undefined {
  if (stackEntries.some(({ index }) => index > step.index)) return `the stack is in ${stackEntries.at(-1)!.status}`;
  return step.end && `CloudFormation has recorded ${step.end.status} for it`;
}

function locate(event: EventInHand, entries: readonly StackEvent[]): Located | undefined {
  const steps = stepsOf(entries, event.logicalResourceId);
  const stackEntries = entries.flatMap((entry, index) => isOfStack(entry, event.stackId) ? [{ ...entry, index }] : []);
  const step = repeatedDeletion(event, steps.filter(({ index }) => index > (stackEntries.at(-1)?.index ?? Infinity))) ?? stepOf(event, steps);
  const phase = step && findLast(stackEntries, ({ index }) => index < step.index);
  if (!step || !phase) return undefined;
  // A nested stack that was complete can be rolled back by its parent: the deployment began before it was complete.
  const began = findLast(stackEntries, ({ index, status }) => index <= phase.index && FORWARD.test(status)) ?? phase;
  const stable = findLast(stackEntries, ({ index, status }) => index < began.index && STABLE.test(status));
  const from = (stable?.index ?? -1) + 1;
  return {
    event,
    step,
    steps,
    stackEntries,
    phase,
    attempts: steps.filter(({ operation, index }) => operation !== 'DELETE' && index >= from && index < step.index),
    created: new Set(entries.slice(from).filter(({ status }) => status.startsWith('CREATE_')).map(({ physicalResourceId }) => physicalResourceId)),
  };
}

function situationOfUpdate(located: Located): Situation {
  const failed = trailing(located.attempts, ({ end }) => end?.status.endsWith('_FAILED') === true);
  return failed.length > 0 && putsBack(failed, located) ? { kind: 'rollback', ...undoing(failed, located) } : { kind: 'forward' };
}

function situationOfDelete(located: Located): Situation {
  const { event, steps, stackEntries, phase, attempts } = located;
  if (isOfFailedCreation(event.physicalResourceId ?? '')) {
    const creations = attempts.filter(({ operation, end }) => operation === 'CREATE' && end?.status === 'CREATE_FAILED');
    const creation = creations.find(({ end }) => end?.physicalResourceId === event.physicalResourceId) ?? creations.at(-1) ?? attempts[0];
    const left = undoing(creation ? [creation] : [], located);
    const hasSuccessor = steps.some(({ operation, index }) => operation === 'CREATE' && index > (creation?.index ?? -1));
    return phase.status === 'DELETE_IN_PROGRESS' && !hasSuccessor ? { kind: 'rollback', ...left }
      // Its owners have been there since: people may have put numbers on them.
      : { kind: 'remains', ...left, created: new Set(), hasSuccessor };
  }
  // `OnFailure: DELETE` undoes a creation, although it looks like a deletion.
  const wasComplete = stackEntries.some(({ index, status }) => index < phase.index && STABLE.test(status));
  const undoesCreation = phase.status === 'DELETE_IN_PROGRESS' && !wasComplete && !/user initiated/i.test(phase.reason);
  return undoesCreation ? { kind: 'rollback', ...undoing(attempts, located) } : { kind: 'deletion' };
}

/** What a step has undone by itself is left out: since then it may have gone back to where a later template declares it. */
function undoing(candidates: readonly Step[], located: Located): Undoing {
  const { event, stackEntries } = located;
  const last = candidates.at(-1);
  const began = last && findLast(stackEntries, ({ index, status }) => index < last.index && FORWARD.test(status));
  const isDone = (candidate: Step): boolean => {
    const isOfEvent = event.requestType === 'Delete' && candidate.end?.physicalResourceId === event.physicalResourceId;
    return candidate.index < (began?.index ?? 0) && !isOfEvent ? hasAnsweredFailed(candidate) : hasUndoneItself(candidate);
  };
  const spanOf = (candidate: Step): Span => ({ from: candidate.at, to: atWorkUntil(candidate, located) ?? candidate.end?.at ?? located.phase.at });
  const left = candidates.filter(candidate => !isDone(candidate));
  const spans = left.map(spanOf);
  const undone = candidates.filter(candidate => isDone(candidate) && candidate.index > (left[0]?.index ?? Infinity)).map(spanOf);
  const declared = [...candidates].reverse().map(({ properties }) => parseUndoneDeclarations(propertiesIn(properties)));
  return { spans, undone, declared, created: located.created, inFlightUntil: last && atWorkUntil(last, located) };
}

/** Until when a run that was overtaken can have a request under way; undefined if none can be. */
function atWorkUntil(candidate: Step, { stackEntries, phase }: Located): number | undefined {
  if (!mayBeAtWork(candidate)) return undefined;
  const next = stackEntries.find(({ index }) => index > candidate.index);
  const ends = [candidate.end?.at, next && /ROLLBACK/.test(next.status) ? next.at : undefined].filter(at => at !== undefined);
  return Math.max(...ends.length > 0 ? ends : [phase.at]) + IN_FLIGHT_MILLIS;
}

/**
 * Whether an update puts back what has failed in a deployment that does not roll back: at once, while that is still under way, or
 * before the next deployment begins with its own work. Only the properties tell the latter from an update of the next deployment.
 */
function putsBack(failed: readonly Step[], { event: { associations, oldAssociations }, phase, steps }: Located): boolean {
  const last = failed[failed.length - 1];
  if (last.index > phase.index || phase.status.endsWith('_FAILED')) return true;
  const told = associationsIn(last.properties);
  // What is put back is what was complete, where that is told.
  const complete = findLast(steps, ({ index, operation, end }) => index < failed[0].index && operation !== 'DELETE' && end?.status.endsWith('_COMPLETE') === true);
  const stable = complete && associationsIn(complete.properties);
  return last.operation === 'UPDATE' && told !== undefined && tellsOf(told, oldAssociations) && (stable === undefined || tellsOf(stable, associations));
}
