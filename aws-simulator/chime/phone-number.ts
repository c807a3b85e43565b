/** What a phone number can be associated with. */
export interface Owner {
  readonly kind: 'VoiceConnectorId' | 'VoiceConnectorGroupId' | 'SipRuleId';
  readonly value: string;
}

export type ProductType = 'VoiceConnector' | 'SipMediaApplicationDialIn';

/** Who has changed a number: somebody in the console, or a request, by its index in `ChimeService.requests`. */
export type Actor = 'hand' | { readonly request: number };

/** A span in which a number belonged to the same owner, or to none; until the next entry. */
export interface Tenure {
  /** Virtual milliseconds. */
  readonly since: number;
  readonly owner?: Owner;
  /** Who began it. */
  readonly by: Actor;
}

export interface PhoneNumber {
  /** With its plus sign. */
  readonly e164: string;
  readonly productType: ProductType;
  /** Virtual milliseconds. Before it, the order is still in progress. */
  readonly acquiredAt: number;
  /** Virtual time at which it came into the account for the last time: reads show nothing from before. */
  readonly orderedAt: number;
  /** Latest last; never empty. */
  readonly tenures: Tenure[];
}

export function voiceConnector(id: string): Owner {
  return { kind: 'VoiceConnectorId', value: id };
}

export function voiceConnectorGroup(id: string): Owner {
  return { kind: 'VoiceConnectorGroupId', value: id };
}

export function sameOwner(a: Owner | undefined, b: Owner | undefined): boolean {
  return a?.kind === b?.kind && a?.value === b?.value;
}
