import { App, CfnParameter, Duration, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { CallCenterStack } from '../../examples/typescript/call-center-stack';
import { TelephonyStack } from '../../examples/typescript/telephony-stack';
import {
  E164, PhoneNumberAssociationProvider, VoiceConnectorGroupPhoneNumberAssociation, VoiceConnectorPhoneNumberAssociation,
} from 'cdk-chime-phone-number-association';

const CONNECTOR = 'abcdef1ghij2klmno3pqr4';
const GROUP = '12345678-90ab-cdef-1234-567890abcdef';
const HOURLY = ScheduleExpression.rate(Duration.hours(1));

/** A stack that uses some of what the library offers. */
export interface Sample {
  /** Of its stack, and at the begin of the paths of its constructs. */
  readonly name: string;
  readonly description: string;
  declare(app: App, name: string, region: string): void;
}

/** Each has numbers of its own: in one app, no two associations may have the same. */
export const SAMPLES: readonly Sample[] = [
  {
    name: 'Telephony',
    description: 'the example with a voice connector of its own; those in Python, Java, .NET and Go have the same template',
    declare: (app, name, region) => new TelephonyStack(app, name, { env: { region }, phoneNumbers: ['+12065550100', '+12065550101'] }),
  },
  {
    name: 'CallCenter',
    description: 'the example with a voice connector group, drift detection and an alarm',
    declare: (app, name, region) => new CallCenterStack(app, name, {
      env: { region }, voiceConnectorGroupId: GROUP, phoneNumbers: E164.range('+12065550110', '+12065550119'),
    }),
  },
  {
    name: 'Repair',
    description: 'drift detection with repair, the metrics, and an alarm on failed runs of the function',
    declare: inStack(stack => {
      const provider = new PhoneNumberAssociationProvider(stack, 'Provider');
      const numbers = associate(stack, ['+12065550120']);
      numbers.detectDrift({ schedule: HOURLY, repair: true });
      numbers.metricDriftedPhoneNumbers().createAlarm(stack, 'NumbersDrifted', { threshold: 1, evaluationPeriods: 1 });
      provider.metricErrors().createAlarm(stack, 'RunFailed', { threshold: 1, evaluationPeriods: 1 });
    }),
  },
  {
    name: 'Vpc',
    description: 'the function in a VPC that exists, with a time limit and memory of its own',
    declare: inStack(stack => {
      const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'vpc-0123456789abcdef0',
        availabilityZones: [`${stack.region}a`],
        privateSubnetIds: ['subnet-0123456789abcdef0'],
      });
      new PhoneNumberAssociationProvider(stack, 'Provider', { vpc, timeout: Duration.minutes(10), memorySize: 512 });
      associate(stack, ['+12065550130']);
    }),
  },
  {
    name: 'OwnLogGroup',
    description: 'a log group that is encrypted with a key of the account',
    declare: inStack(stack => {
      const encryptionKey = new kms.Key(stack, 'Key', { enableKeyRotation: true });
      const logGroup = new logs.LogGroup(stack, 'Log', { encryptionKey, retention: logs.RetentionDays.ONE_YEAR });
      new PhoneNumberAssociationProvider(stack, 'Provider', { logGroup });
      associate(stack, ['+12065550140']);
    }),
  },
  {
    name: 'Forced',
    description: 'a connector and a group in one stack, numbers taken by force, and kept when the association goes',
    declare: inStack(stack => {
      associate(stack, ['+12065550150'], { forceAssociate: true, removalPolicy: RemovalPolicy.RETAIN });
      new VoiceConnectorGroupPhoneNumberAssociation(stack, 'GroupNumbers', { voiceConnectorGroupId: GROUP, e164PhoneNumbers: ['+12065550151'] });
    }),
  },
  {
    name: 'Parameters',
    description: 'connector and numbers from parameters',
    declare: inStack(stack => {
      const connector = new CfnParameter(stack, 'ConnectorId', { default: CONNECTOR });
      const numbers = new CfnParameter(stack, 'PhoneNumbers', { type: 'CommaDelimitedList', default: '+12065550160,+12065550161' });
      associate(stack, numbers.valueAsList, { voiceConnectorId: connector.valueAsString });
    }),
  },
  {
    name: 'Nested',
    description: 'an association in a nested stack',
    declare: inStack(stack => { associate(new NestedStack(stack, 'Site'), ['+12065550170']); }),
  },
];

/** An app with all samples, for one region. */
export function declareSamples(region: string, outdir: string): App {
  const app = new App({ analyticsReporting: false, outdir });
  for (const { name, declare } of SAMPLES) declare(app, name, region);
  return app;
}

function inStack(declare: (stack: Stack) => void): Sample['declare'] {
  return (app, name, region) => declare(new Stack(app, name, { env: { region } }));
}

interface Options {
  readonly voiceConnectorId?: string;
  readonly forceAssociate?: boolean;
  readonly removalPolicy?: RemovalPolicy;
}

function associate(stack: Stack, e164PhoneNumbers: string[], options: Options = {}): VoiceConnectorPhoneNumberAssociation {
  return new VoiceConnectorPhoneNumberAssociation(stack, 'Numbers', { voiceConnectorId: CONNECTOR, e164PhoneNumbers, ...options });
}
