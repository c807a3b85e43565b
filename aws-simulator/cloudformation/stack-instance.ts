import { Cancellation } from './cancellation';
import { ChangeSet, Failures, Target } from './change-set';
import { DependencyGraph, union } from './dependencies';
import { DeployedResource } from './deployed-resource';
import { Operations, ReportedEvent } from './operations';
import { Environment } from './resource-type';
import { StackListener, StackProgress, StackStatus, STACK_TYPE, USER_INITIATED } from './stack-event';
import { StackRecord } from './stack-record';

/** What CloudFormation does when the creation of a stack fails. */
export type OnFailure = 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';

/** How one deployment of a stack is carried out. */
export interface DeploymentOptions {
  readonly assets: ReadonlyMap<string, string>;
  readonly onFailure: OnFailure;
  /** Why the deployment, or its rollback, begins. @default 'User Initiated' */
  readonly reason?: string;
}

export interface StackInstanceOptions {
  readonly id: string;
  readonly name: string;
  readonly environment: Environment;
  readonly parentId?: string;
  readonly listener: StackListener;
}

const NO_ASSETS: ReadonlyMap<string, string> = new Map();

/** What somebody has asked for, in contrast to what follows from a failure. */
const FORWARD: readonly string[] = ['REVIEW_IN_PROGRESS', 'CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'DELETE_IN_PROGRESS'];

function failureText({ create, update }: Failures): string {
  const sentences = [['create', create], ['update', update]] as const;
  return sentences.filter(([, ids]) => ids.length > 0).map(([verb, ids]) => `The following resource(s) failed to ${verb}: [${ids.join(', ')}]. `).join('');
}

/** A stack from its creation to its deletion: the order of what CloudFormation does, and the statuses that it goes through. */
export class StackInstance {
  public readonly id: string;
  public readonly name: string;
  public readonly record: StackRecord;
  public readonly resources = new Map<string, DeployedResource>();
  private changes = new ChangeSet(this.resources);
  private graph: DependencyGraph = new Map();
  private completeGraph: DependencyGraph = new Map();
  private hasBeenComplete = false;
  private cancellation = new Cancellation();
  private cancelledByHand = false;
  private deployments = 0;
  private lastStatus?: StackStatus | StackProgress;
  private target?: Target;

  constructor(private readonly options: StackInstanceOptions) {
    this.id = options.id;
    this.name = options.name;
    this.record = new StackRecord(options.id, options.name, options.parentId);
  }

  public get status(): StackStatus | StackProgress | undefined {
    return this.lastStatus;
  }

  /** Why the last deployment has failed. */
  public get failureReason(): string {
    const own = this.record.events.filter(({ physicalId }) => physicalId === this.id);
    return own.filter(({ status, reason }) => reason !== undefined && !FORWARD.includes(status)).at(-1)?.reason ?? '';
  }

  /** Stops waiting for what is under way, starts nothing more, and takes the deployment back. */
  public cancel(): void {
    this.cancelledByHand = true;
    this.cancellation.request();
  }

  public async create(target: Target, options: DeploymentOptions): Promise<void> {
    const { cloudFormation, simulation } = this.options.environment;
    cloudFormation.records.add(this.record);
    this.record.creationTime = simulation.now() - (cloudFormation.behaviour.changeSetAgeMs ?? 0);
    const { failures, operations } = await this.forward('CREATE_IN_PROGRESS', target, options);
    if (!failures) {
      this.publishExports();
      return this.complete('CREATE_COMPLETE');
    }
    const reason = failureText(failures);
    switch (options.onFailure) {
      case 'DO_NOTHING':
        return this.become('CREATE_FAILED', reason);
      case 'DELETE':
        return this.deleteEverything(`${reason}Delete requested by user.`);
      case 'ROLLBACK':
        return this.rollBackCreation(operations, `${reason}Rollback requested by user.`);
    }
  }

  /** Resolves to whether the stack now waits for its clean-up; if not, it has been rolled back, or has stopped. */
  public async update(target: Target, options: DeploymentOptions): Promise<boolean> {
    this.record.lastUpdatedTime = this.options.environment.simulation.now();
    const { failures, operations } = await this.forward('UPDATE_IN_PROGRESS', target, options);
    if (!failures) {
      this.publishExports();
      this.become('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
      return true;
    }
    const reason = failureText(failures);
    if (options.onFailure === 'DO_NOTHING') {
      const { behaviour } = this.options.environment.cloudFormation;
      if (behaviour.failedUpdateRestored === 'at once') await this.changes.restoreFailed(operations);
      this.become('UPDATE_FAILED', reason);
    } else {
      await this.rollBackUpdate(operations, this.cancelledByHand ? USER_INITIATED : reason);
    }
    return false;
  }

  /** Ends an update that has succeeded. */
  public async cleanUp(): Promise<void> {
    const { evaluation } = this.target!;
    await this.changes.cleanUp(this.operations(NO_ASSETS), new Set(evaluation.logicalIds()), union(this.completeGraph, this.graph));
    this.complete('UPDATE_COMPLETE');
  }

  /** Goes back to where the stack was last complete, from a failure at which it has stopped, or from an update whose clean-up has not begun. */
  public async rollBack(reason: string = USER_INITIATED, skip: readonly string[] = []): Promise<void> {
    this.deployments += 1;
    const operations = this.operations(NO_ASSETS);
    const { behaviour } = this.options.environment.cloudFormation;
    if (this.hasBeenComplete) return this.rollBackUpdate(operations, reason, skip);
    if (this.lastStatus === 'UPDATE_FAILED' && behaviour.neverComplete === 'deleted') return this.deleteEverything(reason);
    return this.rollBackCreation(operations, reason);
  }

  public async delete(reason: string = USER_INITIATED): Promise<void> {
    this.deployments += 1;
    return this.deleteEverything(reason);
  }

  private async forward(status: StackProgress, target: Target, options: DeploymentOptions): Promise<{ failures?: Failures; operations: Operations }> {
    const { reason = USER_INITIATED, onFailure, assets } = options;
    const { behaviour } = this.options.environment.cloudFormation;
    const carryOn = onFailure === 'DO_NOTHING';
    this.deployments += 1;
    this.record.disableRollback = carryOn;
    this.cancellation = new Cancellation();
    this.cancelledByHand = false;
    const operations = this.operations(assets, carryOn);
    if (status === 'CREATE_IN_PROGRESS' && behaviour.changeSetAgeMs !== undefined) this.become('REVIEW_IN_PROGRESS', USER_INITIATED);
    this.become(status, reason);
    await this.changes.releaseFailedCreations(operations, behaviour.failedCreationDeleted === 'before its successor' ? 'now' : 'in the clean-up');
    await this.changes.restoreFailed(operations);
    this.graph = target.graph;
    this.target = target;
    const failures = await this.changes.apply({ target, operations, cancellation: this.cancellation, carryOn });
    const failed = failures.create.length + failures.update.length > 0 || this.cancellation.requested;
    return { failures: failed ? failures : undefined, operations };
  }

  private async rollBackCreation(operations: Operations, reason: string): Promise<void> {
    this.become('ROLLBACK_IN_PROGRESS', reason);
    const deleted = await this.changes.deleteCreated(operations, this.graph);
    this.become(deleted ? 'ROLLBACK_COMPLETE' : 'ROLLBACK_FAILED');
  }

  private async rollBackUpdate(operations: Operations, reason: string, skip: readonly string[] = []): Promise<void> {
    const { simulation, cloudFormation } = this.options.environment;
    if (cloudFormation.behaviour.rollbackRenewsLastUpdatedTime) this.record.lastUpdatedTime = simulation.now();
    this.become('UPDATE_ROLLBACK_IN_PROGRESS', reason);
    if (!await this.changes.rollBack(operations, this.completeGraph, skip)) return this.become('UPDATE_ROLLBACK_FAILED');
    this.become('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
    await this.changes.cleanUpCreated(operations, union(this.completeGraph, this.graph));
    this.graph = this.completeGraph;
    this.complete('UPDATE_ROLLBACK_COMPLETE');
  }

  private async deleteEverything(reason: string): Promise<void> {
    this.become('DELETE_IN_PROGRESS', reason);
    const deleted = await this.changes.deleteEverything(this.operations(NO_ASSETS), union(this.completeGraph, this.graph));
    if (deleted) {
      this.record.deletionTime = this.options.environment.simulation.now();
      this.options.environment.cloudFormation.exports.publish(this.id, new Map());
    }
    this.become(deleted ? 'DELETE_COMPLETE' : 'DELETE_FAILED');
  }

  private publishExports(): void {
    this.options.environment.cloudFormation.exports.publish(this.id, this.target?.evaluation.exports() ?? new Map());
  }

  /** Where the stack is now is where the next rollback leads. */
  private complete(status: StackStatus): void {
    this.completeGraph = this.graph;
    this.hasBeenComplete = true;
    this.changes = new ChangeSet(this.resources);
    this.become(status);
  }

  private operations(assets: ReadonlyMap<string, string>, disableRollback = false): Operations {
    const { environment, name: stackName, id: stackId } = this.options;
    const context = { environment, stackName, stackId, assets, disableRollback, deployment: this.deployments };
    return new Operations(context, event => this.report(event));
  }

  private become(status: StackStatus | StackProgress, reason?: string): void {
    this.lastStatus = status;
    this.report({ logicalId: this.name, physicalId: this.id, type: STACK_TYPE, status, reason: reason?.trim() });
  }

  private report(event: ReportedEvent): void {
    this.options.listener(this.record.add({ time: this.options.environment.simulation.now(), ...event }));
  }
}
