/** What a number can be associated with, named as `Associations[].Name` names it. */
export type OwnerKind = 'VoiceConnectorId' | 'VoiceConnectorGroupId' | 'SipRuleId';

/** Holder of an association: a voice connector, a voice connector group or a SIP rule. */
export interface Owner {
  readonly kind: OwnerKind;
  readonly id: string;
}

const NAMES: Record<OwnerKind, string> = {
  VoiceConnectorId: 'voice connector',
  VoiceConnectorGroupId: 'voice connector group',
  SipRuleId: 'SIP rule',
};

export function sameOwner(one: Owner | undefined, other: Owner | undefined): boolean {
  return one !== undefined && other !== undefined && one.kind === other.kind && one.id === other.id;
}

export function describeOwner(owner: Owner): string {
  return `${NAMES[owner.kind] ?? owner.kind} ${owner.id}`;
}
