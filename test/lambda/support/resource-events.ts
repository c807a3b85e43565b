import { CONNECTOR, NOW, ONE, REGION } from './names';
import { LOGICAL_ID, STACK_ID } from './stack-timeline';
import { physicalIdOf } from '../../../lambda/phone-number-associations/cloudformation/physical-id';
import { formatBasicDate, ResourceEvent } from '../../../lambda/phone-number-associations/cloudformation/resource-event';
import { AssociationProperties, DriftDetectionEvent, PhoneNumberAssociationsProperties } from '../../../src/contract/properties';

type Associations = Readonly<Record<string, Partial<AssociationProperties>>>;

export const PHYSICAL_ID = physicalIdOf(NOW - 86_400_000);

/** Properties of one association as CloudFormation delivers them: every scalar is a string. */
export function associationOf(properties: Partial<AssociationProperties> = {}): Partial<AssociationProperties> {
  const owner = properties.VoiceConnectorGroupId === undefined ? { VoiceConnectorId: CONNECTOR.id } : {};
  return { ...owner, E164PhoneNumbers: [ONE], ForceAssociate: 'false', Region: REGION, RemovalPolicy: 'destroy', ...properties };
}

/** Properties of the resource: the associations by path; one of one number unless it matters. */
export function propertiesOf(associations: Associations = { Numbers: associationOf() }): Partial<PhoneNumberAssociationsProperties> {
  return { FormatVersion: '1', AnswerWithinSeconds: '960', Associations: associations as PhoneNumberAssociationsProperties['Associations'] };
}

function eventAt(at: number) {
  return {
    ResponseURL: `https://cloudformation-custom-resource-response.example/secret-signature?X-Amz-Date=${formatBasicDate(at)}&X-Amz-Expires=7200`,
    StackId: STACK_ID,
    RequestId: '5f0e3f6c-request',
    LogicalResourceId: LOGICAL_ID,
  };
}

export function createEvent(associations?: Associations, at = NOW): ResourceEvent {
  return { ...eventAt(at), RequestType: 'Create', ResourceProperties: propertiesOf(associations) };
}

export function updateEvent(previous: Associations, desired: Associations, at = NOW): ResourceEvent {
  return {
    ...eventAt(at),
    RequestType: 'Update',
    PhysicalResourceId: PHYSICAL_ID,
    ResourceProperties: propertiesOf(desired),
    OldResourceProperties: propertiesOf(previous),
  };
}

export function deleteEvent(associations?: Associations, at = NOW, physicalResourceId = PHYSICAL_ID): ResourceEvent {
  return { ...eventAt(at), RequestType: 'Delete', PhysicalResourceId: physicalResourceId, ResourceProperties: propertiesOf(associations) };
}

export function driftEvent(e164PhoneNumbers: readonly string[], repair = false): DriftDetectionEvent {
  const { VoiceConnectorId, Region } = associationOf() as AssociationProperties;
  return {
    DetectDrift: { VoiceConnectorId, Region, E164PhoneNumbers: e164PhoneNumbers, Association: 'Stack/Numbers', StackId: STACK_ID, Repair: repair ? 'true' : 'false' },
  };
}
