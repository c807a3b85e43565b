import { DeployedResource } from './deployed-resource';
import { Environment, ExistingResource, ResourceFailure, ResourceRequest, ResourceState } from './resource-type';
import { resourceType } from './resources/resource-types';
import { ResourceStatus, StackEvent } from './stack-event';
import { Properties } from './template';

/** Every operation takes a while, and the seed decides how long: so independent resources get done in any order. */
const DURATION_MS = { least: 100, most: 2_000 };

/** An operation that failed, and what it may have left behind. */
export interface Failure {
  readonly failed: true;
  readonly physicalId?: string;
}

export type Outcome = { readonly failed: false; readonly state: ResourceState } | Failure;

type Subject = Pick<ResourceRequest, 'logicalId' | 'type' | 'properties'>;

/** Operations on single resources, each with its events; they report failures, and do not throw. */
export class Operations {
  constructor(
    private readonly stack: Pick<ResourceRequest, 'environment' | 'stackName' | 'stackId' | 'assets'>,
    private readonly report: (event: Omit<StackEvent, 'time'>) => void,
  ) {}

  get environment(): Environment {
    return this.stack.environment;
  }

  create(subject: Subject): Promise<Outcome> {
    return this.perform('CREATE', subject, () => resourceType(subject.type).create(this.request(subject)));
  }

  update(subject: Subject, physicalId: string, oldProperties: Properties): Promise<Outcome> {
    return this.perform('UPDATE', subject, () => resourceType(subject.type).update({ ...this.request(subject), physicalId, oldProperties }));
  }

  /** Makes a new resource in place of one that cannot be changed; the old one is left for the clean-up. */
  replace(subject: Subject): Promise<Outcome> {
    return this.perform('UPDATE', subject, () => resourceType(subject.type).create(this.request(subject)));
  }

  async delete(resource: DeployedResource, policy: string | undefined): Promise<boolean> {
    if (policy === 'Retain') {
      this.event(resource, 'DELETE_SKIPPED');
      return true;
    }
    const outcome = await this.perform('DELETE', resource, async () => {
      const request: ExistingResource = { ...this.request(resource), physicalId: resource.physicalId };
      await resourceType(resource.type).delete(request);
      return resource;
    });
    return !outcome.failed;
  }

  /** For what goes wrong before an operation can begin. */
  fail(subject: Pick<Subject, 'logicalId' | 'type'>, verb: 'CREATE' | 'UPDATE', error: unknown): void {
    this.event(subject, `${verb}_FAILED`, error instanceof Error ? error.message : String(error));
  }

  private async perform(verb: 'CREATE' | 'UPDATE' | 'DELETE', subject: Subject, work: () => Promise<ResourceState> | ResourceState): Promise<Outcome> {
    this.event(subject, `${verb}_IN_PROGRESS`);
    const { simulation } = this.environment;
    await simulation.sleep(DURATION_MS.least + simulation.random.integer(DURATION_MS.most - DURATION_MS.least));
    try {
      const state = await work();
      this.event(subject, `${verb}_COMPLETE`);
      return { failed: false, state };
    } catch (error) {
      this.event(subject, `${verb}_FAILED`, error instanceof Error ? error.message : String(error));
      return { failed: true, physicalId: error instanceof ResourceFailure ? error.physicalId : undefined };
    }
  }

  private request({ logicalId, type, properties }: Subject): ResourceRequest {
    return { ...this.stack, logicalId, type, properties };
  }

  private event({ logicalId, type }: Pick<Subject, 'logicalId' | 'type'>, status: ResourceStatus, reason?: string): void {
    this.report({ logicalId, type, status, reason });
  }
}
