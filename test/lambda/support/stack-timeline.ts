import { NOW } from './names';
import { EventInHand } from '../../../lambda/phone-number-associations/cloudformation/resource-steps';
import { StackEvent, StackEventPage, StackEventsClient } from '../../../lambda/phone-number-associations/cloudformation/stack-event';
import { situationOf } from '../../../lambda/phone-number-associations/cloudformation/stack-timeline';
import { Span } from '../../../lambda/phone-number-associations/model/undoing';
import { FORMAT_VERSION } from '../../../src/contract/properties';

export const STACK_ID = 'arn:aws:cloudformation:us-east-1:111122223333:stack/Stack/1';
export const LOGICAL_ID = 'PhoneNumberAssociations';

/** The stack itself, the resource of the numbers, a nested stack in it, or a connector. */
type Subject = 'stack' | 'numbers' | 'nested' | 'connector';

const RESOURCE_TYPES: Readonly<Record<Subject, string>> = {
  stack: 'AWS::CloudFormation::Stack',
  numbers: 'Custom::ChimePhoneNumberAssociations',
  nested: 'AWS::CloudFormation::Stack',
  connector: 'AWS::Chime::VoiceConnector',
};

/** A line of a timeline: seconds since `NOW`, what it is of, its status, and whatever else matters. */
export type Line = readonly [seconds: number, of: Subject, status: string, physicalResourceId?: string, reason?: string, associations?: unknown];

/** Entries as CloudFormation has them, the newest first. */
export function timeline(...lines: Line[]): StackEvent[] {
  return lines.map(([seconds, of, status, physicalResourceId, reason = '', associations]) => ({
    id: `${of}-${status}-${seconds}-${physicalResourceId ?? ''}`,
    logicalResourceId: of === 'numbers' ? LOGICAL_ID : of,
    physicalResourceId: physicalResourceId ?? (of === 'stack' ? STACK_ID : ''),
    resourceType: RESOURCE_TYPES[of],
    status,
    reason,
    properties: associations === undefined ? '' : JSON.stringify({ FormatVersion: FORMAT_VERSION, Associations: associations }),
    at: NOW + seconds * 1_000,
  })).reverse();
}

/** An event that CloudFormation has made so many seconds after `NOW`; its date is cut to the second. */
export function eventInHand(requestType: EventInHand['requestType'], seconds: number, physicalResourceId?: string): EventInHand {
  return { requestType, logicalResourceId: LOGICAL_ID, physicalResourceId, stackId: STACK_ID, at: NOW + Math.floor(seconds) * 1_000 };
}

/** What the timeline tells of the event, with seconds since `NOW` in place of dates; what the steps declared is left out. */
export function judge(event: EventInHand, lines: readonly Line[]) {
  const situation = situationOf(event, timeline(...lines));
  if (situation === undefined || !('spans' in situation)) return situation;
  const seconds = (millis: number) => (millis - NOW) / 1_000;
  const { spans, undone, declared: _, ...rest } = situation;
  const inSecondsOf = (given: readonly Span[]) => given.map(({ from, to }) => [seconds(from), seconds(to)]);
  const inSeconds = Object.entries(rest).map(([key, value]) => [key, typeof value === 'number' ? seconds(value) : value]);
  return {
    ...Object.fromEntries(inSeconds) as Record<string, unknown>,
    kind: situation.kind,
    spans: inSecondsOf(spans),
    ...undone.length > 0 ? { undone: inSecondsOf(undone) } : {},
  };
}

/** CloudFormation's view of a stack: what a test puts into it, in pages. */
export class FakeStackEvents implements StackEventsClient {
  public requests = 0;
  public newestFirst: StackEvent[];
  private readonly failures: Error[] = [];
  private readonly later: (() => void)[] = [];

  constructor(lines: readonly Line[], private readonly pageSize = 100) {
    this.newestFirst = timeline(...lines);
  }

  public goesOn(...lines: Line[]): void {
    this.newestFirst = [...timeline(...lines), ...this.newestFirst];
  }

  /** Before that request, counted from one, something happens. */
  public before(request: number, action: () => void): void {
    this.later[request] = action;
  }

  public fails(error: Error, times = 1): void {
    this.failures.push(...Array.from({ length: times }, () => error));
  }

  public async describeStackEvents(_stackId: string, nextToken: string | undefined): Promise<StackEventPage> {
    this.requests += 1;
    this.later[this.requests]?.();
    const failure = this.failures.shift();
    if (failure) throw failure;
    const start = Number(nextToken ?? 0);
    const end = start + this.pageSize;
    return { events: this.newestFirst.slice(start, end), nextToken: end < this.newestFirst.length ? String(end) : undefined };
  }
}
