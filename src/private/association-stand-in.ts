import { CfnResource, IResolvable, IResolveContext, Reference, RemovalPolicy, RemovalPolicyOptions, ResolutionTypeHint } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { pathInStack } from './tree';
import { AssociationProperties, RESOURCE_TYPE } from '../contract/properties';

/** Global, so that the stand-ins of another copy of this library in the app are known as well. */
const MARKER = Symbol.for('cdk-chime-phone-number-association.AssociationStandIn');

/** What CloudFormation calls the removal policies of CDK. */
const REMOVAL_POLICY: Readonly<Record<string, AssociationProperties['RemovalPolicy'] | undefined>> = {
  Delete: 'destroy',
  Retain: 'retain',
  RetainExceptOnCreate: 'retain-on-update-or-delete',
};

/** What a stand-in would render: the part of a resource's definition that has a meaning for an association. */
export interface StandInDefinition {
  readonly Properties?: Partial<AssociationProperties>;
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: string | string[];
}

/** Throws when the policy makes no sense for an association. */
export function refuseSnapshot(association: IConstruct, policy: RemovalPolicy | undefined): void {
  if (policy !== RemovalPolicy.SNAPSHOT) return;
  throw new Error(`removalPolicy of ${association.node.path} is SNAPSHOT: an association has nothing to take a snapshot of, so choose DESTROY or RETAIN`);
}

/**
 * Stands in the tree for one association, which has no resource of its own in the template.
 *
 * CDK finds here all that is done to an association: dependencies, overrides, a condition, a removal policy, aspects and mixins. The
 * stack's one resource takes it over.
 */
export class AssociationStandIn extends CfnResource {
  public static isStandIn(this: void, construct: IConstruct): construct is AssociationStandIn {
    return MARKER in construct;
  }

  /**
   * Whether the function can have to write to a group: by force numbers can also be taken from one, and are given back when the change fails.
   *
   * Not read out of the definition: to resolve it before CDK has prepared the app could be too early for what users have put into it.
   */
  public writesToGroups: boolean;

  /** The resources of the stack that wait for this association; see `AssociationsResource`. */
  public readonly dependents = new Set<CfnResource>();

  constructor(
    public readonly association: Construct,
    private readonly resource: CfnResource,
    properties: Omit<AssociationProperties, 'RemovalPolicy'>,
  ) {
    super(association, 'Resource', { type: RESOURCE_TYPE, properties: { ...properties } });
    Object.defineProperty(this, MARKER, {});
    this.writesToGroups = properties.VoiceConnectorGroupId !== undefined || properties.ForceAssociate === true;
  }

  /** The key of the association in the properties of the stack's resource. */
  public get key(): string {
    return pathInStack(this.association);
  }

  public get ref(): string {
    return this.resource.ref;
  }

  public getAtt(attributeName: string, typeHint?: ResolutionTypeHint): Reference {
    return this.resource.getAtt(attributeName, typeHint);
  }

  public addOverride(path: string, value: unknown): void {
    const [, property] = path.split('.');
    if ((property === 'VoiceConnectorGroupId' || property === 'ForceAssociate') && value !== undefined && value !== false) this.writesToGroups = true;
    super.addOverride(path, value);
  }

  public applyRemovalPolicy(policy: RemovalPolicy | undefined, options?: RemovalPolicyOptions): void {
    refuseSnapshot(this.association, policy);
    super.applyRemovalPolicy(policy, options);
  }

  /** What this resource would be, overrides included, to be resolved by whoever asks. */
  public definition(): IResolvable {
    const { Resources } = super._toCloudFormation() as { Resources: Record<string, IResolvable> };
    return Object.values(Resources)[0];
  }

  /** The association's entry in the properties of the stack's resource, resolved in the context of that resource. */
  public entry(context: IResolveContext): object {
    const { Properties, Condition, DeletionPolicy = 'Delete' } = context.resolve(this.definition()) as StandInDefinition;
    const entry = { RemovalPolicy: REMOVAL_POLICY[DeletionPolicy] ?? DeletionPolicy, ...Properties };
    return Condition ? { 'Fn::If': [Condition, entry, { Ref: 'AWS::NoValue' }] } : entry;
  }

  /**
   * Renders nothing. (`shouldSynthesize` would not do: CDK ignores dependencies on a resource that is not to be synthesized.)
   *
   * @internal
   */
  public _toCloudFormation(): object {
    return {};
  }
}
