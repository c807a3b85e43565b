import { CfnResource, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { AssociationPlan, GROUP, StackPlan } from './plan';
import { StackSource } from '../../aws-simulator';
import { sourceOf } from '../../aws-simulator/cloudformation/template';
import { CloudAssemblies } from '../../aws-simulator/testing';
import { VoiceConnectorGroupPhoneNumberAssociation, VoiceConnectorPhoneNumberAssociation } from '../../src';

/** Other resources of a stack, by their logical ids; they are new in every version. */
export interface Others {
  /** Made before the numbers move. */
  readonly before: string;
  /** Waits for the numbers. */
  readonly after: string;
}

/** Synthesizes stacks with the real CDK. All of them run the function from one directory, as one asset of one bucket. */
export class Synthesis {
  private readonly assemblies = new CloudAssemblies();
  private readonly assets = new Map<string, string>();

  public stack(name: string, plan: StackPlan, others: Others): StackSource {
    const { template, assets } = sourceOf(this.assemblies.synthesizeStack(name, stack => declare(stack, plan, others)));
    for (const [key, directory] of assets) this.assets.set(key, this.assets.get(key) ?? directory);
    // A rollback needs the asset of the template before, should the bundle change meanwhile.
    return { template, assets: this.assets };
  }

  public delete(): void {
    this.assemblies.delete();
  }
}

function declare(stack: Stack, plan: StackPlan, { before, after }: Others): void {
  new CfnResource(stack, before, { type: 'Test::Scripted' });
  const associations = Object.entries(plan).map(([id, association]) => associate(stack, id, association));
  new CfnResource(stack, after, { type: 'Test::Scripted' }).node.addDependency(...associations);
}

function associate(stack: Stack, id: string, { owner, phoneNumbers, force, retain, check }: AssociationPlan) {
  const props = {
    e164PhoneNumbers: [...phoneNumbers],
    forceAssociate: force,
    removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  };
  const association = owner === GROUP
    ? new VoiceConnectorGroupPhoneNumberAssociation(stack, id, { voiceConnectorGroupId: owner, ...props })
    : new VoiceConnectorPhoneNumberAssociation(stack, id, { voiceConnectorId: owner, ...props });
  if (check) association.detectDrift({ schedule: ScheduleExpression.rate(Duration.hours(check.everyHours)), repair: check.repair });
  return association;
}
