import { CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { CfnVoiceConnector } from 'aws-cdk-lib/aws-chime';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { TelephonyStackProps } from '../../examples/typescript/telephony-stack';
import { VoiceConnectorPhoneNumberAssociation } from 'cdk-chime-phone-number-association';

export interface OfficeStackProps extends TelephonyStackProps {
  readonly supportNumbers: string[];
  /** Id of the office's association. @default 'Numbers' */
  readonly associationId?: string;
  readonly forceAssociate?: boolean;
  /** Whether the two associations have each other's connector. @default false */
  readonly swapped?: boolean;
  /** Another resource of the stack, which waits for the office's numbers or does not. @default - none */
  readonly callRouting?: 'waits' | 'does not wait';
}

/** Logical id of the other resource. */
export const CALL_ROUTING = 'CallRouting';

/** The example's stack as its author goes on editing it: the same constructs, so that a deployment is an update, and a support desk. */
export class OfficeStack extends Stack {
  constructor(scope: Construct, id: string, props: OfficeStackProps) {
    super(scope, id, props);
    const office = new CfnVoiceConnector(this, 'Connector', { name: 'office', requireEncryption: true, awsRegion: props.connectorRegion ?? 'us-east-1' });
    const support = new CfnVoiceConnector(this, 'SupportConnector', { name: 'support', requireEncryption: true, awsRegion: 'us-east-1' });

    const numbers = new VoiceConnectorPhoneNumberAssociation(this, props.associationId ?? 'Numbers', {
      voiceConnectorId: (props.swapped ? support : office).attrVoiceConnectorId,
      e164PhoneNumbers: props.phoneNumbers,
      forceAssociate: props.forceAssociate,
    });
    new VoiceConnectorPhoneNumberAssociation(this, 'SupportNumbers', {
      voiceConnectorId: (props.swapped ? office : support).attrVoiceConnectorId,
      e164PhoneNumbers: props.supportNumbers,
    });
    numbers.detectDrift({ schedule: ScheduleExpression.rate(Duration.hours(1)), repair: true });

    if (!props.callRouting) return;
    const routing = new CfnResource(this, CALL_ROUTING, { type: 'Test::Scripted' });
    if (props.callRouting === 'waits') routing.node.addDependency(numbers);
  }
}
