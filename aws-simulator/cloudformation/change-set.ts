import { Cancellation } from './cancellation';
import { AfterFailure, DependencyGraph, inOrder, reversed } from './dependencies';
import { deployedResource, DeployedResource } from './deployed-resource';
import { Evaluation } from './evaluation';
import { Operations, Outcome } from './operations';
import { Properties, Template } from './template';

/** A resource that is to be deleted, unless the policy says `Retain`. */
interface Obsolete {
  readonly resource: DeployedResource;
  readonly policy?: string;
}

/** An update that failed, and has not been taken back. */
interface FailedUpdate {
  readonly attempted: Properties;
  /** It was to become a new resource: then the old one has not been touched. */
  readonly replaces: boolean;
}

/** What a stack is to become. */
export interface Target {
  readonly template: Template;
  readonly evaluation: Evaluation;
  readonly graph: DependencyGraph;
}

/** One way forward, and who carries it out. */
export interface Step {
  readonly target: Target;
  readonly operations: Operations;
  readonly cancellation: Cancellation;
  /** Whether what does not depend on a failure goes on, instead of being cancelled. */
  readonly carryOn: boolean;
}

/** Logical ids of what failed in the way forward. */
export interface Failures {
  readonly create: readonly string[];
  readonly update: readonly string[];
}

/** How often a clean-up tries to delete something before it is given up. */
const CLEAN_UP_ATTEMPTS = 3;

/** What becomes of a resource whose creation is taken back. */
function policyOfCreation({ deletionPolicy }: DeployedResource): string | undefined {
  return deletionPolicy === 'RetainExceptOnCreate' ? undefined : deletionPolicy;
}

/** All that has changed since a stack was last complete: over several deployments, where some stopped at a failure. */
export class ChangeSet {
  private readonly originals = new Map<string, DeployedResource>();
  private readonly failedUpdates = new Map<string, FailedUpdate>();
  private readonly created = new Map<DeployedResource, Obsolete>();
  private readonly superseded = new Map<DeployedResource, Obsolete>();
  private failedCreations: Obsolete[] = [];

  /** @param resources the live ones; changed as operations succeed */
  constructor(private readonly resources: Map<string, DeployedResource>) {}

  /** Creates and updates; resolves to what failed, once all that was started has ended or is not waited for any more. */
  public async apply(step: Step): Promise<Failures> {
    const { target: { evaluation, graph }, carryOn, cancellation } = step;
    const failed = { create: [] as string[], update: [] as string[] };
    await inOrder(evaluation.logicalIds(), graph, carryOn ? 'skip dependents' : 'stop', async logicalId => {
      if (cancellation.requested) return false;
      const kind = this.resources.has(logicalId) ? 'update' : 'create';
      const done = await this.bring(logicalId, step);
      if (!done) {
        failed[kind].push(logicalId);
        if (!carryOn) cancellation.request();
      }
      return done;
    });
    return failed;
  }

  /** Deletes what was replaced and what the new template no longer has. What cannot be deleted is reported and abandoned. */
  public async cleanUp(operations: Operations, keep: ReadonlySet<string>, graph: DependencyGraph): Promise<void> {
    const removed = [...this.resources.values()].filter(({ logicalId }) => !keep.has(logicalId));
    const updated = [...this.originals.keys()].flatMap(logicalId => this.resources.get(logicalId) ?? []);
    await Promise.all(updated.map(resource => operations.cleanUp(resource)));
    const dropped = removed.map(resource => ({ resource, policy: resource.deletionPolicy }));
    const obsolete = [...this.failedCreations, ...this.superseded.values(), ...dropped];
    await this.deleteAll(operations, obsolete, graph, 'carry on', CLEAN_UP_ATTEMPTS);
    for (const resource of removed) this.forget(resource);
  }

  /** Takes back the updates that failed, where the stack is to stay as far as it came. */
  public async restoreFailed(operations: Operations): Promise<void> {
    await Promise.all([...this.failedUpdates].map(async ([logicalId, { attempted, replaces }]) => {
      const resource = this.resources.get(logicalId);
      const restored = !resource || replaces || await this.takeBack(operations, resource, resource, attempted);
      if (restored) this.failedUpdates.delete(logicalId);
    }));
  }

  /** Makes room for the successors of creations that failed: these are deleted now, or else in the clean-up. */
  public async releaseFailedCreations(operations: Operations, when: 'now' | 'in the clean-up'): Promise<void> {
    const failed = [...this.resources.values()].filter(({ creationFailed }) => creationFailed);
    for (const resource of failed) {
      this.forget(resource);
      this.failedCreations.push({ resource, policy: policyOfCreation(resource) });
    }
    if (when === 'in the clean-up') return;
    await Promise.all(this.failedCreations.map(({ resource, policy }) => operations.delete(resource, policy)));
    this.failedCreations = [];
  }

  /** Takes all updates back. What fails is left to be tried again. */
  public rollBack(operations: Operations, graph: DependencyGraph, skip: readonly string[] = []): Promise<boolean> {
    return inOrder([...this.originals.keys()], graph, 'carry on', logicalId => this.restore(operations, logicalId, skip.includes(logicalId)));
  }

  /** Deletes what was created. What cannot be deleted stays with the stack. */
  public deleteCreated(operations: Operations, graph: DependencyGraph): Promise<boolean> {
    return this.deleteAll(operations, [...this.failedCreations, ...this.created.values()], graph, 'skip dependents', 1);
  }

  /** Deletes what was created. What cannot be deleted is reported and abandoned. */
  public async cleanUpCreated(operations: Operations, graph: DependencyGraph): Promise<void> {
    await this.deleteAll(operations, [...this.failedCreations, ...this.created.values()], graph, 'carry on', CLEAN_UP_ATTEMPTS);
    for (const resource of this.created.keys()) this.forget(resource);
  }

  /** Deletes all that there is, whichever deployment it is from. */
  public deleteEverything(operations: Operations, graph: DependencyGraph): Promise<boolean> {
    const live = [...this.resources.values()].map(resource => ({ resource, policy: resource.deletionPolicy }));
    return this.deleteAll(operations, [...this.failedCreations, ...this.superseded.values(), ...live], graph, 'skip dependents', 1);
  }

  private async bring(logicalId: string, { target: { template, evaluation }, operations, cancellation }: Step): Promise<boolean> {
    const declared = template.Resources[logicalId];
    const current = this.resources.get(logicalId);
    let properties: Properties;
    try {
      properties = evaluation.properties(logicalId);
      if (current && current.type !== declared.Type) throw new Error(`Update of resource type is not permitted: ${current.type} to ${declared.Type}`);
    } catch (error) {
      operations.fail({ logicalId, type: declared.Type, physicalId: current?.physicalId }, current ? 'UPDATE' : 'CREATE', error);
      return false;
    }
    const subject = { logicalId, type: declared.Type, properties };
    if (!current) return this.create(deployedResource(logicalId, declared, properties, { physicalId: '' }), await operations.create(subject, cancellation));
    const difference = operations.difference(current, properties);
    if (difference === 'none') {
      this.resources.set(logicalId, deployedResource(logicalId, declared, properties, current));
      return true;
    }
    if (!this.originals.has(logicalId)) this.originals.set(logicalId, current);
    const outcome = difference === 'replacement'
      ? await operations.replace(subject, current.physicalId, cancellation)
      : await operations.update(subject, current.physicalId, current.properties, cancellation);
    if (outcome.failed) {
      this.failedUpdates.set(logicalId, { attempted: properties, replaces: difference === 'replacement' });
      return false;
    }
    const changed = deployedResource(logicalId, declared, properties, outcome.state);
    this.resources.set(logicalId, changed);
    if (changed.physicalId !== current.physicalId) this.supersede(current, changed);
    return true;
  }

  private create(draft: DeployedResource, outcome: Outcome): boolean {
    const physicalId = outcome.failed ? outcome.physicalId : outcome.state.physicalId;
    if (physicalId === undefined) return false;
    const resource = { ...draft, ...!outcome.failed && outcome.state, physicalId, creationFailed: outcome.failed };
    this.created.set(resource, { resource, policy: policyOfCreation(draft) });
    this.resources.set(draft.logicalId, resource);
    return !outcome.failed;
  }

  /** The old resource goes when the stack is complete; if it is not the original, also when all is taken back. */
  private supersede(old: DeployedResource, successor: DeployedResource): void {
    this.superseded.set(old, { resource: old, policy: successor.updateReplacePolicy });
    if (this.originals.get(old.logicalId) !== old) this.created.set(old, { resource: old });
  }

  private async restore(operations: Operations, logicalId: string, skipped: boolean): Promise<boolean> {
    const original = this.originals.get(logicalId);
    const current = this.resources.get(logicalId);
    if (!original || !current) return true;
    const failed = this.failedUpdates.get(logicalId);
    const attempted = failed && !failed.replaces ? failed.attempted : current.properties;
    const difference = operations.difference({ ...current, properties: attempted }, original.properties);
    if (skipped || difference === 'none') {
      this.resources.set(logicalId, original);
    } else if (difference === 'replacement') {
      this.created.set(current, { resource: current });
      this.resources.set(logicalId, original);
    } else if (!await this.takeBack(operations, original, current, attempted)) {
      return false;
    }
    this.originals.delete(logicalId);
    this.failedUpdates.delete(logicalId);
    return true;
  }

  /** An update from what was attempted to what was before. */
  private async takeBack(operations: Operations, before: DeployedResource, current: DeployedResource, attempted: Properties): Promise<boolean> {
    const outcome = await operations.rollBack(before, current.physicalId, attempted);
    if (outcome.failed) return false;
    // The way back may be a replacement as well: then the id that was given on the way forward is the one to be deleted.
    if (outcome.state.physicalId !== current.physicalId) {
      const resource = { ...current, properties: attempted };
      this.created.set(resource, { resource });
    }
    this.resources.set(before.logicalId, { ...before, ...outcome.state });
    return true;
  }

  private deleteAll(
    operations: Operations, obsolete: readonly Obsolete[], graph: DependencyGraph, afterFailure: AfterFailure, attempts: number,
  ): Promise<boolean> {
    const logicalIds = [...new Set(obsolete.map(({ resource }) => resource.logicalId))];
    return inOrder(logicalIds, reversed(graph), afterFailure, async logicalId => {
      const sameId = obsolete.filter(({ resource }) => resource.logicalId === logicalId);
      const results = await Promise.all(sameId.map(async ({ resource, policy }) => {
        const done = await operations.delete(resource, policy, attempts);
        if (done) this.forget(resource);
        return done;
      }));
      return !results.includes(false);
    });
  }

  /** Another resource may stand under its logical id by now. */
  private forget(resource: DeployedResource): void {
    this.created.delete(resource);
    this.superseded.delete(resource);
    this.failedCreations = this.failedCreations.filter(other => other.resource !== resource);
    if (this.resources.get(resource.logicalId) === resource) this.resources.delete(resource.logicalId);
  }
}
