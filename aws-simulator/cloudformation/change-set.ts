import { isDeepStrictEqual } from 'node:util';
import { AfterFailure, DependencyGraph, inOrder, reversed } from './dependencies';
import { deployedResource, DeployedResource } from './deployed-resource';
import { Evaluation } from './evaluation';
import { Operations } from './operations';
import { resourceType } from './resources/resource-types';
import { Properties, Template } from './template';

/** What an operation did to a resource, or tried to. */
interface Touched {
  readonly before: DeployedResource;
  readonly attempted: Properties;
  /** A new resource was made in its place. */
  readonly replaced: boolean;
  /** The operation had effect, or may have had. */
  readonly physicalId?: string;
}

/** A resource that the clean-up deletes, unless the policy says `Retain`. */
interface Obsolete {
  readonly resource: DeployedResource;
  readonly policy?: string;
}

/** Takes the resources of a stack from what they are to what a template says, and back if that fails. */
export class ChangeSet {
  private readonly touched = new Map<string, Touched>();
  private readonly created: Obsolete[] = [];
  private readonly replaced: Obsolete[] = [];

  /** @param resources the live ones; changed as operations succeed */
  constructor(private readonly operations: Operations, private readonly resources: Map<string, DeployedResource>) {}

  /** Creates and updates, and stops at the first failure once all that was started has ended. */
  apply(template: Template, evaluation: Evaluation, graph: DependencyGraph): Promise<boolean> {
    return inOrder(evaluation.logicalIds(), graph, 'stop', (logicalId) => this.bring(logicalId, template, evaluation));
  }

  /** Deletes what was replaced and what the new template no longer has. What cannot be deleted is reported and abandoned. */
  async cleanUp(keep: ReadonlySet<string>, oldGraph: DependencyGraph): Promise<void> {
    const removed = [...this.resources.values()].filter(({ logicalId }) => !keep.has(logicalId));
    await this.deleteAll([...this.replaced, ...removed.map((resource) => ({ resource, policy: resource.deletionPolicy }))], oldGraph);
    for (const resource of removed) this.forget(resource);
  }

  /** Updates what was touched back to its old properties. */
  rollBack(oldGraph: DependencyGraph): Promise<boolean> {
    return inOrder([...this.touched.keys()], oldGraph, 'carry on', (logicalId) => this.restore(logicalId));
  }

  /** Deletes what was created. What cannot be deleted stays with the stack. */
  deleteCreated(newGraph: DependencyGraph): Promise<boolean> {
    return this.deleteAll(this.created, newGraph, 'skip dependents');
  }

  /** Deletes what was created. What cannot be deleted is reported and abandoned. */
  async cleanUpCreated(newGraph: DependencyGraph): Promise<void> {
    await this.deleteAll(this.created, newGraph);
    for (const { resource } of this.created) this.forget(resource);
  }

  private async bring(logicalId: string, template: Template, evaluation: Evaluation): Promise<boolean> {
    const declared = template.Resources[logicalId];
    const before = this.resources.get(logicalId);
    let properties: Properties;
    try {
      properties = evaluation.properties(logicalId);
      if (before && before.type !== declared.Type) throw new Error(`Update of resource type is not permitted: ${before.type} to ${declared.Type}`);
    } catch (error) {
      this.operations.fail({ logicalId, type: declared.Type }, before ? 'UPDATE' : 'CREATE', error);
      return false;
    }
    const subject = { logicalId, type: declared.Type, properties };
    if (!before) return this.create(deployedResource(logicalId, declared, properties, { physicalId: '' }));
    const changed = Object.keys({ ...before.properties, ...properties }).filter((key) => !isDeepStrictEqual(before.properties[key], properties[key]));
    if (changed.length === 0) {
      this.resources.set(logicalId, deployedResource(logicalId, declared, properties, before));
      return true;
    }
    const replaced = changed.some((key) => resourceType(declared.Type).replacedBy?.includes(key));
    const outcome = await (replaced ? this.operations.replace(subject) : this.operations.update(subject, before.physicalId, before.properties));
    this.touched.set(logicalId, { before, attempted: properties, replaced, physicalId: outcome.failed ? undefined : outcome.state.physicalId });
    if (outcome.failed) return false;
    this.resources.set(logicalId, deployedResource(logicalId, declared, properties, outcome.state));
    if (outcome.state.physicalId !== before.physicalId) this.replaced.push({ resource: before, policy: declared.UpdateReplacePolicy });
    return true;
  }

  private async create(draft: DeployedResource): Promise<boolean> {
    const outcome = await this.operations.create(draft);
    const physicalId = outcome.failed ? outcome.physicalId : outcome.state.physicalId;
    if (physicalId === undefined) return false;
    const resource = { ...draft, ...!outcome.failed && outcome.state, physicalId };
    this.created.push({ resource, policy: draft.deletionPolicy });
    this.resources.set(draft.logicalId, resource);
    return !outcome.failed;
  }

  private async restore(logicalId: string): Promise<boolean> {
    const { before, attempted, replaced, physicalId } = this.touched.get(logicalId)!;
    const after = { ...before, properties: attempted, physicalId: physicalId ?? before.physicalId };
    if (replaced) {
      if (physicalId !== undefined) this.created.push({ resource: after });
      this.resources.set(logicalId, before);
      return true;
    }
    const outcome = await this.operations.update(before, after.physicalId, attempted);
    if (outcome.failed) return false;
    // The way back may be a replacement as well: then the id that the failed update gave is the one to be deleted.
    if (outcome.state.physicalId !== after.physicalId) this.created.push({ resource: after });
    this.resources.set(logicalId, { ...before, ...outcome.state });
    return true;
  }

  private deleteAll(obsolete: readonly Obsolete[], graph: DependencyGraph, afterFailure: AfterFailure = 'carry on'): Promise<boolean> {
    const byId = new Map(obsolete.map((entry) => [entry.resource.logicalId, entry]));
    return inOrder([...byId.keys()], reversed(graph), afterFailure, async (logicalId) => {
      const { resource, policy } = byId.get(logicalId)!;
      const done = await this.operations.delete(resource, policy);
      if (done) this.forget(resource);
      return done;
    });
  }

  /** Another resource may stand under its logical id by now. */
  private forget(resource: DeployedResource): void {
    if (this.resources.get(resource.logicalId) === resource) this.resources.delete(resource.logicalId);
  }
}
