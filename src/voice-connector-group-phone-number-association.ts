import { Construct } from 'constructs';
import { PhoneNumberAssociationProps } from './phone-number-association-props';
import { VOICE_CONNECTOR_GROUP } from './private/owner';
import { PhoneNumberAssociationBase } from './private/phone-number-association-base';

/**
 * Properties of `VoiceConnectorGroupPhoneNumberAssociation`.
 */
export interface VoiceConnectorGroupPhoneNumberAssociationProps extends PhoneNumberAssociationProps {
  /**
   * Id or ARN of the voice connector group, which must belong to the account of the stack.
   *
   * @see https://docs.aws.amazon.com/chime-sdk/latest/ag/voice-connector-groups.html
   */
  readonly voiceConnectorGroupId: string;
}

/**
 * Associates phone numbers with an Amazon Chime SDK voice connector group, all or nothing.
 *
 * A group spreads over voice connectors in several regions, so its numbers ring on when one region fails. In all else
 * this is the same as `VoiceConnectorPhoneNumberAssociation`.
 *
 * @see https://docs.aws.amazon.com/chime-sdk/latest/APIReference/API_voice-chime_AssociatePhoneNumbersWithVoiceConnectorGroup.html
 */
export class VoiceConnectorGroupPhoneNumberAssociation extends PhoneNumberAssociationBase {
  /**
   * Id or ARN of the voice connector group, as it was given.
   */
  public readonly voiceConnectorGroupId: string;

  /**
   * @throws when the list is empty, longer than 5,000, has a number that is not in E.164 format or is there twice, when
   * another association of the app has one of the numbers in the same account, or when the id is malformed.
   */
  constructor(scope: Construct, id: string, props: VoiceConnectorGroupPhoneNumberAssociationProps) {
    super(scope, id, { kind: VOICE_CONNECTOR_GROUP, id: props.voiceConnectorGroupId }, props);
    this.voiceConnectorGroupId = props.voiceConnectorGroupId;
  }
}
