import { ResourceType } from '../resource-type';
import { customResource } from './custom-resource';
import { policy, role } from './iam';
import { inert, inertWithArn } from './inert';
import { lambdaFunction } from './lambda-function';
import { scripted } from './scripted';
import { voiceConnector } from './voice-connector';

const TYPES: Readonly<Record<string, ResourceType>> = {
  'AWS::CDK::Metadata': inert,
  'AWS::Chime::VoiceConnector': voiceConnector,
  'AWS::CloudFormation::CustomResource': customResource,
  'AWS::CloudWatch::Alarm': inertWithArn('AlarmName', 'cloudwatch', 'alarm:NAME'),
  'AWS::Events::Rule': inertWithArn('Name', 'events', 'rule/NAME'),
  'AWS::IAM::Policy': policy,
  'AWS::IAM::Role': role,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::Permission': inert,
  'AWS::Logs::LogGroup': inertWithArn('LogGroupName', 'logs', 'log-group:NAME:*'),
  'AWS::Scheduler::Schedule': inertWithArn('Name', 'scheduler', 'schedule/default/NAME'),
  'Test::Scripted': scripted,
};

/** How resources of this type are handled. A type that is not known is an error. */
export function resourceType(name: string): ResourceType {
  const type = name.startsWith('Custom::') ? customResource : TYPES[name];
  if (!type) throw new Error(`Resource type ${name} is not known to the local CloudFormation. Known: Custom::*, ${Object.keys(TYPES).join(', ')}`);
  return type;
}
