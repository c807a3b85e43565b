import { CONNECTOR, ONE, REGION } from './names';
import { ResourceEvent } from '../../../lambda/phone-number-associations/handler';
import { PhoneNumberAssociationProperties } from '../../../src/contract/properties';

type Properties = Partial<PhoneNumberAssociationProperties>;

/** What the provider framework hands over besides what we read. */
const FRAMEWORK_FIELDS = {
  ServiceToken: 'arn:aws:lambda:us-east-1:111122223333:function:framework',
  ResponseURL: 'https://cloudformation-custom-resource-response.example/secret-signature',
  StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/Stack/1',
  RequestId: '5f0e3f6c-request',
  LogicalResourceId: 'Numbers',
};

/** Properties as CloudFormation delivers them: every scalar is a string. */
export function propertiesOf(properties: Properties = {}): Properties {
  const owner = properties.VoiceConnectorGroupId === undefined ? { VoiceConnectorId: CONNECTOR.id } : {};
  return { ...owner, E164PhoneNumbers: [ONE], ForceAssociate: 'false', Region: REGION, OwnerKey: 'Connector', ...properties };
}

export function createEvent(properties: Properties = {}): ResourceEvent {
  return { ...FRAMEWORK_FIELDS, RequestType: 'Create', ResourceProperties: propertiesOf(properties) };
}

export function updateEvent(previous: Properties, desired: Properties): ResourceEvent {
  return {
    ...FRAMEWORK_FIELDS,
    RequestType: 'Update',
    PhysicalResourceId: 'physical-id',
    ResourceProperties: propertiesOf(desired),
    OldResourceProperties: propertiesOf(previous),
  };
}

export function deleteEvent(properties: Properties = {}): ResourceEvent {
  return { ...FRAMEWORK_FIELDS, RequestType: 'Delete', PhysicalResourceId: 'physical-id', ResourceProperties: propertiesOf(properties) };
}
