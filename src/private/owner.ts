import { Token } from 'aws-cdk-lib';
import { describeNonString } from './wrong-type';
import { OWNER_ID_PATTERN } from '../contract/properties';

/** What the numbers are associated with: the one thing in which the two associations differ. */
export interface OwnerKind {
  /** The prop of the construct that names the owner. */
  readonly prop: 'voiceConnectorId' | 'voiceConnectorGroupId';
  /** The property of the custom resource that names the owner. */
  readonly property: 'VoiceConnectorId' | 'VoiceConnectorGroupId';
  /** As it is called in a sentence. */
  readonly noun: string;
  /** Resource type in the owner's ARN. */
  readonly arnResource: RegExp;
  /** An ARN to show as an example. */
  readonly arnExample: string;
}

export const VOICE_CONNECTOR: OwnerKind = {
  prop: 'voiceConnectorId',
  property: 'VoiceConnectorId',
  noun: 'voice connector',
  arnResource: /^vc$/,
  arnExample: 'arn:PARTITION:chime:REGION:ACCOUNT:vc/ID',
};

export const VOICE_CONNECTOR_GROUP: OwnerKind = {
  prop: 'voiceConnectorGroupId',
  property: 'VoiceConnectorGroupId',
  noun: 'voice connector group',
  // AWS documents no format for a group's ARN; these two the handler knows, and the id always does.
  arnResource: /^(?:vcg|voice-connector-group)$/,
  arnExample: 'arn:PARTITION:chime:REGION:ACCOUNT:vcg/ID',
};

const ARN_PATTERN = /^arn:aws[a-z-]*:chime:(?<region>[a-z0-9-]+):(?<account>\d{12}):(?<resource>[a-z-]+)\/(?<id>[^/]+)$/;

/**
 * Throws when the id or ARN cannot be an owner of this kind that the stack's account can reach; `subject` starts every message.
 *
 * An id does not tell whether it is a connector's or a group's: that shows in the deployment.
 */
export function validateOwner(subject: string, kind: OwnerKind, value: string, account: string): void {
  // Its type says what it is, but JavaScript, and the context's `any`, can give everything.
  const nonString = describeNonString(value, kind.prop);
  if (nonString) throw new Error(`${subject} ${nonString}`);
  if (Token.isUnresolved(value) || OWNER_ID_PATTERN.test(value)) return;

  const arn = ARN_PATTERN.exec(value)?.groups;
  if (!arn || !kind.arnResource.test(arn.resource) || !OWNER_ID_PATTERN.test(arn.id)) {
    throw new Error(
      `${subject} is '${value}', which is neither the id nor the ARN of a ${kind.noun}: write the id (21 or 22 lower-case letters and digits, or a UUID) or the ARN (${kind.arnExample})`,
    );
  }
  if (!Token.isUnresolved(account) && arn.account !== account) {
    throw new Error(
      `${subject} is '${value}', a ${kind.noun} of account ${arn.account}: it must belong to the account of the stack, ${account}, so declare the association in a stack of account ${arn.account}`,
    );
  }
}

/** The region in a literal ARN. */
export function regionOfOwner(value: string): string | undefined {
  return Token.isUnresolved(value) ? undefined : ARN_PATTERN.exec(value)?.groups?.region;
}
