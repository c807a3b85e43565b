import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { ChangeSet } from './change-set';
import { DependencyGraph, dependencyGraph, inOrder, reversed } from './dependencies';
import { DeployedResource } from './deployed-resource';
import { Evaluation } from './evaluation';
import { Operations } from './operations';
import { parameterValues } from './parameters';
import { digest } from './physical-id';
import { Environment } from './resource-type';
import { fire } from './schedules';
import { StackEvent, StackListener, StackProgress, StackStatus } from './stack-event';
import { sourceOf, StackSource, Template } from './template';

export interface DeployOptions {
  /** Values of the template's parameters; lists as one string with commas. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** How a deployment or a deletion ended. */
export interface StackResult {
  readonly status: StackStatus;
  /** Those of this operation alone. */
  readonly events: readonly StackEvent[];
  /** Reasons of the resources that failed, in the order in which they did. */
  readonly reasons: readonly string[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

const REFUSES_UPDATES: readonly (StackStatus | undefined)[] = ['ROLLBACK_FAILED', 'UPDATE_ROLLBACK_FAILED', 'DELETE_FAILED'];

/** A stack of the local CloudFormation. */
export class Stack {
  readonly id: string;
  /** Told of every event as it happens. */
  listener?: StackListener;
  private resources = new Map<string, DeployedResource>();
  private graph: DependencyGraph = new Map();
  private events: StackEvent[] = [];
  private lastStatus?: StackStatus;

  constructor(readonly name: string, private readonly environment: Environment) {
    const hex = digest(name, 32);
    const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
    this.id = `arn:aws:cloudformation:${environment.region}:${environment.account}:stack/${name}/${uuid}`;
  }

  /** Undefined before the first deployment. */
  get status(): StackStatus | undefined {
    return this.lastStatus;
  }

  /** A resource by its logical id. */
  resource(logicalId: string): DeployedResource | undefined {
    return this.resources.get(logicalId);
  }

  /** All resources of a type. */
  resourcesOfType(type: string): readonly DeployedResource[] {
    return [...this.resources.values()].filter((resource) => resource.type === type);
  }

  /** Creates the stack or updates it, with rollback. Never rejects because a resource fails: see the result's status. */
  async deploy(source: CloudFormationStackArtifact | StackSource, options: DeployOptions = {}): Promise<StackResult> {
    if (REFUSES_UPDATES.includes(this.lastStatus)) {
      throw new Error(`Stack ${this.name} is in ${this.lastStatus} state and can not be updated: delete it first`);
    }
    return this.run(async () => {
      const { template, assets } = source instanceof CloudFormationStackArtifact ? sourceOf(source) : source;
      const parameters = parameterValues(template, options.parameters ?? {});
      const { environment, resources } = this;
      const evaluation = new Evaluation({ template, parameters, stackName: this.name, stackId: this.id, environment, resources });
      const changes = new ChangeSet(this.operations(assets), resources);
      const status = await (this.exists() ? this.update(changes, evaluation, template) : this.create(changes, evaluation, template));
      return { status, outputs: status.endsWith('ROLLBACK_COMPLETE') || status.endsWith('FAILED') ? {} : evaluation.outputs() };
    });
  }

  /** Deletes what the stack has. After a failure it can be tried again. */
  delete(): Promise<StackResult> {
    return this.run(async () => {
      this.stackEvent('DELETE_IN_PROGRESS');
      const operations = this.operations(new Map());
      const deleted = await inOrder([...this.resources.keys()], reversed(this.graph), 'skip dependents', async (logicalId) => {
        const resource = this.resources.get(logicalId)!;
        const done = await operations.delete(resource, resource.deletionPolicy);
        if (done) this.resources.delete(logicalId);
        return done;
      });
      return { status: deleted ? 'DELETE_COMPLETE' : 'DELETE_FAILED', outputs: {} };
    });
  }

  /**
   * Runs the target of an EventBridge schedule or rule as EventBridge would, with the permission that it has.
   *
   * Rejects if the permission is missing or the function fails.
   */
  fire(logicalId: string): Promise<unknown> {
    const { simulation } = this.environment;
    return simulation.run(`${this.name}/${logicalId}`, () => fire(logicalId, this.resources, this.environment));
  }

  private exists(): boolean {
    return this.lastStatus !== undefined && this.lastStatus !== 'ROLLBACK_COMPLETE' && this.lastStatus !== 'DELETE_COMPLETE';
  }

  private async create(changes: ChangeSet, evaluation: Evaluation, template: Template): Promise<StackStatus> {
    const graph = dependencyGraph(template);
    this.stackEvent('CREATE_IN_PROGRESS');
    this.graph = graph;
    if (await changes.apply(template, evaluation, graph)) return 'CREATE_COMPLETE';
    this.stackEvent('ROLLBACK_IN_PROGRESS');
    return await changes.deleteCreated(graph) ? 'ROLLBACK_COMPLETE' : 'ROLLBACK_FAILED';
  }

  private async update(changes: ChangeSet, evaluation: Evaluation, template: Template): Promise<StackStatus> {
    const graph = dependencyGraph(template);
    this.stackEvent('UPDATE_IN_PROGRESS');
    const oldGraph = this.graph;
    if (await changes.apply(template, evaluation, graph)) {
      this.graph = graph;
      this.stackEvent('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
      await changes.cleanUp(new Set(evaluation.logicalIds()), oldGraph);
      return 'UPDATE_COMPLETE';
    }
    this.stackEvent('UPDATE_ROLLBACK_IN_PROGRESS');
    if (!await changes.rollBack(oldGraph)) return 'UPDATE_ROLLBACK_FAILED';
    this.stackEvent('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
    await changes.cleanUpCreated(graph);
    return 'UPDATE_ROLLBACK_COMPLETE';
  }

  private run(operation: () => Promise<Pick<StackResult, 'status' | 'outputs'>>): Promise<StackResult> {
    return this.environment.simulation.run(this.name, async () => {
      this.events = [];
      const { status, outputs } = await operation();
      this.lastStatus = status;
      this.stackEvent(status);
      const reasons = this.events.filter((event) => event.status.endsWith('_FAILED') && event.reason).map(({ reason }) => reason ?? '');
      return { status, outputs, reasons, events: this.events };
    });
  }

  private operations(assets: ReadonlyMap<string, string>): Operations {
    const { environment, name: stackName, id: stackId } = this;
    return new Operations({ environment, stackName, stackId, assets }, (event) => this.record(event));
  }

  private stackEvent(status: StackStatus | StackProgress): void {
    this.record({ logicalId: this.name, type: 'AWS::CloudFormation::Stack', status });
  }

  private record(event: Omit<StackEvent, 'time'>): void {
    const timed = { time: this.environment.simulation.now(), ...event };
    this.events.push(timed);
    this.listener?.(timed);
  }
}
