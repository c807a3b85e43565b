import { CfnResource, IResolveContext, Lazy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AssociationStandIn } from './association-stand-in';
import { explainCycle } from './cycle';
import { readDependencyGraph } from './dependency-graph';
import { LOGICAL_ID } from './logical-ids';
import { numbersLast } from './numbers-last';
import { elementsOf, isInTree } from './tree';
import { validateAssociations } from './validate-associations';
import { FORMAT_VERSION, RESOURCE_TYPE } from '../contract/properties';

/** What the resource needs to know of its provider. */
export interface ServiceOfAssociations {
  readonly serviceToken: string;
  readonly serviceTimeoutSeconds: number;
}

/**
 * The one custom resource of a stack, with all that its associations declare.
 *
 * It is made with the first association and reads the others when it is rendered, so the order in which they are made is of no importance.
 */
export class AssociationsResource extends CfnResource {
  private readonly added: AssociationStandIn[] = [];

  constructor(scope: Construct, id: string, service: () => ServiceOfAssociations | undefined) {
    const serviceTimeout = Lazy.number({ produce: () => service()?.serviceTimeoutSeconds });
    super(scope, id, {
      type: RESOURCE_TYPE,
      properties: {
        ServiceToken: Lazy.string({ produce: () => service()?.serviceToken }),
        ServiceTimeout: serviceTimeout,
        FormatVersion: FORMAT_VERSION,
        AnswerWithinSeconds: serviceTimeout,
        Associations: Lazy.uncachedAny({ produce: context => this.associations(context) }),
      },
    });
    this.overrideLogicalId(LOGICAL_ID.RESOURCE);
    // Resources cannot be read before CDK has prepared them; nor does it need to know the order before it renders them.
    this.addOverride('DependsOn', Lazy.uncachedAny({
      produce: ({ preparing }) => preparing ? undefined : this.predecessors(),
    }));
    this.node.addValidation({ validate: () => this.shouldSynthesize() ? this.validate(service()) : [] });
  }

  /** The associations that are still in the tree. */
  public get standIns(): AssociationStandIn[] {
    return this.added.filter(isInTree);
  }

  /** Lets the resource take over what an association declares. */
  public add(standIn: AssociationStandIn): void {
    this.added.push(standIn);
  }

  /**
   * @internal
   */
  public _toCloudFormation(): object {
    // A resource that is retained never hears that it has been rolled back. The stand-ins take the policy, however it came here.
    this.addDeletionOverride('DeletionPolicy');
    this.addDeletionOverride('UpdateReplacePolicy');
    return super._toCloudFormation();
  }

  /** Without associations there is nothing to do. */
  protected shouldSynthesize(): boolean {
    return this.added.some(isInTree);
  }

  private predecessors(): string[] | undefined {
    const predecessors = numbersLast(readDependencyGraph(this.stack));
    return predecessors.length > 0 ? predecessors : undefined;
  }

  private associations(context: IResolveContext): Record<string, object> {
    // The right moment: construct dependencies have become dependencies between resources, and no template of a nested stack is final yet.
    this.takeOverDependents();
    const entries = this.standIns.map(standIn => [standIn.key, standIn.entry(context)] as const);
    return Object.fromEntries(entries.sort(([one], [other]) => one < other ? -1 : 1));
  }

  /** Lets everything that depends on a stand-in depend on this resource. */
  private takeOverDependents(): void {
    for (const resource of elementsOf(this.stack).filter(CfnResource.isCfnResource)) {
      if (AssociationStandIn.isStandIn(resource)) continue;
      for (const standIn of resource.obtainDependencies().filter(AssociationStandIn.isStandIn)) {
        // CDK has made a dependency between the stacks of it.
        if (standIn.stack !== this.stack) continue;
        standIn.dependents.add(resource);
        resource.replaceDependency(standIn, this);
      }
    }
  }

  private validate(service: ServiceOfAssociations | undefined): string[] {
    if (!service) return ['The provider of this stack was removed from the tree, but there are associations that need it: keep it, or remove them too'];
    const associations = this.stack.resolve(Lazy.uncachedAny({ produce: context => this.associations(context) })) as Record<string, object>;
    return [
      ...explainCycle(readDependencyGraph(this.stack)),
      ...validateAssociations(this.stack.node.path, associations),
    ];
  }
}
