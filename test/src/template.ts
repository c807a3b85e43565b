import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { PhoneNumberAssociationProps, VoiceConnectorGroupPhoneNumberAssociation, VoiceConnectorPhoneNumberAssociation } from '../../src';

export const CONNECTOR_ID = 'abcdef1ghij2klmno3pqr4';
export const GROUP_ID = '12345678-90ab-cdef-1234-567890abcdef';
export const CONNECTOR_TYPE = 'Custom::ChimeVoiceConnectorPhoneNumberAssociation';
export const GROUP_TYPE = 'Custom::ChimeVoiceConnectorGroupPhoneNumberAssociation';

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

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DependsOn?: string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** The one resource of a type, with its logical id. */
export function onlyResource(stack: Stack, type: string): Resource & { readonly logicalId: string } {
  const found = Object.entries(Template.fromStack(stack).findResources(type)) as [string, Resource][];
  expect(found.map(([logicalId]) => logicalId)).toHaveLength(1);
  const [[logicalId, resource]] = found;
  return { ...resource, logicalId };
}

/** How often each resource type occurs. */
export function resourceCounts(stack: Stack): Record<string, number> {
  const resources = Object.values(Template.fromStack(stack).toJSON().Resources ?? {}) as Resource[];
  return resources.reduce<Record<string, number>>((counts, { Type }) => ({ ...counts, [Type]: (counts[Type] ?? 0) + 1 }), {});
}
