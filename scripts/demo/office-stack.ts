import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnVoiceConnector } from 'aws-cdk-lib/aws-chime';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { TelephonyStackProps } from '../../examples/typescript/telephony-stack';
import { VoiceConnectorPhoneNumberAssociation } from 'cdk-chime-phone-number-association';

export interface OfficeStackProps extends TelephonyStackProps {
  /** @default 'Numbers' */
  readonly associationId?: string;
  readonly forceAssociate?: boolean;
  readonly removalPolicy?: RemovalPolicy;
}

/** The example's stack as its author goes on editing it: the same constructs, so that a deployment is an update, and a look for drift. */
export class OfficeStack extends Stack {
  constructor(scope: Construct, id: string, props: OfficeStackProps) {
    super(scope, id, props);

    const connector = new CfnVoiceConnector(this, 'Connector', {
      name: 'office',
      requireEncryption: true,
      awsRegion: props.connectorRegion ?? 'us-east-1',
    });

    const numbers = new VoiceConnectorPhoneNumberAssociation(this, props.associationId ?? 'Numbers', {
      voiceConnectorId: connector.attrVoiceConnectorId,
      e164PhoneNumbers: props.phoneNumbers,
      forceAssociate: props.forceAssociate,
      removalPolicy: props.removalPolicy,
    });
    numbers.detectDrift({ schedule: ScheduleExpression.rate(Duration.hours(1)) });
  }
}
