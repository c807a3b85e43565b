import { StackEvent } from './stack-event';
import { PhoneNumberAssociationsProperties } from '../../../src/contract/properties';
import { EVERYTHING_UNDONE, NOTHING_CHANGED } from '../model/text';

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

/** One operation of CloudFormation on this resource. */
export interface Step {
  readonly operation: StackEvent['status'];
  readonly physicalResourceId: string;
  readonly properties: string;
  readonly index: number;
  readonly at: number;
  end?: StackEvent;
}

/** The event and its entry in the timeline are made in the same moment; more than this apart they do not belong together. */
export const MATCH_MILLIS = 10_000;

/** The operations on the resource, the oldest first. A creation is entered twice while it is in progress. */
export function stepsOf(oldestFirst: readonly StackEvent[], logicalResourceId: string): Step[] {
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
    } else if (!open || operation !== 'CREATE') {
      steps.push({ operation, physicalResourceId: entry.physicalResourceId, properties: entry.properties, index, at: entry.at });
    }
  });
  return steps;
}

/** The step of which the event was made: of this operation, with these properties, and the nearest to it in time. */
export function stepOf({ requestType, physicalResourceId, associations, at }: EventInHand, steps: readonly Step[]): Step | undefined {
  const operations = { Create: ['CREATE', 'IMPORT'], Update: ['UPDATE', 'ROLLBACK'], Delete: ['DELETE'] }[requestType];
  // The date of the event is cut to the whole second: on average, half a second is missing.
  const distance = (step: Step) => Math.abs(step.at - (at + 500));
  return steps
    .filter(step => operations.includes(step.operation) && distance(step) <= MATCH_MILLIS)
    // The entry of a rollback that follows at once may not be visible yet: then the step that it undoes is near, too.
    .filter(step => {
      const told = associationsIn(step.properties);
      return told === undefined || associations === undefined || tellsOf(told, associations);
    })
    .filter(step => requestType !== 'Delete' || step.physicalResourceId === '' || step.physicalResourceId === physicalResourceId)
    .sort((one, other) => distance(one) - distance(other))[0];
}

/** A deletion that has failed is tried again in a clean-up; whether the timeline has an entry of its own for that is not documented. */
export function repeatedDeletion({ requestType, physicalResourceId, at }: EventInHand, steps: readonly Step[]): Step | undefined {
  const last = findLast(steps, step => step.operation === 'DELETE' && step.physicalResourceId === physicalResourceId);
  return requestType === 'Delete' && last?.end?.status === 'DELETE_FAILED' && last.end.at <= at ? { ...last, end: undefined } : undefined;
}

/** What an entry says that the resource was to declare; undefined where it does not tell. */
export function associationsIn(properties: string): unknown {
  return propertiesIn(properties)?.Associations;
}

export function propertiesIn(properties: string): Partial<PhoneNumberAssociationsProperties> | undefined {
  try {
    return JSON.parse(properties) as Partial<PhoneNumberAssociationsProperties>;
  } catch {
    return undefined;
  }
}

/**
 * Whether what an entry tells can be what an event has. CloudFormation delivers every scalar as a string, and keys in any order; in
 * entries it masks what is secret and leaves dynamic references as they are.
 */
export function tellsOf(told: unknown, actual: unknown): boolean {
  if (typeof told === 'string' && /^\*+$|\{\{resolve:/.test(told)) return true;
  if (!isStructure(told) || !isStructure(actual)) return !isStructure(told) && !isStructure(actual) && String(told) === String(actual);
  const keys = Object.keys(told);
  return keys.length === Object.keys(actual).length && keys.every(key => key in actual && tellsOf(told[key], actual[key]));
}

function isStructure(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Whether a run can still be at work on a step: CloudFormation does not wait for one when it cancels. */
export function mayBeAtWork(step: Step): boolean {
  return step.end === undefined || (step.end.status.endsWith('_FAILED') && !hasAnsweredFailed(step));
}

/** Whether the function has told that nothing is left of the step. */
export function hasUndoneItself(step: Step): boolean {
  return hasAnsweredFailed(step) && [EVERYTHING_UNDONE, NOTHING_CHANGED].some(sentence => step.end!.reason.includes(sentence));
}

/** Whether the function itself has told of the failure: then it has undone what it could. */
export function hasAnsweredFailed({ end }: Step): boolean {
  return end !== undefined && end.status.endsWith('_FAILED') && /Received response status/i.test(end.reason);
}

export function findLast<T>(items: readonly T[], predicate: (item: T) => boolean): T | undefined {
  return [...items].reverse().find(predicate);
}

/** The last items for which it holds, without a gap. */
export function trailing<T>(items: readonly T[], predicate: (item: T) => boolean): T[] {
  return items.filter((_, index) => items.slice(index).every(predicate));
}
