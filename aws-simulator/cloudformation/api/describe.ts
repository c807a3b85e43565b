import { isoDate } from '../../clocks';
import { RecordedStackEvent } from '../stack-event';
import { StackRecord, StackRecords } from '../stack-record';
import { ApiError } from './api-call';
import { XmlValue } from './xml';

const PAGE = 100;

function optionalDate(virtualMs: number | undefined): string | undefined {
  return virtualMs === undefined ? undefined : isoDate(virtualMs);
}

function eventAnswer(event: RecordedStackEvent): XmlValue {
  return {
    StackId: event.stackId,
    EventId: event.eventId,
    StackName: event.stackName,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.type,
    Timestamp: isoDate(event.time),
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason,
    ResourceProperties: event.properties && JSON.stringify(event.properties),
  };
}

/** Where the next page begins: tokens count from the oldest event, because newer ones come while somebody reads. */
function positionOf(nextToken: string | undefined, events: readonly RecordedStackEvent[]): number {
  if (nextToken === undefined) return events.length;
  const position = Number(/^older-than-(\d+)$/.exec(nextToken)?.[1]);
  if (!(position > 0 && position <= events.length)) throw new ApiError('ValidationError', 'NextToken is not valid');
  return position;
}

/** The events that are visible at a virtual time, newest first. */
export function describeStackEvents(record: StackRecord, visibleAt: number, nextToken?: string): XmlValue {
  const events = record.events.filter(({ time }) => time <= visibleAt);
  const end = positionOf(nextToken, events);
  const start = Math.max(0, end - PAGE);
  return {
    StackEvents: events.slice(start, end).reverse().map(eventAnswer),
    NextToken: start > 0 ? `older-than-${start}` : undefined,
  };
}

function stackAnswer(record: StackRecord, visibleAt: number): XmlValue {
  const state = record.stateAt(visibleAt);
  return {
    StackId: record.stackId,
    StackName: record.stackName,
    CreationTime: optionalDate(record.creationTime),
    LastUpdatedTime: optionalDate(record.lastUpdatedTime),
    DeletionTime: optionalDate(record.deletionTime),
    DisableRollback: record.disableRollback,
    StackStatus: state?.status ?? 'REVIEW_IN_PROGRESS',
    StackStatusReason: state?.reason,
    ParentId: record.parentId,
  };
}

export function describeStacks(records: readonly StackRecord[], visibleAt: number): XmlValue {
  return { Stacks: records.map(record => stackAnswer(record, visibleAt)) };
}

export function findStack(records: StackRecords, stackName: string | undefined): StackRecord {
  const record = stackName === undefined ? undefined : records.find(stackName);
  if (!record) throw new ApiError('ValidationError', `Stack [${stackName}] does not exist`);
  return record;
}
