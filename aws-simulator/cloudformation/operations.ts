import { Cancellation, Cancelled } from './cancellation';
import { DeployedResource, Difference, differenceOf } from './deployed-resource';
import { Environment, ResourceFailure, ResourceRequest, ResourceState, ResourceType, StackContext } from './resource-type';
import { ResourceStatus, StackEvent } from './stack-event';
import { Properties } from './template';

/** Every operation takes a while, and the seed decides how long: so independent resources get done in any order. */
const DURATION_MS = { least: 100, most: 2_000 };

/** How long after a cancellation the next event for the same resource comes. */
const AFTER_CANCELLATION_MS = { least: 2_000, most: 6_000 };

/** An operation that failed, and what it may have left behind. */
export interface Failure {
  readonly failed: true;
  readonly physicalId?: string;
}

export type Outcome = { readonly failed: false; readonly state: ResourceState } | Failure;

type Verb = 'CREATE' | 'UPDATE' | 'DELETE';
type Subject = Pick<ResourceRequest, 'logicalId' | 'type' | 'properties'> & { readonly physicalId?: string };
export type ReportedEvent = Omit<StackEvent, 'time'>;

interface Work {
  readonly verb: Verb;
  readonly subject: Subject;
  /** A new physical resource takes the place of the old one. */
  readonly replaces?: boolean;
  readonly perform: (request: ResourceRequest) => Promise<ResourceState> | ResourceState;
}

const NEVER_CANCELLED = new Cancellation();

function between({ least, most }: { least: number; most: number }, { simulation }: Environment): number {
  return least + simulation.random.integer(most - least);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Operations on single resources, each with its events; they report failures, and do not throw. */
export class Operations {
  /** Virtual times before which resources whose operation was cancelled get no further event. */
  private readonly heldBackUntil = new Map<string, number>();

  constructor(private readonly stack: StackContext, private readonly report: (event: ReportedEvent) => void) {}

  public get environment(): Environment {
    return this.stack.environment;
  }

  public create(subject: Subject, cancellation?: Cancellation): Promise<Outcome> {
    return this.perform({ verb: 'CREATE', subject, perform: request => this.typeOf(subject).create(request) }, cancellation);
  }

  public update(subject: Subject, physicalId: string, oldProperties: Properties, cancellation?: Cancellation): Promise<Outcome> {
    const perform = (request: ResourceRequest) => this.typeOf(subject).update({ ...request, physicalId, oldProperties });
    return this.perform({ verb: 'UPDATE', subject: { ...subject, physicalId }, perform }, cancellation);
  }

  /** Makes a new resource in place of one that cannot be changed; the old one is left for the clean-up. */
  public replace(subject: Subject, physicalId: string, cancellation?: Cancellation): Promise<Outcome> {
    const perform = (request: ResourceRequest) => this.typeOf(subject).create(request);
    return this.perform({ verb: 'UPDATE', subject: { ...subject, physicalId }, replaces: true, perform }, cancellation);
  }

  /** Takes an update back. */
  public rollBack(subject: Subject, physicalId: string, oldProperties: Properties): Promise<Outcome> {
    const { rollBack } = this.typeOf(subject);
    if (!rollBack) return this.update(subject, physicalId, oldProperties);
    return this.perform({ verb: 'UPDATE', subject: { ...subject, physicalId }, perform: request => rollBack({ ...request, physicalId, oldProperties }) });
  }

  /** @param attempts how often it is tried */
  public async delete(resource: DeployedResource, policy: string | undefined, attempts = 1): Promise<boolean> {
    if (policy?.startsWith('Retain')) {
      this.event(resource, 'DELETE_SKIPPED');
      return true;
    }
    const perform = async (request: ResourceRequest) => {
      await this.typeOf(resource).delete({ ...request, physicalId: resource.physicalId });
      return resource;
    };
    for (let attempt = 1; attempt <= attempts; attempt++) {
      if (!(await this.perform({ verb: 'DELETE', subject: resource, perform })).failed) return true;
    }
    return false;
  }

  /** What a type does when the update of the whole stack has succeeded. */
  public async cleanUp(resource: DeployedResource): Promise<void> {
    await this.typeOf(resource).cleanUp?.({ ...this.request(resource, NEVER_CANCELLED), physicalId: resource.physicalId });
  }

  /** How far a resource is from the properties that it shall have. */
  public difference(resource: DeployedResource, properties: Properties): Difference {
    return differenceOf(resource, properties, this.typeOf(resource).replacedBy);
  }

  /** For what goes wrong before an operation can begin. */
  public fail(subject: Pick<Subject, 'logicalId' | 'type' | 'physicalId'>, verb: 'CREATE' | 'UPDATE', error: unknown): void {
    this.event(subject, `${verb}_FAILED`, messageOf(error));
  }

  private async perform({ verb, subject, replaces, perform }: Work, cancellation = NEVER_CANCELLED): Promise<Outcome> {
    const { simulation } = this.environment;
    const replacement = 'Requested update requires the creation of a new physical resource; hence creating one.';
    this.event(subject, `${verb}_IN_PROGRESS`, replaces ? replacement : undefined);
    const duration = between(DURATION_MS, this.environment);
    await simulation.sleep(Math.max(duration, (this.heldBackUntil.get(subject.logicalId) ?? 0) - simulation.now()));
    try {
      const state = await perform(this.request(subject, cancellation));
      const made = { ...subject, physicalId: state.physicalId };
      if (verb === 'CREATE') this.event(made, 'CREATE_IN_PROGRESS', 'Resource creation Initiated');
      this.event(made, `${verb}_COMPLETE`);
      return { failed: false, state };
    } catch (error) {
      return error instanceof Cancelled ? this.cancelled(verb, subject, error) : this.failed(verb, subject, error);
    }
  }

  private failed(verb: Verb, subject: Subject, error: unknown): Failure {
    const physicalId = error instanceof ResourceFailure ? error.physicalId : undefined;
    this.event({ ...subject, physicalId: physicalId ?? subject.physicalId }, `${verb}_FAILED`, messageOf(error));
    return { failed: true, physicalId };
  }

  private cancelled(verb: Verb, subject: Subject, { physicalId }: Cancelled): Failure {
    this.heldBackUntil.set(subject.logicalId, this.environment.simulation.now() + between(AFTER_CANCELLATION_MS, this.environment));
    this.event(subject, `${verb}_FAILED`, verb === 'CREATE' ? 'Resource creation cancelled' : 'Resource update cancelled');
    return { failed: true, physicalId };
  }

  private typeOf({ type }: Pick<Subject, 'type'>): ResourceType {
    return this.environment.resourceType(type);
  }

  private request({ logicalId, type, properties }: Subject, cancellation: Cancellation): ResourceRequest {
    return { ...this.stack, logicalId, type, properties, cancellation };
  }

  private event(
    { logicalId, type, physicalId, properties }: Pick<Subject, 'logicalId' | 'type' | 'physicalId'> & Partial<Pick<Subject, 'properties'>>,
    status: ResourceStatus, reason?: string,
  ): void {
    this.report({ logicalId, type, physicalId, properties, status, reason });
  }
}
