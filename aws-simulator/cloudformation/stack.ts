import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { Target } from './change-set';
import { dependencyGraph } from './dependencies';
import { DeployedResource } from './deployed-resource';
import { Evaluation } from './evaluation';
import { parameterValues } from './parameters';
import { uuidOf } from './physical-id';
import { Environment } from './resource-type';
import { fire } from './schedules';
import { isSettled, RecordedStackEvent, StackListener, StackStatus } from './stack-event';
import { OnFailure, StackInstance } from './stack-instance';
import { sourceOf, StackSource } from './template';

export interface DeployOptions {
  /** Values of the template's parameters; lists as one string with commas. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Stops at a failure, as `cdk deploy --no-rollback` does. @default false */
  readonly disableRollback?: boolean;
  /** What becomes of a stack whose creation fails. @default - rolled back; with `disableRollback`, left as it is */
  readonly onFailure?: OnFailure;
}

/** How a deployment or a deletion ended. */
export interface StackResult {
  readonly status: StackStatus;
  /** Those of this operation alone. */
  readonly events: readonly RecordedStackEvent[];
  /** Reasons of the resources that failed, in the order in which they did. */
  readonly reasons: readonly string[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

const COMPLETE: readonly (string | undefined)[] = ['CREATE_COMPLETE', 'UPDATE_COMPLETE'];
const STOPPED: readonly (string | undefined)[] = ['CREATE_FAILED', 'UPDATE_FAILED'];
const REFUSES_UPDATES: readonly (string | undefined)[] = ['ROLLBACK_FAILED', 'UPDATE_ROLLBACK_FAILED', 'DELETE_FAILED'];
const IS_NO_MORE: readonly (string | undefined)[] = [undefined, 'ROLLBACK_COMPLETE', 'DELETE_COMPLETE'];

/** A stack name of the simulated CloudFormation, and the stack that has it. */
export class Stack {
  /** Told of every event as it happens. */
  public listener?: StackListener;
  private readonly previousIds: string[] = [];
  private instance: StackInstance;
  private evaluation?: Evaluation;

  constructor(public readonly name: string, private readonly environment: Environment) {
    this.instance = this.newInstance();
  }

  /** Of the stack that has the name now; one that is created after a deletion has another id. */
  public get id(): string {
    return this.instance.id;
  }

  /** Undefined before the first deployment, and while one is under way. */
  public get status(): StackStatus | undefined {
    const { status } = this.instance;
    return status !== undefined && isSettled(status) ? status : undefined;
  }

  /** All events since the creation of the stack. */
  public get events(): readonly RecordedStackEvent[] {
    return this.instance.record.events;
  }

  /** A resource by its logical id. */
  public resource(logicalId: string): DeployedResource | undefined {
    return this.instance.resources.get(logicalId);
  }

  /** All resources of a type. */
  public resourcesOfType(type: string): readonly DeployedResource[] {
    return [...this.instance.resources.values()].filter(resource => resource.type === type);
  }

  /** Creates the stack or updates it, with rollback. Never rejects because a resource fails: see the result's status. */
  public async deploy(source: CloudFormationStackArtifact | StackSource, options: DeployOptions = {}): Promise<StackResult> {
    const { disableRollback = false, onFailure = disableRollback ? 'DO_NOTHING' : 'ROLLBACK' } = options;
    this.refuseIf(REFUSES_UPDATES, 'can not be updated: delete it first');
    if (!disableRollback) this.refuseIf(STOPPED, 'can only be updated with rollback disabled, or be rolled back');
    const { template, assets } = source instanceof CloudFormationStackArtifact ? sourceOf(source) : source;
    const parameters = parameterValues(template, options.parameters ?? {});
    const exists = !IS_NO_MORE.includes(this.instance.status);
    if (!exists) this.replaceInstance();
    const { environment, instance: { id: stackId, resources } } = this;
    const evaluation = new Evaluation({ template, parameters, stackName: this.name, stackId, environment, resources });
    const target: Target = { template, evaluation, graph: dependencyGraph(template) };
    return this.run(async () => {
      if (!exists) await this.instance.create(target, { assets, onFailure });
      else if (await this.instance.update(target, { assets, onFailure })) await this.instance.cleanUp();
      if (COMPLETE.includes(this.status)) this.evaluation = evaluation;
    });
  }

  /** Deletes what the stack has. After a failure it can be tried again. */
  public delete(): Promise<StackResult> {
    return this.run(() => this.instance.delete());
  }

  /** `cdk rollback` of a stack that has stopped at a failure: goes back to where it was last complete, or deletes what it has. */
  public async rollback(): Promise<StackResult> {
    if (!STOPPED.includes(this.status)) throw new Error(`Stack ${this.name} is in ${this.status} state and can not be rolled back`);
    return this.run(() => this.instance.rollBack());
  }

  /**
   * Tries a failed rollback again.
   *
   * @param options `skip`: logical ids of resources that count as rolled back, whatever they are
   */
  public async continueUpdateRollback(options: { readonly skip?: readonly string[] } = {}): Promise<StackResult> {
    if (this.status !== 'UPDATE_ROLLBACK_FAILED') throw new Error(`Stack ${this.name} is in ${this.status} state: there is no rollback to continue`);
    return this.run(() => this.instance.rollBack(undefined, options.skip));
  }

  /** Cancels the update that is under way: to be called at some moment of it. */
  public cancelUpdate(): void {
    if (this.instance.status !== 'UPDATE_IN_PROGRESS') throw new Error(`Stack ${this.name} is in ${this.instance.status} state: there is no update to cancel`);
    this.instance.cancel();
  }

  /**
   * Runs the target of an EventBridge schedule or rule as EventBridge would, with the permission that it has.
   *
   * Rejects if the permission is missing or the function fails.
   */
  public fire(logicalId: string): Promise<unknown> {
    const { simulation } = this.environment;
    return simulation.run(`${this.name}/${logicalId}`, () => fire(logicalId, this.instance.resources, this.environment));
  }

  private refuseIf(statuses: readonly (string | undefined)[], what: string): void {
    if (statuses.includes(this.instance.status)) throw new Error(`Stack ${this.name} is in ${this.instance.status} state and ${what}`);
  }

  /** A stack of the same name that was rolled back to nothing is deleted first, as the CDK does. */
  private replaceInstance(): void {
    if (this.instance.status === undefined) return;
    this.instance.record.deletionTime ??= this.environment.simulation.now();
    this.previousIds.push(this.instance.id);
    this.instance = this.newInstance();
  }

  private newInstance(): StackInstance {
    const { name, environment } = this;
    const { region, account } = environment;
    const uuid = uuidOf([name, ...this.previousIds].join());
    return new StackInstance({ id: `arn:aws:cloudformation:${region}:${account}:stack/${name}/${uuid}`, name, environment, listener: event => this.listener?.(event) });
  }

  private run(operation: () => Promise<void>): Promise<StackResult> {
    return this.environment.simulation.run(this.name, async () => {
      const first = this.events.length;
      await operation();
      const status = this.status;
      if (!status) throw new Error(`Stack ${this.name} has come to rest in ${this.instance.status}`);
      const events = this.events.slice(first);
      const reasons = events.filter(event => event.physicalId !== this.id && event.status.endsWith('_FAILED') && event.reason).map(({ reason }) => reason ?? '');
      return { status, reasons, events, outputs: COMPLETE.includes(status) && this.evaluation ? this.evaluation.outputs() : {} };
    });
  }
}
