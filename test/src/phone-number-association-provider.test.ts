import { CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { agnosticStack, associate, CONNECTOR_TYPE, onlyResource, resourceCounts } from './template';
import { PhoneNumberAssociationProvider, PhoneNumberAssociationProviderProps } from '../../src';

const HANDLER = { Handler: 'index.handler' };
const FRAMEWORK = { Handler: 'framework.onEvent' };

const LOG_STATEMENT = {
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Effect: 'Allow',
  Resource: { 'Fn::GetAtt': [expect.stringContaining('LogGroup'), 'Arn'] },
};
const CHIME_STATEMENTS = [
  {
    Action: ['chime:AssociatePhoneNumbersWithVoiceConnector', 'chime:DisassociatePhoneNumbersFromVoiceConnector'],
    Effect: 'Allow',
    Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':chime:*:', { Ref: 'AWS::AccountId' }, ':vc/*']] },
  },
  { Action: ['chime:GetPhoneNumber', 'chime:ListPhoneNumbers'], Effect: 'Allow', Resource: '*' },
];
const INVOKE_STATEMENT = {
  Action: ['lambda:InvokeFunction', 'lambda:GetFunction'],
  Effect: 'Allow',
  Resource: { 'Fn::GetAtt': [expect.stringMatching(/Handler[0-9A-F]{8}$/), 'Arn'] },
};
const NETWORK_STATEMENT = {
  Action: [
    'ec2:AssignPrivateIpAddresses',
    'ec2:CreateNetworkInterface',
    'ec2:DeleteNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSubnets',
    'ec2:UnassignPrivateIpAddresses',
  ],
  Effect: 'Allow',
  Resource: '*',
};

/** All that the role of the one function with these properties may do. */
function grantsOf(stack: Stack, functionProperties: Record<string, unknown>): unknown[] {
  const template = Template.fromStack(stack);
  const [lambda] = Object.values(template.findResources('AWS::Lambda::Function', { Properties: functionProperties }));
  const roleId: string = lambda.Properties.Role['Fn::GetAtt'][0];
  const role = template.toJSON().Resources[roleId].Properties;
  expect(role.ManagedPolicyArns).toBeUndefined();
  const attached = Object.values(template.findResources('AWS::IAM::Policy', { Properties: { Roles: Match.arrayWith([{ Ref: roleId }]) } }));
  const documents = [...role.Policies, ...attached.map(policy => policy.Properties)];
  return documents.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

function providerWith(props: PhoneNumberAssociationProviderProps): Stack {
  const stack = agnosticStack();
  associate(stack, { provider: new PhoneNumberAssociationProvider(stack, 'Provider', props) });
  return stack;
}

function vpcOf(stack: Stack): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['a', 'b'], privateSubnetIds: ['subnet-0123456789abcdefa', 'subnet-0123456789abcdefb'], publicSubnetIds: ['subnet-0123456789abcdefc', 'subnet-0123456789abcdefd'] });
}

test('the handler runs the bundle that is shipped with the library', () => {
  const stack = agnosticStack();
  associate(stack);
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
    ...HANDLER,
    Runtime: 'nodejs24.x',
    Timeout: 600,
    MemorySize: 256,
    Description: Match.anyValue(),
  });
});

test('the handler may do what it calls and write its log, and nothing else', () => {
  const stack = agnosticStack();
  associate(stack);
  expect(grantsOf(stack, HANDLER)).toEqual([...CHIME_STATEMENTS, LOG_STATEMENT]);
});

test('the framework may invoke the handler and write its log, and nothing else', () => {
  const stack = agnosticStack();
  associate(stack);
  expect(grantsOf(stack, FRAMEWORK)).toEqual([INVOKE_STATEMENT, LOG_STATEMENT]);
});

test('a stack shares one provider', () => {
  // GIVEN
  const stack = agnosticStack();

  // WHEN
  const one = associate(stack);
  const other = associate(stack, { e164PhoneNumbers: ['+12065550101'] }, 'Others');

  // THEN
  expect(one.provider).toBe(other.provider);
  expect(resourceCounts(stack)).toEqual({
    [CONNECTOR_TYPE]: 2,
    'AWS::Lambda::Function': 2,
    'AWS::IAM::Role': 2,
    'AWS::Logs::LogGroup': 1,
  });
});

test('an association uses the provider that it is given', () => {
  const stack = agnosticStack();
  const provider = new PhoneNumberAssociationProvider(stack, 'Provider');
  const association = associate(stack, { provider });
  expect(association.provider).toBe(provider);
  expect(onlyResource(stack, CONNECTOR_TYPE).Properties.ServiceToken).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^ProviderFramework/), 'Arn'] });
  expect(resourceCounts(stack)['AWS::Lambda::Function']).toBe(2);
});

test('the handler function serves for alarms', () => {
  const stack = agnosticStack();
  const provider = new PhoneNumberAssociationProvider(stack, 'Provider');
  const dimension = stack.resolve(provider.handlerFunction.metricErrors().dimensions);
  expect(dimension).toEqual({ FunctionName: { Ref: expect.stringMatching(/^ProviderHandler/) } });
});

test('both functions write to one log group, which outlives the stack', () => {
  const stack = agnosticStack();
  associate(stack);
  const logGroup = onlyResource(stack, 'AWS::Logs::LogGroup');
  expect(logGroup).toMatchObject({ Properties: { RetentionInDays: 30 }, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  Template.fromStack(stack).allResourcesProperties('AWS::Lambda::Function', { LoggingConfig: { LogGroup: { Ref: logGroup.logicalId } } });
});

test('a log group of the user replaces the default one', () => {
  const stack = agnosticStack();
  const logGroup = logs.LogGroup.fromLogGroupName(stack, 'Shared', 'telephony');
  associate(stack, { provider: new PhoneNumberAssociationProvider(stack, 'Provider', { logGroup }) });

  expect(resourceCounts(stack)).not.toHaveProperty('AWS::Logs::LogGroup');
  Template.fromStack(stack).allResourcesProperties('AWS::Lambda::Function', { LoggingConfig: { LogGroup: 'telephony' } });
  for (const lambda of [HANDLER, FRAMEWORK]) {
    expect(grantsOf(stack, lambda)).toContainEqual({
      ...LOG_STATEMENT,
      Resource: {
        'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':log-group:telephony:*']],
      },
    });
  }
});

test.each([Duration.seconds(20), Duration.minutes(14)])('a timeout of %s is accepted', timeout => {
  Template.fromStack(providerWith({ timeout })).hasResourceProperties('AWS::Lambda::Function', { ...HANDLER, Timeout: timeout.toSeconds() });
});

test('a timeout that is only known at deployment is accepted', () => {
  const stack = agnosticStack();
  const parameter = new CfnParameter(stack, 'Timeout', { type: 'Number' });
  new PhoneNumberAssociationProvider(stack, 'Provider', { timeout: Duration.seconds(parameter.valueAsNumber) });
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', { ...HANDLER, Timeout: { Ref: 'Timeout' } });
});

test('memory can be chosen', () => {
  Template.fromStack(providerWith({ memorySize: 512 })).hasResourceProperties('AWS::Lambda::Function', { ...HANDLER, MemorySize: 512 });
});

test.each<[string, PhoneNumberAssociationProviderProps, string]>([
  ['timeout too short', { timeout: Duration.seconds(19) }, 'timeout of Stack/Provider is 19 seconds: it must be from 20 seconds to 14 minutes, and 10 minutes suit most'],
  ['timeout too long', { timeout: Duration.minutes(15) }, 'timeout of Stack/Provider is 900 seconds: it must be from 20 seconds to 14 minutes, and 10 minutes suit most'],
  ['subnets without VPC', { vpcSubnets: {} }, 'vpcSubnets of Stack/Provider is given without a VPC: give vpc as well, or leave vpcSubnets out'],
  ['security groups without VPC', { securityGroups: [] }, 'securityGroups of Stack/Provider is given without a VPC: give vpc as well, or leave securityGroups out'],
])('refuses %s', (_, props, message) => {
  expect(() => providerWith(props)).toThrow(new Error(message));
});

describe('in a VPC', () => {
  test('both functions are placed in the private subnets, with one security group', () => {
    const stack = agnosticStack();
    associate(stack, { provider: new PhoneNumberAssociationProvider(stack, 'Provider', { vpc: vpcOf(stack) }) });

    const securityGroup = onlyResource(stack, 'AWS::EC2::SecurityGroup');
    Template.fromStack(stack).allResourcesProperties('AWS::Lambda::Function', {
      VpcConfig: { SubnetIds: ['subnet-0123456789abcdefa', 'subnet-0123456789abcdefb'], SecurityGroupIds: [{ 'Fn::GetAtt': [securityGroup.logicalId, 'GroupId'] }] },
    });
  });

  test('subnets and security groups can be chosen', () => {
    const stack = agnosticStack();
    const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Imported', 'sg-0123456789abcdef0')];
    const vpcSubnets = { subnets: [ec2.Subnet.fromSubnetId(stack, 'Subnet', 'subnet-0123456789abcdefb')] };
    associate(stack, { provider: new PhoneNumberAssociationProvider(stack, 'Provider', { vpc: vpcOf(stack), vpcSubnets, securityGroups }) });

    expect(resourceCounts(stack)).not.toHaveProperty('AWS::EC2::SecurityGroup');
    Template.fromStack(stack).allResourcesProperties('AWS::Lambda::Function', { VpcConfig: { SubnetIds: ['subnet-0123456789abcdefb'], SecurityGroupIds: ['sg-0123456789abcdef0'] } });
  });

  test('both functions may manage their network interfaces', () => {
    const stack = agnosticStack();
    associate(stack, { provider: new PhoneNumberAssociationProvider(stack, 'Provider', { vpc: vpcOf(stack) }) });
    expect(grantsOf(stack, HANDLER)).toEqual([...CHIME_STATEMENTS, LOG_STATEMENT, NETWORK_STATEMENT]);
    expect(grantsOf(stack, FRAMEWORK)).toEqual([INVOKE_STATEMENT, LOG_STATEMENT, NETWORK_STATEMENT]);
  });
});
