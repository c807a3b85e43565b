import { isoDate } from '../clocks';
import { RecordedStackEvent, StackEvent, StackProgress, StackStatus, STACK_TYPE } from './stack-event';

/** What CloudFormation remembers of a stack, also after its deletion. */
export class StackRecord {
  public readonly events: RecordedStackEvent[] = [];
  public creationTime?: number;
  public lastUpdatedTime?: number;
  public deletionTime?: number;
  public disableRollback = false;

  constructor(public readonly stackId: string, public readonly stackName: string, public readonly parentId?: string) {}

  public add(event: StackEvent): RecordedStackEvent {
    const { stackId, stackName } = this;
    const eventId = `${event.logicalId}-${event.status}-${isoDate(event.time)}-${String(this.events.length).padStart(4, '0')}`;
    const complete = { eventId, stackId, stackName, ...event };
    this.events.push(complete);
    return complete;
  }

  /** The stack's own last entry at a virtual time. */
  public stateAt(time: number): { status: StackProgress | StackStatus; reason?: string } | undefined {
    const own = this.events.filter(event => event.type === STACK_TYPE && event.physicalId === this.stackId && event.time <= time).at(-1);
    return own && { status: own.status as StackProgress | StackStatus, reason: own.reason };
  }
}

/** All stacks that there have ever been. */
export class StackRecords {
  private readonly records: StackRecord[] = [];

  public add(record: StackRecord): StackRecord {
    this.records.push(record);
    return record;
  }

  /** By id, or by name if it has not been deleted. */
  public find(idOrName: string): StackRecord | undefined {
    return this.records.find(({ stackId }) => stackId === idOrName)
      ?? this.alive().filter(({ stackName }) => stackName === idOrName).at(-1);
  }

  /** Those that have not been deleted. */
  public alive(): readonly StackRecord[] {
    return this.records.filter(({ deletionTime }) => deletionTime === undefined);
  }
}
