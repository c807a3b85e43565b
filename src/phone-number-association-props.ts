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
   * - `RETAIN` and `RETAIN_ON_UPDATE_OR_DELETE`: they stay associated. A voice connector with numbers on it cannot be
   *   deleted.
   *
   * A deployment that is rolled back restores what was before, under every policy: the two are the same here.
   * `SNAPSHOT` is an error. What is done to `node.defaultChild` or by `RemovalPolicies` counts as well.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * What does the work.
   *
   * A stack has one provider, which its associations find without being told: to give it here only makes sure that it
   * is the one. A provider of another stack, also of the stack around a nested stack, is an error.
   *
   * @default - the provider of the stack
   */
  readonly provider?: PhoneNumberAssociationProvider;
}
