import { Stack, StackProps } from 'aws-cdk-lib';
import { CfnVoiceConnector } from 'aws-cdk-lib/aws-chime';
import { VoiceConnectorPhoneNumberAssociation } from 'cdk-chime-phone-number-association';
import { Construct } from 'constructs';

export interface TelephonyStackProps extends StackProps {
  readonly phoneNumbers: string[];
  /** Region of the connector. To change it replaces the connector, and the numbers move over. */
  readonly connectorRegion?: string;
}

/** An office's voice connector with its phone numbers. */
export class TelephonyStack extends Stack {
  constructor(scope: Construct, id: string, props: TelephonyStackProps) {
    super(scope, id, props);

    const connector = new CfnVoiceConnector(this, 'Connector', {
      name: 'office',
      requireEncryption: true,
      awsRegion: props.connectorRegion ?? 'us-east-1',
    });

    new VoiceConnectorPhoneNumberAssociation(this, 'Numbers', {
      voiceConnectorId: connector.attrVoiceConnectorId,
      e164PhoneNumbers: props.phoneNumbers,
    });
  }
}
