import { Duration, Stack, StackProps } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { VoiceConnectorGroupPhoneNumberAssociation } from 'cdk-chime-phone-number-association';
import { Construct } from 'constructs';

export interface CallCenterStackProps extends StackProps {
  readonly voiceConnectorGroupId: string;
  readonly phoneNumbers: string[];
}

/** A call center whose numbers survive the loss of a region, with an alarm when one of them is moved by hand. */
export class CallCenterStack extends Stack {
  constructor(scope: Construct, id: string, props: CallCenterStackProps) {
    super(scope, id, props);

    const numbers = new VoiceConnectorGroupPhoneNumberAssociation(this, 'Numbers', {
      voiceConnectorGroupId: props.voiceConnectorGroupId,
      e164PhoneNumbers: props.phoneNumbers,
    });

    numbers.detectDrift({ schedule: ScheduleExpression.rate(Duration.hours(1)) });
    numbers.metricDriftedPhoneNumbers().createAlarm(this, 'NumbersDrifted', {
      alarmDescription: 'Phone numbers of the call center are missing from its voice connector group',
      threshold: 1,
      evaluationPeriods: 1,
    });
  }
}
