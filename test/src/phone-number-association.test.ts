import { Annotations as Metadata, App, CfnParameter, CfnResource, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import {
  agnosticStack, associate, associateWithGroup, associationsOf, CONNECTOR_ID, FUNCTION_ID, GROUP_ID, onlyResource, resource, RESOURCE_ID,
  resourceCounts, resourcesOf,
} from './template';

const BOTH = [
  { name: 'connector', key: 'Numbers', create: associate },
  { name: 'group', key: 'GroupNumbers', create: associateWithGroup },
];

test('the custom resource has exactly the properties of the contract', () => {
  // GIVEN
  const stack = agnosticStack();

  // WHEN
  associate(new Construct(stack, 'Office'), { e164PhoneNumbers: ['+12065550101', '+12065550100'] });
  associateWithGroup(stack);

  // THEN
  expect(resourcesOf(stack)[RESOURCE_ID]).toEqual({
    Type: 'Custom::ChimePhoneNumberAssociations',
    Properties: {
      ServiceToken: { 'Fn::GetAtt': [FUNCTION_ID, 'Arn'] },
      ServiceTimeout: 1140,
      AnswerWithinSeconds: 1140,
      FormatVersion: '1',
      Associations: {
        'GroupNumbers': {
          VoiceConnectorGroupId: GROUP_ID,
          E164PhoneNumbers: ['+12065550900'],
          ForceAssociate: false,
          Region: { Ref: 'AWS::Region' },
          RemovalPolicy: 'destroy',
        },
        'Office/Numbers': {
          VoiceConnectorId: CONNECTOR_ID,
          E164PhoneNumbers: ['+12065550100', '+12065550101'],
          ForceAssociate: false,
          Region: { Ref: 'AWS::Region' },
          RemovalPolicy: 'destroy',
        },
      },
    },
    DependsOn: [expect.stringMatching(/VoiceConnectorGroupPolicy/)],
  });
});

test('the order in which associations are made is of no importance', () => {
  const orders = [['One', 'Two'], ['Two', 'One']].map(ids => {
    const stack = agnosticStack();
    ids.forEach(id => associate(stack, { e164PhoneNumbers: [id === 'One' ? '+12065550100' : '+12065550101'] }, id));
    return JSON.stringify(resourcesOf(stack)[RESOURCE_ID]);
  });
  expect(orders[0]).toBe(orders[1]);
});

test('an association tells what it was given', () => {
  const stack = agnosticStack();
  expect(associate(stack)).toMatchObject({ voiceConnectorId: CONNECTOR_ID, e164PhoneNumbers: ['+12065550100'] });
  expect(associateWithGroup(stack)).toMatchObject({ voiceConnectorGroupId: GROUP_ID, e164PhoneNumbers: ['+12065550900'] });
});

describe.each(BOTH)('an association with a $name', ({ key, create }) => {
  test('passes forceAssociate and region on', () => {
    const stack = agnosticStack();
    create(stack, { forceAssociate: true, region: 'eu-west-2' });
    expect(associationsOf(stack)[key]).toMatchObject({ ForceAssociate: true, Region: 'eu-west-2' });
  });

  test('calls the region of the stack by default', () => {
    const stack = new Stack(new App(), 'Stack', { env: { region: 'eu-central-1' } });
    create(stack);
    expect(associationsOf(stack)[key].Region).toBe('eu-central-1');
  });

  test('takes a list that is only known at deployment, also spread into a list of its own', () => {
    for (const spread of [false, true]) {
      const stack = agnosticStack();
      const list = new CfnParameter(stack, 'PhoneNumbers', { type: 'CommaDelimitedList' }).valueAsList;
      create(stack, { e164PhoneNumbers: spread ? [...list] : list });
      expect(associationsOf(stack)[key].E164PhoneNumbers).toEqual({ Ref: 'PhoneNumbers' });
    }
  });

  test.each([
    ['behind', (list: string[]) => ['+12065550100', ...list]],
    ['before', (list: string[]) => [...list, '+12065550100']],
    ['beside another list', (list: string[]) => [...list, ...list]],
  ])('refuses a list that is only known at deployment %s other numbers', (_, mix) => {
    const stack = agnosticStack();
    const list = new CfnParameter(stack, 'PhoneNumbers', { type: 'CommaDelimitedList' }).valueAsList;
    expect(() => create(stack, { e164PhoneNumbers: mix(list) })).toThrow(new Error(
      `e164PhoneNumbers of Stack/${key} has a list that is only known at deployment among single numbers, as in ['+12065550100', ...list]: CloudFormation cannot join them, so give the list an association of its own`,
    ));
  });

  test('takes a list that is handed to a nested stack', () => {
    const stack = agnosticStack();
    const nested = new NestedStack(stack, 'Nested');
    const list = new CfnParameter(stack, 'PhoneNumbers', { type: 'CommaDelimitedList' }).valueAsList;
    create(nested, { e164PhoneNumbers: list });
    expect(associationsOf(nested)[key].E164PhoneNumbers).toEqual({ Ref: expect.stringMatching(/^referenceto/) });
  });

  test('takes numbers that are only known at deployment, behind those that are known', () => {
    const stack = agnosticStack();
    create(stack, { e164PhoneNumbers: [Fn.importValue('Reception'), '+12065550101', '+12065550100', Fn.importValue('Reception')] });
    expect(associationsOf(stack)[key].E164PhoneNumbers).toEqual([
      '+12065550100', '+12065550101', { 'Fn::ImportValue': 'Reception' }, { 'Fn::ImportValue': 'Reception' },
    ]);
  });

  test('warns about a region without a voice endpoint, and can be told that it has one', () => {
    // GIVEN
    const warning = Match.stringLikeRegexp("region is 'sa-east-1'.*us-east-1, us-west-2, .*ap-southeast-2");
    const stack = new Stack(new App(), 'Stack', { env: { region: 'sa-east-1' } });
    const association = create(stack);
    Annotations.fromStack(stack).hasWarning(`/${association.node.path}`, warning);

    // WHEN
    Metadata.of(association).acknowledgeWarning('cdk-chime-phone-number-association:regionWithoutVoiceEndpoint', 'opened last week');

    // THEN
    Annotations.fromStack(stack).hasNoWarning('*', warning);
  });

  test('warns about numbers that are probably wrong, and can be told that they are right', () => {
    // GIVEN
    const warning = Match.stringLikeRegexp("'\\+4402079460000': the 0 after \\+44 is dialled inside the country only");
    const stack = agnosticStack();
    const association = create(stack, { e164PhoneNumbers: ['+12065550100', '+4402079460000'] });
    Annotations.fromStack(stack).hasWarning(`/${association.node.path}`, warning);

    // WHEN
    Metadata.of(association).acknowledgeWarning('cdk-chime-phone-number-association:doubtfulPhoneNumbers', 'the carrier has confirmed it');

    // THEN
    Annotations.fromStack(stack).hasNoWarning('*', warning);
  });

  test.each(['us-east-1', 'ap-northeast-2', Fn.importValue('Region'), undefined])('does not warn about region %s', region => {
    const stack = agnosticStack();
    create(stack, { region });
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});

describe('the region in an ARN', () => {
  const ARN = `arn:aws:chime:us-west-2:111122223333:vc/${CONNECTOR_ID}`;

  test('is a warning where the endpoint of another one is called', () => {
    const stack = new Stack(new App(), 'Stack', { env: { region: 'us-east-1' } });
    const association = associate(stack, { voiceConnectorId: ARN });
    Annotations.fromStack(stack).hasWarning('/Stack/Numbers', Match.stringLikeRegexp(
      "voiceConnectorId is of region 'us-west-2', but the endpoint of 'us-east-1' is called: set the prop region to 'us-west-2'",
    ));
    Metadata.of(association).acknowledgeWarning('cdk-chime-phone-number-association:regionOfOwner', 'made through that endpoint');
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test.each([
    ['the prop names it', 'us-east-1', 'us-west-2'],
    ['the stack is there', 'us-west-2', undefined],
    ['the region of the stack is not known', undefined, undefined],
  ])('is no warning where %s', (_, stackRegion, region) => {
    const stack = new Stack(new App(), 'Stack', { env: { region: stackRegion } });
    associate(stack, { voiceConnectorId: ARN, region });
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});

describe('a connector of the app', () => {
  const connectorIn = (scope: Construct) => new CfnResource(scope, 'Connector', {
    type: 'AWS::Chime::VoiceConnector', properties: { Name: 'desk', RequireEncryption: true },
  });
  const idOf = (connector: CfnResource) => connector.getAtt('VoiceConnectorId').toString();

  test.each<[string, (connector: CfnResource, stack: Stack) => string, unknown]>([
    ['id', idOf, { 'Fn::GetAtt': ['Connector', 'VoiceConnectorId'] }],
    ['ARN', connector => connector.ref, { Ref: 'Connector' }],
    ['composed ARN', (connector, { account }) => `arn:aws:chime:us-east-1:${account}:vc/${idOf(connector)}`, {
      'Fn::Join': ['', ['arn:aws:chime:us-east-1:', { Ref: 'AWS::AccountId' }, ':vc/', { 'Fn::GetAtt': ['Connector', 'VoiceConnectorId'] }]],
    }],
  ])('can be given by its %s', (_, reference, expected) => {
    const stack = agnosticStack();
    associate(stack, { voiceConnectorId: reference(connectorIn(stack), stack) });
    expect(associationsOf(stack).Numbers.VoiceConnectorId).toEqual(expected);
  });

  test('can be in another stack', () => {
    const app = new App();
    const platform = new Stack(app, 'Platform');
    const stack = new Stack(app, 'Stack');
    associate(stack, { voiceConnectorId: idOf(connectorIn(platform)) });
    expect(associationsOf(stack).Numbers.VoiceConnectorId).toEqual({ 'Fn::ImportValue': expect.stringContaining('Connector') });
    expect(stack.dependencies).toEqual([platform]);
    expect(Template.fromStack(platform).findOutputs('*')).not.toEqual({});
  });

  test('can be in the parent of a nested stack, or in a nested stack', () => {
    const parent = agnosticStack();
    const [first, second] = ['First', 'Second'].map(id => new NestedStack(parent, id));
    associate(first, { voiceConnectorId: idOf(connectorIn(parent)) });
    associate(parent, { voiceConnectorId: idOf(connectorIn(second)), e164PhoneNumbers: ['+12065550101'] });
    expect(associationsOf(first).Numbers.VoiceConnectorId).toEqual({ Ref: expect.stringMatching(/^referencetoStackConnector/) });
    expect(associationsOf(parent).Numbers.VoiceConnectorId).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Second/), expect.stringMatching(/^Outputs\./)] });
  });
});

describe('permission to write to groups', () => {
  const POLICY = 'AWS::IAM::Policy';

  test.each<[string, (stack: Stack) => unknown]>([
    ['a group', stack => associateWithGroup(stack)],
    ['a connector with numbers taken by force', stack => associate(stack, { forceAssociate: true })],
    ['an override that says so', stack => (associate(stack).node.defaultChild as CfnResource).addPropertyOverride('ForceAssociate', { Ref: 'Force' })],
  ])('is granted for %s, by a policy that outlives the custom resource', (_, create) => {
    const stack = agnosticStack();
    create(stack);
    const policy = onlyResource(stack, POLICY);
    expect(policy.Properties).toEqual({
      PolicyName: 'VoiceConnectorGroups',
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{
          Action: ['chime:AssociatePhoneNumbersWithVoiceConnectorGroup', 'chime:DisassociatePhoneNumbersFromVoiceConnectorGroup'],
          Effect: 'Allow',
          Resource: '*',
        }],
      },
      Roles: [{ Ref: 'ChimePhoneNumberAssociationsRole' }],
    });
    expect(resourcesOf(stack)[RESOURCE_ID].DependsOn).toEqual([policy.logicalId]);
  });

  test.each([undefined, false])('is not granted for a connector with forceAssociate %s', forceAssociate => {
    const stack = agnosticStack();
    associate(stack, { forceAssociate });
    resource(stack, 'Other');
    expect(resourceCounts(stack)).not.toHaveProperty(POLICY);
  });
});
