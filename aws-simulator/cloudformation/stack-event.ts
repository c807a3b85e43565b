type Verb = 'CREATE' | 'UPDATE' | 'DELETE';

export type ResourceStatus = `${Verb}_IN_PROGRESS` | `${Verb}_COMPLETE` | `${Verb}_FAILED` | 'DELETE_SKIPPED';

/** Where a stack can come to rest. */
export type StackStatus =
  | 'CREATE_COMPLETE' | 'ROLLBACK_COMPLETE' | 'ROLLBACK_FAILED'
  | 'UPDATE_COMPLETE' | 'UPDATE_ROLLBACK_COMPLETE' | 'UPDATE_ROLLBACK_FAILED'
  | 'DELETE_COMPLETE' | 'DELETE_FAILED';

/** What a stack does in between. */
export type StackProgress =
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
  readonly type: string;
  readonly status: ResourceStatus | StackStatus | StackProgress;
  readonly reason?: string;
}

export type StackListener = (event: StackEvent) => void;
