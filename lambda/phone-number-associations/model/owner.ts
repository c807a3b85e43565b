/** What a number can be associated with, named as `Associations[].Name` names it. */
export type OwnerKind = 'VoiceConnectorId' | 'VoiceConnectorGroupId' | 'SipRuleId';

/** Holder of an association: a voice connector, a voice connector group or a SIP rule. */
export interface Owner {
  readonly kind: OwnerKind;
  readonly id: string;
}

/** An owner, and the region whose endpoint is called for it. */
export interface Placement {
  readonly owner: Owner;
  readonly region: string;
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

/** Groups what belongs to the same owner and endpoint, in the order of first appearance. */
export function byPlacement<T>(items: readonly T[], placementOf: (item: T) => Placement): [Placement, T[]][] {
  const groups = new Map<string, [Placement, T[]]>();
  for (const item of items) {
    const placement = placementOf(item);
    const key = `${placement.region}/${placement.owner.kind}/${placement.owner.id}`;
    const group = groups.get(key) ?? [placement, []];
    groups.set(key, group);
    group[1].push(item);
  }
  return [...groups.values()];
}
