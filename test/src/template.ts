import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { PhoneNumberAssociationProps, VoiceConnectorGroupPhoneNumberAssociation, VoiceConnectorPhoneNumberAssociation } from '../../src';
import { AssociationProperties } from '../../src/contract/properties';

export const CONNECTOR_ID = 'abcdef1ghij2klmno3pqr4';
export const GROUP_ID = '12345678-90ab-cdef-1234-567890abcdef';
export const RESOURCE_ID = 'ChimePhoneNumberAssociations';
export const FUNCTION_ID = 'ChimePhoneNumberAssociationsFunction';

/** A stack without an account or region. */
export function agnosticStack(): Stack {
  return new Stack(new App(), 'Stack');
}

export function associate(scope: Construct, props: Partial<PhoneNumberAssociationProps> & { voiceConnectorId?: string } = {}, id = 'Numbers') {
  return new VoiceConnectorPhoneNumberAssociation(scope, id, { voiceConnectorId: CONNECTOR_ID, e164PhoneNumbers: ['+12065550100'], ...props });
}

export function associateWithGroup(
  scope: Construct, props: Partial<PhoneNumberAssociationProps> & { voiceConnectorGroupId?: string } = {}, id = 'GroupNumbers',
) {
  return new VoiceConnectorGroupPhoneNumberAssociation(scope, id, { voiceConnectorGroupId: GROUP_ID, e164PhoneNumbers: ['+12065550900'], ...props });
}

/** Any resource, of a type that tells nothing. */
export function resource(scope: Construct, id: string, properties?: Record<string, unknown>): CfnResource {
  return new CfnResource(scope, id, { type: 'AWS::CloudFormation::WaitConditionHandle', properties });
}

/** What users get hold of to change what an association renders. */
export function defaultChild(construct: Construct): CfnResource {
  return construct.node.defaultChild as CfnResource;
}

/** Lets a resource depend on another one, under the name that the method has in this version of the CDK. */
export function dependOn(dependent: CfnResource, dependency: CfnResource): void {
  if ('addResourceDependency' in dependent) dependent.addResourceDependency(dependency);
  else (dependent as CfnResource).addDependency(dependency);
}

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DependsOn?: string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Condition?: string;
  readonly Metadata?: Record<string, unknown>;
}

/** The resources of a stack by logical id. */
export function resourcesOf(stack: Stack): Record<string, Resource> {
  return Template.fromStack(stack).toJSON().Resources ?? {};
}

/** What a stack declares, by the path of the association. */
export function associationsOf(stack: Stack): Record<string, AssociationProperties> {
  return resourcesOf(stack)[RESOURCE_ID].Properties.Associations as Record<string, AssociationProperties>;
}

/** What the one resource of a stack comes after. */
export function predecessorsOf(stack: Stack): string[] {
  return resourcesOf(stack)[RESOURCE_ID].DependsOn ?? [];
}

/** The one resource of a type, with its logical id. */
export function onlyResource(stack: Stack, type: string): Resource & { readonly logicalId: string } {
  const found = Object.entries(resourcesOf(stack)).filter(([, { Type }]) => Type === type);
  expect(found.map(([logicalId]) => logicalId)).toHaveLength(1);
  const [[logicalId, definition]] = found;
  return { ...definition, logicalId };
}

/** How often each resource type occurs. */
export function resourceCounts(stack: Stack): Record<string, number> {
  return Object.values(resourcesOf(stack)).reduce<Record<string, number>>((counts, { Type }) => ({ ...counts, [Type]: (counts[Type] ?? 0) + 1 }), {});
}

/** What synthesis fails with. */
export function synthesisError(stack: Stack): string {
  try {
    Template.fromStack(stack);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('expected synthesis to fail');
}
