import { RemovalPolicy } from 'aws-cdk-lib';
import { PhoneNumberAssociationProvider } from './phone-number-association-provider';

/**
 * What both kinds of phone number association have in common.
 */
export interface PhoneNumberAssociationProps {
  /**
   * The phone numbers to associate, 1 to 5,000, in E.164 format with the plus sign, such as `+12065550100`.
   *
   * They must be in the account's inventory, with the product type Voice Connector. The order is of no importance.
   * `E164.range` and `E164.fromFile` help to write many down. A list token, such as the value of a
   * `CommaDelimitedList` parameter, is checked at deployment instead of synthesis.
   */
  readonly e164PhoneNumbers: string[];

  /**
   * Whether to take numbers that are associated with another voice connector or voice connector group.
   *
   * Without it such a number fails the deployment, is named together with its owner, and stays where it is.
   * Numbers of a SIP rule cannot be taken even so. If the deployment fails, what was taken is given back.
   *
   * @default false
   */
  readonly forceAssociate?: boolean;

  /**
   * Region whose Amazon Chime SDK endpoint is called.
   *
   * A region without a voice endpoint is a warning.
   *
   * @see https://docs.aws.amazon.com/chime-sdk/latest/dg/sdk-available-regions.html
   * @default - the region of the stack
   */
  readonly region?: string;

  /**
   * What becomes of the numbers when the association is removed from the stack, or the stack is deleted.
   *
   * - `DESTROY`: they are disassociated, and stay in the account's inventory.
   * - `RETAIN`: they stay associated. A voice connector with numbers on it cannot be deleted: this holds also when a
   *   failed creation is rolled back.
   * - `RETAIN_ON_UPDATE_OR_DELETE`: as `RETAIN`, but a creation that is rolled back takes the numbers off again.
   *
   * `SNAPSHOT` is an error.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The functions that do the work.
   *
   * Decide before the first deployment: CloudFormation refuses to change the provider of an existing custom resource.
   *
   * @default - one provider for all associations of the stack
   */
  readonly provider?: PhoneNumberAssociationProvider;
}
