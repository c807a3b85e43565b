import { Construct } from 'constructs';
import { PhoneNumberAssociationProps } from './phone-number-association-props';
import { VOICE_CONNECTOR } from './private/owner';
import { PhoneNumberAssociationBase } from './private/phone-number-association-base';

/**
 * Properties of `VoiceConnectorPhoneNumberAssociation`.
 */
export interface VoiceConnectorPhoneNumberAssociationProps extends PhoneNumberAssociationProps {
  /**
   * Id or ARN of the voice connector, such as `CfnVoiceConnector.attrVoiceConnectorId`.
   *
   * The attribute of a connector in the same app also tells CloudFormation the order: the numbers are associated after
   * the connector is created, and removed before it is deleted. A connector given by a literal must belong to the
   * account of the stack.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-chime-voiceconnector.html
   */
  readonly voiceConnectorId: string;
}

/**
 * Associates phone numbers with an Amazon Chime SDK voice connector, all or nothing.
 *
 * If one of the numbers cannot be associated, the deployment fails, says which and why, and every number is back where
 * it was. Numbers that are not in the list are never touched, and no number is ever ordered or released.
 *
 * Numbers move last: after every other resource of the stack, but for those that depend on an association. All
 * associations of a stack are made in one step, so that a number can go from one to another without a gap. Nothing can
 * therefore come after one of them and before another: synthesis fails and says which dependency is in the way.
 *
 * @see https://docs.aws.amazon.com/chime-sdk/latest/APIReference/API_voice-chime_AssociatePhoneNumbersWithVoiceConnector.html
 */
export class VoiceConnectorPhoneNumberAssociation extends PhoneNumberAssociationBase {
  /**
   * Id or ARN of the voice connector, as it was given.
   */
  public readonly voiceConnectorId: string;

  /**
   * @throws when the list is empty, longer than 5,000, has a number that is not in E.164 format or is there twice, when
   * another association of the app has one of the numbers in the same account, or when the id is malformed.
   */
  constructor(scope: Construct, id: string, props: VoiceConnectorPhoneNumberAssociationProps) {
    super(scope, id, { kind: VOICE_CONNECTOR, id: props.voiceConnectorId }, props);
    this.voiceConnectorId = props.voiceConnectorId;
  }
}
