import { isOfFailedCreation } from './physical-id';
import { StackEvent } from './stack-event';
import { EVERYTHING_UNDONE, NOTHING_CHANGED } from '../model/text';
import { LONGEST_REQUEST_MILLIS } from '../service/request-executor';

/** From the beginning of a step to its end, in milliseconds since 1970, by CloudFormation's clock. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is known of the event that is at work. */
export interface EventInHand {
  readonly requestType: 'Create' | 'Update' | 'Delete';
  readonly logicalResourceId: string;
  readonly physicalResourceId?: string;
  readonly stackId: string;
  /** What is to be declared, as the event has it. */
  readonly associations?: unknown;
  /** What the other template declares, the one that is left, as the event has it. */
  readonly oldAssociations?: unknown;
  /** When CloudFormation made the event, to the whole second. */
  readonly at: number;
}

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

interface Undoing {
  /** When the steps of this resource were at work that are to be undone. */
  readonly spans: readonly Span[];
  /** Until then a run that was overtaken can have a request under way. */
  readonly inFlightUntil?: number;
  /** Ids and ARNs of resources that the deployment has created: whatever is on them came there in it. */
  readonly created: ReadonlySet<string>;
}

/** One operation of CloudFormation on this resource. */
interface Step {
  readonly operation: StackEvent['status'];
  readonly physicalResourceId: string;
  readonly properties: string;
  readonly index: number;
  readonly at: number;
  end?: StackEvent;
}

/** Between two looks at the timeline while numbers are written. */
export const LOOK_INTERVAL_MILLIS = 1_000;

/** A run that has been overtaken sends no further request after this long: the age of its last look, the longest request, and a margin. */
const IN_FLIGHT_MILLIS = LOOK_INTERVAL_MILLIS + LONGEST_REQUEST_MILLIS + 2_000;

/** The event and its entry in the timeline are made in the same moment; more than this apart they do not belong together. */
const MATCH_MILLIS = 10_000;

const STABLE = /^(?:CREATE|UPDATE|ROLLBACK|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE$/;

export function isOfStack({ resourceType, physicalResourceId }: StackEvent, stackId: string): boolean {
  return resourceType === 'AWS::CloudFormation::Stack' && physicalResourceId === stackId;
}

/** Whether a deployment is under way, by the newest entry of the stack itself; undefined if the entries have none. */
export function isDeploying(newestFirst: readonly StackEvent[], stackId: string): boolean | undefined {
  return newestFirst.find(entry => isOfStack(entry, stackId))?.status.endsWith('_IN_PROGRESS');
}

/** Whether the entries reach back to the end of an earlier deployment, behind the beginning of this one. */
export function reachesBack(newestFirst: readonly StackEvent[], event: EventInHand): boolean {
  return newestFirst.some(entry => isOfStack(entry, event.stackId) && STABLE.test(entry.status) && entry.at < event.at - MATCH_MILLIS);
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
  const entries = [...newestFirst].reverse();
  const steps = stepsOf(entries, event.logicalResourceId);
  const step = stepOf(event, steps);
  if (!step) return undefined;
  const ownEntries = entries.flatMap((entry, index) => isOfStack(entry, event.stackId) ? [{ ...entry, index }] : []);
  const phase = findLast(ownEntries, ({ index }) => index < step.index);
  if (!phase) return undefined;
  const turn = ownEntries.find(({ index }) => index > step.index);
  if (turn) return overtaken(`the stack is in ${ownEntries.at(-1)!.status}`);
  if (step.end) return overtaken(`CloudFormation has recorded ${step.end.status} for it`);

  const stable = findLast(ownEntries, ({ index, status }) => index < step.index && STABLE.test(status));
  const window = { entries: entries.slice((stable?.index ?? -1) + 1), from: (stable?.index ?? -1) + 1 };
  const earlier = steps.filter(({ index }) => index >= window.from && index < step.index);
  const created = new Set(window.entries.filter(({ status }) => status.startsWith('CREATE_')).map(({ physicalResourceId }) => physicalResourceId));
  const attempts = earlier.filter(({ operation }) => operation !== 'DELETE');
  const undoing = (candidates: readonly Step[]): Undoing => {
    const last = candidates.at(-1);
    // What a step has undone by itself may have gone back to where a later template declares it.
    const undone = candidates.filter(candidate => !(candidate === last ? hasUndoneItself(candidate) : hasAnsweredFailed(candidate)));
    const inFlightUntil = last && mayBeAtWork(last) ? phase.at + IN_FLIGHT_MILLIS : undefined;
    return { spans: undone.map(({ at, end }) => ({ from: at, to: Math.max(end?.at ?? phase.at, inFlightUntil ?? 0) })), created, inFlightUntil };
  };

  if (/ROLLBACK/.test(phase.status) || step.operation === 'ROLLBACK') return { kind: 'rollback', ...undoing(attempts) };
  if (event.requestType === 'Create') return { kind: 'forward' };
  if (event.requestType === 'Update') {
    const failed = attempts.at(-1);
    return failed?.end?.status.endsWith('_FAILED') && putsBack(event, failed, phase) ? { kind: 'rollback', ...undoing([failed]) } : { kind: 'forward' };
  }
  if (isOfFailedCreation(event.physicalResourceId ?? '')) {
    const creation = findLast(attempts, ({ operation, end }) => operation === 'CREATE' && end?.status === 'CREATE_FAILED') ?? attempts[0];
    const left = creation ? [creation] : [];
    const successor = steps.some(({ operation, index }) => operation === 'CREATE' && index > (creation?.index ?? -1));
    if (phase.status === 'DELETE_IN_PROGRESS' && !successor) return { kind: 'rollback', ...undoing(left) };
    return { kind: 'remains', ...undoing(left), hasSuccessor: successor };
  }
  // `OnFailure: DELETE` undoes a creation, although it looks like a deletion.
  const undoesCreation = phase.status === 'DELETE_IN_PROGRESS' && !stable && !/user initiated/i.test(phase.reason);
  return undoesCreation ? { kind: 'rollback', ...undoing(attempts) } : { kind: 'deletion' };
}

/** The operations on the resource, the oldest first. A creation is entered twice while it is in progress. */
function stepsOf(oldestFirst: readonly StackEvent[], logicalResourceId: string): Step[] {
  const steps: Step[] = [];
  oldestFirst.forEach((entry, index) => {
    if (entry.logicalResourceId !== logicalResourceId) return;
    const [, operation, state] = /^(?:UPDATE_)?(CREATE|UPDATE|DELETE|ROLLBACK|IMPORT)_(IN_PROGRESS|COMPLETE|FAILED|SKIPPED)$/.exec(entry.status) ?? [];
    if (operation === undefined) return;
    const isOpen = (step: Step) => step.operation === operation && !step.end
      && (operation !== 'DELETE' || step.physicalResourceId === entry.physicalResourceId);
    const open = findLast(steps, isOpen);
    if (state !== 'IN_PROGRESS') {
      if (open) open.end = entry;
    } else if (!open) {
      steps.push({ operation, physicalResourceId: entry.physicalResourceId, properties: entry.properties, index, at: entry.at });
    }
  });
  return steps;
}

/** The step of which the event was made: of this operation, with these properties, and the nearest to it in time. */
function stepOf({ requestType, physicalResourceId, associations, at }: EventInHand, steps: readonly Step[]): Step | undefined {
  const operations = { Create: ['CREATE', 'IMPORT'], Update: ['UPDATE', 'ROLLBACK'], Delete: ['DELETE'] }[requestType];
  // The date of the event is cut to the whole second: on average, half a second is missing.
  const distance = (step: Step) => Math.abs(step.at - (at + 500));
  return steps
    .filter(step => operations.includes(step.operation) && distance(step) <= MATCH_MILLIS)
    // The entry of a rollback that follows at once may not be visible yet: then the step that it undoes is near, too.
    .filter(step => mayBeSame(associationsIn(step.properties), associations))
    .filter(step => requestType !== 'Delete' || step.physicalResourceId === '' || step.physicalResourceId === physicalResourceId)
    .sort((one, other) => distance(one) - distance(other))[0];
}

/**
 * Whether an update puts back what has failed in a deployment that does not roll back: at once, while that is still under way, or
 * before the next deployment begins with its own work. Only the properties tell the latter from an update of the next deployment.
 */
function putsBack({ oldAssociations }: EventInHand, failed: Step, phase: StackEvent & { readonly index: number }): boolean {
  if (failed.index > phase.index || phase.status.endsWith('_FAILED')) return true;
  return failed.operation === 'UPDATE' && isSame(associationsIn(failed.properties), oldAssociations);
}

function associationsIn(properties: string): unknown {
  try {
    return (JSON.parse(properties) as { readonly Associations?: unknown }).Associations;
  } catch {
    return undefined;
  }
}

/** Whether nothing tells the two apart. */
function mayBeSame(one: unknown, other: unknown): boolean {
  return one === undefined || other === undefined || isSame(one, other);
}

/** CloudFormation delivers every scalar as a string, and keys in any order. */
function isSame(one: unknown, other: unknown): boolean {
  return one !== undefined && canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(String(value));
  return `{${Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, item]) => `${key}:${canonical(item)}`).join()}}`;
}

/** Whether a run can still be at work on a step: CloudFormation does not wait for one when it cancels. */
function mayBeAtWork(step: Step): boolean {
  return step.end === undefined || (step.end.status.endsWith('_FAILED') && !hasAnsweredFailed(step));
}

/** Whether the function has told that nothing is left of the step. */
function hasUndoneItself(step: Step): boolean {
  return hasAnsweredFailed(step) && [EVERYTHING_UNDONE, NOTHING_CHANGED].some(sentence => step.end!.reason.includes(sentence));
}

/** Whether the function itself has told of the failure: then it has undone what it could. */
function hasAnsweredFailed({ end }: Step): boolean {
  return end !== undefined && end.status.endsWith('_FAILED') && /Received response status/i.test(end.reason);
}

function overtaken(reason: string): Situation {
  return { kind: 'overtaken', reason };
}

function findLast<T>(items: readonly T[], predicate: (item: T) => boolean): T | undefined {
  return [...items].reverse().find(predicate);
}
