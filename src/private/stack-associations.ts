import { Aspects, Lazy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct, IConstruct } from 'constructs';
import { AssociationsResource } from './associations-resource';
import { createGroupPolicy, createSchedulerRole } from './roles';
import { isInTree } from './tree';
import { FORMAT_VERSION } from '../contract/properties';

/** Directly below the stack, where nothing that users depend on contains it, under an id that nobody else takes. */
const ID = 'cdk-chime-phone-number-association';

/** Global, and with the version of what is shared, because an app can have several copies of this library. */
const MARKER = Symbol.for('cdk-chime-phone-number-association.StackAssociations');

/** What the associations need of their provider. */
export interface AssociationsProvider extends IConstruct {
  readonly handlerFunction: lambda.IFunction;
  readonly _serviceTimeoutSeconds: number;
}

/** What the associations of a stack share: their resource, their provider, and what hangs on both. */
export class StackAssociations extends Construct {
  public static of(stack: Stack): StackAssociations {
    const existing = stack.node.tryFindChild(ID);
    if (existing && Reflect.get(existing, MARKER) !== FORMAT_VERSION) {
      throw new Error(
        `${existing.node.path} was made by another version of cdk-chime-phone-number-association, and the associations of a stack share one resource: let the app depend on one version of it`,
      );
    }
    return existing as StackAssociations | undefined ?? new StackAssociations(stack);
  }

  public readonly resource: AssociationsResource;
  private registered?: AssociationsProvider;

  private constructor(stack: Stack) {
    super(stack, ID);
    Object.defineProperty(this, MARKER, { value: FORMAT_VERSION });
    this.resource = new AssociationsResource(this, 'Resource', () => this.provider && {
      serviceToken: this.provider.handlerFunction.functionArn,
      serviceTimeoutSeconds: this.provider._serviceTimeoutSeconds,
    });
    Aspects.of(this).add({ visit: construct => construct === this && this.settle() });
  }

  /** The provider of the stack, once it has one. */
  public get provider(): AssociationsProvider | undefined {
    return this.registered && isInTree(this.registered) ? this.registered : undefined;
  }

  /** Makes a provider the one of the stack. It replaces the default, which is made here, with the first association. */
  public register(provider: AssociationsProvider): void {
    const { provider: current } = this;
    if (current && current.node.scope !== this) {
      throw new Error(
        `${provider.node.path} is a second provider in its stack, next to ${current.node.path}: one function serves all associations of a stack, so remove one of the two`,
      );
    }
    if (current) this.node.tryRemoveChild(current.node.id);
    this.registered = provider;
  }

  /** The role with which EventBridge Scheduler invokes the handler. */
  public schedulerRole(handler: lambda.IFunction): iam.IRole {
    const id = 'SchedulerRole';
    const role = this.node.tryFindChild(id) as iam.Role | undefined ?? createSchedulerRole(this, id, handler);
    return role.withoutPolicyUpdates();
  }

  /** Lets the function write to groups if one of the associations can need it. */
  public settleGroupPolicy(): void {
    const id = 'VoiceConnectorGroupPolicy';
    if (!this.resource.standIns.some(({ writesToGroups }) => writesToGroups)) {
      this.node.tryRemoveChild(id);
    } else if (!this.node.tryFindChild(id)) {
      createGroupPolicy(this, id, Lazy.string({ produce: () => this.provider?.handlerFunction.role?.roleName }));
    }
  }

  /** Before synthesis, when users have removed and overridden what they would. */
  private settle(): void {
    this.settleGroupPolicy();
    if (this.resource.standIns.length > 0) return;
    // What was made for associations on its own has no use any more.
    this.node.children.filter(child => child !== this.resource).forEach(({ node }) => this.node.tryRemoveChild(node.id));
  }
}
