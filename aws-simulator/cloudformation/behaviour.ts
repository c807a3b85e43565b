/** Where nobody outside AWS knows what CloudFormation does: a test chooses, and the handler must cope with each choice. */
export interface CloudFormationBehaviour {
  /** With `disableRollback`: when a resource whose update failed is put back to what it was. */
  readonly failedUpdateRestored: 'at once' | 'with the next operation';
  /** With `disableRollback`: when a creation that failed is deleted, if its logical id is created again. */
  readonly failedCreationDeleted: 'before its successor' | 'after its successor';
  /** What `rollback` does to a stack that was updated, but has never been complete. */
  readonly neverComplete: 'rolled back' | 'deleted';
  /** What a nested stack does whose creation fails: its own rollback, or nothing until its parent deletes it. */
  readonly failedNestedCreation: 'rolled back' | 'left to its parent';
  /** Whether the events of a rollback bear the `RequestId` of the deployment's event for the same resource. */
  readonly requestIds: 'unique' | 'reused by rollbacks';
  /** Whether the turn into a rollback counts as an update for `LastUpdatedTime`. */
  readonly rollbackRenewsLastUpdatedTime: boolean;
  /** How long before its execution the change set of a new stack was made, in virtual milliseconds. Undefined: there was none. */
  readonly changeSetAgeMs?: number;
  /** What the API tells is what was so many virtual milliseconds ago. */
  readonly readLagMs: number;
  /** Virtual milliseconds between a request to the API and its answer. */
  readonly latencyMs: number;
}

export const DEFAULT_BEHAVIOUR: CloudFormationBehaviour = {
  failedUpdateRestored: 'at once',
  failedCreationDeleted: 'before its successor',
  neverComplete: 'rolled back',
  failedNestedCreation: 'rolled back',
  requestIds: 'unique',
  rollbackRenewsLastUpdatedTime: false,
  readLagMs: 0,
  latencyMs: 30,
};
