import { Annotations as CoreAnnotations, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { agnosticStack, associate, associateWithGroup, FUNCTION_ID, onlyResource, resourceCounts, RESOURCE_ID, resourcesOf } from './template';
import { PhoneNumberAssociationProvider, PhoneNumberAssociationProviderProps } from '../../src';

const LOG_STATEMENT = {
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Effect: 'Allow',
  Resource: { 'Fn::GetAtt': ['ChimePhoneNumberAssociationsLogs', 'Arn'] },
};
const WORK_STATEMENTS = [
  {
    Action: ['chime:AssociatePhoneNumbersWithVoiceConnector', 'chime:DisassociatePhoneNumbersFromVoiceConnector'],
    Effect: 'Allow',
    Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':chime:*:', { Ref: 'AWS::AccountId' }, ':vc/*']] },
  },
  { Action: ['chime:GetPhoneNumber', 'chime:ListPhoneNumbers'], Effect: 'Allow', Resource: '*' },
  { Action: 'cloudformation:DescribeStackEvents', Effect: 'Allow', Resource: { Ref: 'AWS::StackId' } },
];
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

/** All that the role of the function may do. */
function grantsOf(stack: Stack): unknown[] {
  const template = Template.fromStack(stack);
  const [handler] = Object.values(template.findResources('AWS::Lambda::Function'));
  const roleId: string = handler.Properties.Role['Fn::GetAtt'][0];
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

test('the function runs the bundle that is shipped with the library', () => {
  const stack = agnosticStack();
  associate(stack);
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Timeout: 300,
    MemorySize: 256,
    Description: 'Associates phone numbers with Amazon Chime SDK voice connectors and voice connector groups',
  });
});

test('the role is for Lambda alone, and says what it is for', () => {
  const stack = agnosticStack();
  associate(stack);
  const { Description, AssumeRolePolicyDocument } = onlyResource(stack, 'AWS::IAM::Role').Properties;
  expect(Description).toBe('Lets a function associate Amazon Chime SDK phone numbers');
  expect(AssumeRolePolicyDocument).toMatchObject({ Statement: [{ Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] });
});

test('the policy for groups is there at once, for aspects and for those who look for it', () => {
  const stack = agnosticStack();
  associateWithGroup(stack);
  expect(stack.node.findAll().filter(construct => construct instanceof iam.CfnPolicy)).toHaveLength(1);
});

test('the function may do what it calls and write its log, and nothing else', () => {
  const stack = agnosticStack();
  associate(stack);
  expect(grantsOf(stack)).toEqual([...WORK_STATEMENTS, LOG_STATEMENT]);
});

test('the role can be given more', () => {
  const stack = agnosticStack();
  iam.Grant.addToPrincipal({ grantee: associate(stack).provider, actions: ['kms:Decrypt'], resourceArns: ['*'] });
  expect(grantsOf(stack)).toContainEqual({ Action: 'kms:Decrypt', Effect: 'Allow', Resource: '*' });
});

test('runs that fail can set off an alarm', () => {
  const stack = agnosticStack();
  associate(stack).provider.metricErrors({ period: Duration.hours(1) }).createAlarm(stack, 'Errors', { threshold: 1, evaluationPeriods: 1 });
  expect(onlyResource(stack, 'AWS::CloudWatch::Alarm').Properties).toMatchObject({
    Namespace: 'AWS/Lambda',
    MetricName: 'Errors',
    Dimensions: [{ Name: 'FunctionName', Value: { Ref: FUNCTION_ID } }],
    Period: 3_600,
  });
});

test('the function writes to a log group that outlives the stack', () => {
  const stack = agnosticStack();
  const { logGroup } = associate(stack).provider;
  const { logicalId, ...definition } = onlyResource(stack, 'AWS::Logs::LogGroup');
  expect(definition).toMatchObject({ Properties: { RetentionInDays: 30 }, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  expect(stack.resolve(logGroup.logGroupName)).toEqual({ Ref: logicalId });
  expect(onlyResource(stack, 'AWS::Lambda::Function').Properties.LoggingConfig).toEqual({ LogGroup: { Ref: logicalId } });
});

test('a log group of the user replaces the default one', () => {
  const stack = agnosticStack();
  const logGroup = logs.LogGroup.fromLogGroupName(stack, 'Shared', 'telephony');
  associate(stack, { provider: new PhoneNumberAssociationProvider(stack, 'Provider', { logGroup }) });

  expect(resourceCounts(stack)).not.toHaveProperty('AWS::Logs::LogGroup');
  Template.fromStack(stack).allResourcesProperties('AWS::Lambda::Function', { LoggingConfig: { LogGroup: 'telephony' } });
  expect(grantsOf(stack)).toContainEqual({
    ...LOG_STATEMENT,
    Resource: {
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':log-group:telephony:*']],
    },
  });
});

test.each([
  [Duration.seconds(30), 330],
  [Duration.minutes(15), 2_940],
])('a timeout of %s is accepted, and CloudFormation waits for three runs', (timeout, serviceTimeout) => {
  const stack = providerWith({ timeout });
  expect(onlyResource(stack, 'AWS::Lambda::Function').Properties.Timeout).toBe(timeout.toSeconds());
  expect(resourcesOf(stack)[RESOURCE_ID].Properties).toMatchObject({ ServiceTimeout: serviceTimeout, AnswerWithinSeconds: serviceTimeout });
});

test('for a timeout that is only known at deployment CloudFormation waits an hour', () => {
  const stack = agnosticStack();
  const parameter = new CfnParameter(stack, 'Timeout', { type: 'Number' });
  new PhoneNumberAssociationProvider(stack, 'Provider', { timeout: Duration.seconds(parameter.valueAsNumber) });
  associate(stack);
  expect(onlyResource(stack, 'AWS::Lambda::Function').Properties.Timeout).toEqual({ Ref: 'Timeout' });
  expect(resourcesOf(stack)[RESOURCE_ID].Properties).toMatchObject({ ServiceTimeout: 3_600, AnswerWithinSeconds: 3_600 });
});

test.each([128, 512, 10_240])('memory of %i MiB is accepted', memorySize => {
  expect(onlyResource(providerWith({ memorySize }), 'AWS::Lambda::Function').Properties.MemorySize).toBe(memorySize);
});

test('memory that is only known at deployment is accepted', () => {
  const stack = agnosticStack();
  const memorySize = new CfnParameter(stack, 'Memory', { type: 'Number' }).valueAsNumber;
  new PhoneNumberAssociationProvider(stack, 'Provider', { memorySize });
  expect(onlyResource(stack, 'AWS::Lambda::Function').Properties.MemorySize).toEqual({ Ref: 'Memory' });
});

const TIMEOUT_LIMITS = 'it must be from 30 seconds to 15 minutes, in whole seconds, and 5 minutes suit most';
const MEMORY_LIMITS = 'it must be a whole number of MiB from 128 to 10,240, and 256 suit most';

test.each<[string, PhoneNumberAssociationProviderProps, string]>([
  ['timeout too short', { timeout: Duration.seconds(29) }, `timeout of Stack/Provider is 29 seconds: ${TIMEOUT_LIMITS}`],
  ['timeout too long', { timeout: Duration.seconds(901) }, `timeout of Stack/Provider is 901 seconds: ${TIMEOUT_LIMITS}`],
  ['timeout in fractions of a second', { timeout: Duration.millis(30_500) }, `timeout of Stack/Provider is 30.5 seconds: ${TIMEOUT_LIMITS}`],
  ['too little memory', { memorySize: 127 }, `memorySize of Stack/Provider is 127: ${MEMORY_LIMITS}`],
  ['too much memory', { memorySize: 10_241 }, `memorySize of Stack/Provider is 10241: ${MEMORY_LIMITS}`],
  ['memory in fractions', { memorySize: 256.5 }, `memorySize of Stack/Provider is 256.5: ${MEMORY_LIMITS}`],
  ['subnets without VPC', { vpcSubnets: {} }, 'vpcSubnets of Stack/Provider is given without a VPC: give vpc as well, or leave vpcSubnets out'],
  ['security groups without VPC', { securityGroups: [] }, 'securityGroups of Stack/Provider is given without a VPC: give vpc as well, or leave securityGroups out'],
])('refuses %s', (_, props, message) => {
  expect(() => providerWith(props)).toThrow(new Error(message));
});

describe('in a VPC', () => {
  test('the function is placed in the private subnets, with a security group of its own', () => {
    const stack = agnosticStack();
    associate(stack, { provider: new PhoneNumberAssociationProvider(stack, 'Provider', { vpc: vpcOf(stack) }) });

    const securityGroup = onlyResource(stack, 'AWS::EC2::SecurityGroup');
    expect(onlyResource(stack, 'AWS::Lambda::Function').Properties.VpcConfig).toEqual({
      SubnetIds: ['subnet-0123456789abcdefa', 'subnet-0123456789abcdefb'],
      SecurityGroupIds: [{ 'Fn::GetAtt': [securityGroup.logicalId, 'GroupId'] }],
    });
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('isolated'));
  });

  test('subnets and security groups can be chosen', () => {
    const stack = agnosticStack();
    const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Imported', 'sg-0123456789abcdef0')];
    const vpcSubnets = { subnets: [ec2.Subnet.fromSubnetId(stack, 'Subnet', 'subnet-0123456789abcdefb')] };
    associate(stack, { provider: new PhoneNumberAssociationProvider(stack, 'Provider', { vpc: vpcOf(stack), vpcSubnets, securityGroups }) });

    expect(resourceCounts(stack)).not.toHaveProperty('AWS::EC2::SecurityGroup');
    expect(onlyResource(stack, 'AWS::Lambda::Function').Properties.VpcConfig).toEqual({
      SubnetIds: ['subnet-0123456789abcdefb'],
      SecurityGroupIds: ['sg-0123456789abcdef0'],
    });
  });

  test('the function may manage its network interfaces', () => {
    const stack = agnosticStack();
    new PhoneNumberAssociationProvider(stack, 'Provider', { vpc: vpcOf(stack) });
    expect(grantsOf(stack)).toEqual([...WORK_STATEMENTS, LOG_STATEMENT, NETWORK_STATEMENT]);
  });

  test('the function can be let through to others', () => {
    const stack = agnosticStack();
    const provider = new PhoneNumberAssociationProvider(stack, 'Provider', { vpc: vpcOf(stack) });
    ec2.SecurityGroup.fromSecurityGroupId(stack, 'Proxy', 'sg-0123456789abcdef0').connections.allowFrom(provider, ec2.Port.tcp(3128));
    expect(onlyResource(stack, 'AWS::EC2::SecurityGroupIngress').Properties).toMatchObject({ GroupId: 'sg-0123456789abcdef0', FromPort: 3128 });
  });

  test('isolated subnets are a warning', () => {
    const stack = agnosticStack();
    const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0 });
    new PhoneNumberAssociationProvider(stack, 'Provider', { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });
    Annotations.fromStack(stack).hasWarning('/Stack/Provider', Match.stringLikeRegexp(
      'the function is placed in isolated subnets \\(Stack/Vpc/IsolatedSubnet1, Stack/Vpc/IsolatedSubnet2\\), and without a route to the internet',
    ));
  });

  test('only isolated subnets are named in the warning, and it can be acknowledged', () => {
    const stack = agnosticStack();
    const { PUBLIC, PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED } = ec2.SubnetType;
    const subnetConfiguration = [PUBLIC, PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED].map(subnetType => ({ name: subnetType, subnetType }));
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 1, subnetConfiguration });
    const subnets = [...vpc.privateSubnets, ...vpc.isolatedSubnets];
    expect(subnets).toHaveLength(2);
    const provider = new PhoneNumberAssociationProvider(stack, 'Provider', { vpc, vpcSubnets: { subnets } });
    Annotations.fromStack(stack).hasWarning('/Stack/Provider', Match.stringLikeRegexp(`isolated subnets \\(${vpc.isolatedSubnets[0].node.path}\\)`));
    CoreAnnotations.of(provider).acknowledgeWarning('cdk-chime-phone-number-association:isolatedSubnets');
    Annotations.fromStack(stack).hasNoWarning('/Stack/Provider', Match.anyValue());
  });
});

test('connections need a VPC', () => {
  const provider = new PhoneNumberAssociationProvider(agnosticStack(), 'Provider');
  expect(() => provider.connections).toThrow(new Error('connections of Stack/Provider needs a VPC, which the function is not placed in: give vpc'));
});
