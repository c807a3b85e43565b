type Verb = 'CREATE' | 'UPDATE' | 'DELETE';

export type ResourceStatus = `${Verb}_IN_PROGRESS` | `${Verb}_COMPLETE` | `${Verb}_FAILED` | 'DELETE_SKIPPED';

/** Where a stack can come to rest. */
export type StackStatus =
  | 'CREATE_COMPLETE' | 'CREATE_FAILED' | 'ROLLBACK_COMPLETE' | 'ROLLBACK_FAILED'
  | 'UPDATE_COMPLETE' | 'UPDATE_FAILED' | 'UPDATE_ROLLBACK_COMPLETE' | 'UPDATE_ROLLBACK_FAILED'
  | 'DELETE_COMPLETE' | 'DELETE_FAILED';

/** What a stack does in between. */
export type StackProgress =
  | 'REVIEW_IN_PROGRESS'
  | 'CREATE_IN_PROGRESS' | 'ROLLBACK_IN_PROGRESS'
  | 'UPDATE_IN_PROGRESS' | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'UPDATE_ROLLBACK_IN_PROGRESS' | 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'
  | 'DELETE_IN_PROGRESS';

/** A line of what the CloudFormation console shows. */
export interface StackEvent {
  /** Virtual milliseconds. */
  readonly time: number;
  /** For the stack itself, its name. */
  readonly logicalId: string;
  /** For the stack itself, its id. */
  readonly physicalId?: string;
  readonly type: string;
  readonly status: ResourceStatus | StackStatus | StackProgress;
  readonly reason?: string;
  /** Of a resource, as its operation was asked for. */
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** An event as CloudFormation keeps it. */
export interface RecordedStackEvent extends StackEvent {
  readonly eventId: string;
  readonly stackId: string;
  readonly stackName: string;
}

export type StackListener = (event: RecordedStackEvent) => void;

/** The type under which a stack's own events stand. */
export const STACK_TYPE = 'AWS::CloudFormation::Stack';

/** The reason of what somebody has asked for. */
export const USER_INITIATED = 'User Initiated';

export function isSettled(status: StackStatus | StackProgress): status is StackStatus {
  return !status.endsWith('IN_PROGRESS');
}
