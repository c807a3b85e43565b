import { ResourceType } from '../resource-type';
import { customResource } from './custom-resource';
import { policy, role } from './iam';
import { inert, inertWith, inertWithArn } from './inert';
import { lambdaFunction } from './lambda-function';
import { scripted } from './scripted';
import { voiceConnector } from './voice-connector';

const TYPES: Readonly<Record<string, ResourceType>> = {
  'AWS::CDK::Metadata': inert,
  'AWS::Chime::VoiceConnector': voiceConnector,
  'AWS::CloudFormation::CustomResource': customResource,
  'AWS::CloudFormation::WaitConditionHandle': inert,
  'AWS::CloudWatch::Alarm': inertWithArn('AlarmName', 'cloudwatch', 'alarm:NAME'),
  'AWS::EC2::EIP': inertWith('AllocationId', 'PublicIp'),
  'AWS::EC2::InternetGateway': inertWith('InternetGatewayId'),
  'AWS::EC2::NatGateway': inertWith('NatGatewayId'),
  'AWS::EC2::Route': inert,
  'AWS::EC2::RouteTable': inertWith('RouteTableId'),
  'AWS::EC2::SecurityGroup': inertWith('GroupId', 'Id', 'VpcId'),
  'AWS::EC2::SecurityGroupEgress': inertWith('Id'),
  'AWS::EC2::SecurityGroupIngress': inertWith('Id'),
  'AWS::EC2::Subnet': inertWith('SubnetId', 'AvailabilityZone', 'VpcId', 'CidrBlock'),
  'AWS::EC2::SubnetRouteTableAssociation': inertWith('Id'),
  'AWS::EC2::VPC': inertWith('VpcId', 'CidrBlock', 'DefaultSecurityGroup'),
  'AWS::EC2::VPCEndpoint': inertWith('Id'),
  'AWS::EC2::VPCGatewayAttachment': inert,
  'AWS::Events::Rule': inertWithArn('Name', 'events', 'rule/NAME'),
  'AWS::IAM::Policy': policy,
  'AWS::IAM::Role': role,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::Permission': inert,
  'AWS::Logs::LogGroup': inertWithArn('LogGroupName', 'logs', 'log-group:NAME:*'),
  'AWS::Scheduler::Schedule': inertWithArn('Name', 'scheduler', 'schedule/default/NAME'),
  'AWS::SNS::Topic': inertWithArn('TopicName', 'sns', 'NAME'),
  'AWS::SSM::Parameter': inertWith('Type', 'Value'),
  'Test::Scripted': scripted,
};

/** How resources of a type are handled. A type that is not known is an error. */
export function resourceTypes(nestedStack: ResourceType): (name: string) => ResourceType {
  const types = { ...TYPES, 'AWS::CloudFormation::Stack': nestedStack };
  return name => {
    const type = name.startsWith('Custom::') ? customResource : types[name as keyof typeof types];
    if (!type) throw new Error(`Resource type ${name} is not simulated. Known: Custom::*, ${Object.keys(types).join(', ')}`);
    return type;
  };
}
