import { readFileSync } from 'node:fs';
import { Target } from '../change-set';
import { dependencyGraph } from '../dependencies';
import { Evaluation } from '../evaluation';
import { parameterValues } from '../parameters';
import { generatedName, uuidOf } from '../physical-id';
import { ExistingResource, ResourceFailure, ResourceRequest, ResourceState, ResourceType } from '../resource-type';
import { OnFailure, StackInstance } from '../stack-instance';
import { Template } from '../template';

interface Child {
  readonly stack: StackInstance;
  target: Target;
}

function templateOf({ assets, properties, logicalId }: ResourceRequest): Template {
  const url = String(properties.TemplateURL);
  const path = [...assets].find(([key]) => url.endsWith(`/${key}`))?.[1];
  if (path === undefined) throw new Error(`Nested stack ${logicalId}: its template ${url} is not an asset of the cloud assembly`);
  return JSON.parse(readFileSync(path, 'utf8')) as Template;
}

/** A nested stack takes strings: a list becomes one, with commas. */
function parametersOf({ properties }: ResourceRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(properties.Parameters ?? {}).map(([name, value]) => [name, String(value)]));
}

/** `AWS::CloudFormation::Stack`: each resource of this type is a stack of its own, with events and statuses. */
export class NestedStacks {
  public readonly type: ResourceType = {
    create: request => this.create(request),
    update: request => this.update(request),
    cleanUp: request => this.cleanUp(request),
    rollBack: request => this.rollBack(request),
    delete: request => this.delete(request),
  };

  private readonly children = new Map<string, Child>();

  /** By id, which is the physical id of the resource in the parent. Also one that is gone. */
  public get(id: string): StackInstance | undefined {
    return this.children.get(id)?.stack;
  }

  private async create(request: ResourceRequest): Promise<ResourceState> {
    const { environment, stackId: parentId } = request;
    const { account, region, cloudFormation } = environment;
    const name = generatedName(request, 128);
    const id = `arn:aws:cloudformation:${region}:${account}:stack/${name}/${uuidOf(`${parentId}/${name}/${this.children.size}`)}`;
    const stack = new StackInstance({ id, name, parentId, environment, listener: () => undefined });
    const target = this.targetOf(request, stack);
    this.children.set(id, { stack, target });
    const leftAsItIs = request.disableRollback || cloudFormation.behaviour.failedNestedCreation === 'left to its parent';
    await this.whileNotCancelled(request, stack, () => stack.create(target, this.options(request, leftAsItIs ? 'DO_NOTHING' : 'ROLLBACK')));
    if (stack.status !== 'CREATE_COMPLETE') throw new ResourceFailure(`Embedded stack ${id} was not successfully created: ${stack.failureReason}`, id);
    return this.stateOf(id);
  }

  private async update(request: ExistingResource): Promise<ResourceState> {
    const child = this.childOf(request);
    const target = this.targetOf(request, child.stack);
    const onFailure = request.disableRollback ? 'DO_NOTHING' : 'ROLLBACK';
    const succeeded = await this.whileNotCancelled(request, child.stack, () => child.stack.update(target, this.options(request, onFailure)));
    if (!succeeded) {
      const { id, status, failureReason } = child.stack;
      throw new Error(`Embedded stack ${id} was not successfully updated. Currently in ${status} with reason: ${failureReason}`);
    }
    child.target = target;
    return this.stateOf(request.physicalId);
  }

  private async cleanUp(request: ExistingResource): Promise<void> {
    const { stack } = this.childOf(request);
    if (stack.status === 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS') await stack.cleanUp();
  }

  /** One that has failed has rolled itself back. */
  private async rollBack(request: ExistingResource): Promise<ResourceState> {
    const child = this.childOf(request);
    const { stack } = child;
    const hasToGoBack = stack.status === 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS' || stack.status === 'UPDATE_FAILED' || stack.status === 'UPDATE_ROLLBACK_FAILED';
    if (hasToGoBack) await stack.rollBack();
    if (stack.status === 'UPDATE_ROLLBACK_FAILED') throw new Error(`Embedded stack ${stack.id} was not successfully rolled back.`);
    return this.stateOf(request.physicalId);
  }

  private async delete(request: ExistingResource): Promise<void> {
    const { stack } = this.childOf(request);
    await stack.delete();
    if (stack.status !== 'DELETE_COMPLETE') throw new Error(`Embedded stack ${stack.id} was not successfully deleted.`);
  }

  private async whileNotCancelled<T>({ cancellation }: ResourceRequest, stack: StackInstance, work: () => Promise<T>): Promise<T> {
    const ignoreCancellation = cancellation.onRequest(() => stack.cancel());
    try {
      return await work();
    } finally {
      ignoreCancellation();
    }
  }

  private options({ assets }: ResourceRequest, onFailure: OnFailure) {
    return { assets, onFailure };
  }

  private targetOf(request: ResourceRequest, stack: StackInstance): Target {
    const { environment } = request;
    const template = templateOf(request);
    const parameters = parameterValues(template, parametersOf(request));
    const evaluation = new Evaluation({ template, parameters, stackName: stack.name, stackId: stack.id, environment, resources: stack.resources });
    return { template, evaluation, graph: dependencyGraph(template) };
  }

  private stateOf(physicalId: string): ResourceState {
    const { target } = this.childOf({ physicalId });
    const outputs = Object.entries(target.evaluation.outputs());
    return { physicalId, attributes: Object.fromEntries(outputs.map(([name, value]) => [`Outputs.${name}`, value])) };
  }

  private childOf({ physicalId }: Pick<ExistingResource, 'physicalId'>): Child {
    const child = this.children.get(physicalId);
    if (!child) throw new Error(`Stack ${physicalId} does not exist`);
    return child;
  }
}
