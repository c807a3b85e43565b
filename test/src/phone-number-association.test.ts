import { Annotations as Metadata, App, CfnParameter, CfnResource, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { agnosticStack, associate, associateWithGroup, CONNECTOR_ID, CONNECTOR_TYPE, GROUP_ID, GROUP_TYPE, onlyResource, resourceCounts } from './template';

const BOTH = [
  { name: 'connector', type: CONNECTOR_TYPE, create: associate },
  { name: 'group', type: GROUP_TYPE, create: associateWithGroup },
];

test('the custom resource of a connector has exactly the properties of the contract', () => {
  // GIVEN
  const stack = agnosticStack();

  // WHEN
  associate(stack, { e164PhoneNumbers: ['+12065550100', '+12065550101'] });

  // THEN
  expect(onlyResource(stack, CONNECTOR_TYPE).Properties).toEqual({
    ServiceToken: { 'Fn::GetAtt': [expect.stringMatching(/^DefaultPhoneNumberAssociationProviderFramework/), 'Arn'] },
    VoiceConnectorId: CONNECTOR_ID,
    E164PhoneNumbers: ['+12065550100', '+12065550101'],
    ForceAssociate: false,
    Region: { Ref: 'AWS::Region' },
    RemovalPolicy: 'destroy',
    OwnerKey: CONNECTOR_ID,
  });
});

test('the custom resource of a group has exactly the properties of the contract', () => {
  // GIVEN
  const stack = agnosticStack();

  // WHEN
  associateWithGroup(stack);

  // THEN
  expect(onlyResource(stack, GROUP_TYPE).Properties).toEqual({
    ServiceToken: { 'Fn::GetAtt': [expect.any(String), 'Arn'] },
    VoiceConnectorGroupId: GROUP_ID,
    E164PhoneNumbers: ['+12065550900'],
    ForceAssociate: false,
    Region: { Ref: 'AWS::Region' },
    RemovalPolicy: 'destroy',
    OwnerKey: GROUP_ID,
  });
});

describe.each(BOTH)('an association with a $name', ({ type, create }) => {
  test('passes forceAssociate and region on', () => {
    const stack = agnosticStack();
    create(stack, { forceAssociate: true, region: 'eu-west-2' });
    Template.fromStack(stack).hasResourceProperties(type, { ForceAssociate: true, Region: 'eu-west-2' });
  });

  test('calls the region of the stack by default', () => {
    const stack = new Stack(new App(), 'Stack', { env: { region: 'eu-central-1' } });
    create(stack);
    Template.fromStack(stack).hasResourceProperties(type, { Region: 'eu-central-1' });
  });

  test.each([
    [undefined, 'Delete', 'Delete'],
    [RemovalPolicy.DESTROY, 'Delete', 'Delete'],
    [RemovalPolicy.RETAIN, 'Retain', 'Retain'],
    [RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, 'RetainExceptOnCreate', 'Retain'],
  ])('removal policy %s becomes DeletionPolicy %s and UpdateReplacePolicy %s', (removalPolicy, deletionPolicy, updateReplacePolicy) => {
    const stack = agnosticStack();
    create(stack, { removalPolicy });
    expect(onlyResource(stack, type)).toMatchObject({ DeletionPolicy: deletionPolicy, UpdateReplacePolicy: updateReplacePolicy });
  });

  test('takes a list that is only known at deployment', () => {
    const stack = agnosticStack();
    const parameter = new CfnParameter(stack, 'PhoneNumbers', { type: 'CommaDelimitedList' });
    create(stack, { e164PhoneNumbers: parameter.valueAsList });
    Template.fromStack(stack).hasResourceProperties(type, { E164PhoneNumbers: { Ref: 'PhoneNumbers' } });
  });

  test('takes numbers that are only known at deployment', () => {
    const stack = agnosticStack();
    create(stack, { e164PhoneNumbers: [Fn.importValue('Reception'), '+12065550100', Fn.importValue('Reception')] });
    Template.fromStack(stack).hasResourceProperties(type, {
      E164PhoneNumbers: [{ 'Fn::ImportValue': 'Reception' }, '+12065550100', { 'Fn::ImportValue': 'Reception' }],
    });
  });

  test('can be depended on', () => {
    const stack = agnosticStack();
    const association = create(stack);
    const dependent = new CfnResource(stack, 'Dependent', { type: 'AWS::CloudFormation::WaitConditionHandle' });
    dependent.node.addDependency(association);
    expect(onlyResource(stack, 'AWS::CloudFormation::WaitConditionHandle').DependsOn).toContain(onlyResource(stack, type).logicalId);
  });

  test('warns about a region without a voice endpoint, and can be told that it has one', () => {
    // GIVEN
    const warning = Match.stringLikeRegexp("region is 'sa-east-1'.*us-east-1.*ap-southeast-2");
    const stack = new Stack(new App(), 'Stack', { env: { region: 'sa-east-1' } });
    const association = create(stack);
    Annotations.fromStack(stack).hasWarning(`/${association.node.path}`, warning);

    // WHEN
    Metadata.of(association).acknowledgeWarning('cdk-chime-phone-number-association:regionWithoutVoiceEndpoint', 'opened last week');

    // THEN
    Annotations.fromStack(stack).hasNoWarning('*', warning);
  });

  test.each(['us-east-1', 'ap-northeast-2', Fn.importValue('Region'), undefined])('does not warn about region %s', region => {
    const stack = agnosticStack();
    create(stack, { region });
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});

test.each<[string, (connector: CfnResource) => string, unknown]>([
  ['id', connector => connector.getAtt('VoiceConnectorId').toString(), { 'Fn::GetAtt': ['Connector', 'VoiceConnectorId'] }],
  ['ARN', connector => connector.ref, { Ref: 'Connector' }],
])('refers to a connector of the stack by its %s, so that CloudFormation knows the order', (_, reference, expected) => {
  const stack = agnosticStack();
  const connector = new CfnResource(stack, 'Connector', { type: 'AWS::Chime::VoiceConnector', properties: { Name: 'desk', RequireEncryption: true } });
  associate(stack, { voiceConnectorId: reference(connector) });
  Template.fromStack(stack).hasResourceProperties(CONNECTOR_TYPE, { VoiceConnectorId: expected });
});

describe('permission to write to groups', () => {
  const POLICY = 'AWS::IAM::Policy';

  test.each([
    ['a group', (stack: Stack) => associateWithGroup(stack), GROUP_TYPE],
    ['a connector with numbers taken by force', (stack: Stack) => associate(stack, { forceAssociate: true }), CONNECTOR_TYPE],
  ])('is granted for %s, by a policy that outlives the custom resource', (_, create, type) => {
    const stack = agnosticStack();
    create(stack);
    const policy = onlyResource(stack, POLICY);
    expect(policy.Properties).toMatchObject({
      PolicyDocument: {
        Statement: [{
          Action: ['chime:AssociatePhoneNumbersWithVoiceConnectorGroup', 'chime:DisassociatePhoneNumbersFromVoiceConnectorGroup'],
          Effect: 'Allow',
          Resource: '*',
        }],
      },
      Roles: [{ Ref: expect.stringMatching(/^DefaultPhoneNumberAssociationProviderHandlerRole/) }],
    });
    expect(onlyResource(stack, type).DependsOn).toEqual([policy.logicalId]);
  });

  test('is granted once for all who need it, and the others do not depend on it', () => {
    const stack = agnosticStack();
    associate(stack);
    associateWithGroup(stack);
    associateWithGroup(stack, { e164PhoneNumbers: ['+12065550901'] }, 'MoreGroupNumbers');
    expect(onlyResource(stack, CONNECTOR_TYPE).DependsOn).toBeUndefined();
    expect(resourceCounts(stack)[POLICY]).toBe(1);
  });

  test.each([undefined, false])('is not granted for a connector with forceAssociate %s', forceAssociate => {
    const stack = agnosticStack();
    associate(stack, { forceAssociate });
    expect(resourceCounts(stack)).not.toHaveProperty(POLICY);
  });
});
