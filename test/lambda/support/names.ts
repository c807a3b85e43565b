import { AssociationSpec, Declarations } from '../../../lambda/phone-number-associations/model/association';
import { Owner } from '../../../lambda/phone-number-associations/model/owner';

/** Milliseconds since 1970: a whole second, as events have it. */
export const NOW = 1_793_000_000_000;

export const REGION = 'us-east-1';
export const OTHER_REGION = 'us-west-2';
export const CONNECTOR: Owner = { kind: 'VoiceConnectorId', id: 'abcdef1ghij2klmno3pqr4' };
export const OTHER_CONNECTOR: Owner = { kind: 'VoiceConnectorId', id: 'zyxwvu1tsrq2ponml3kji4' };
export const GROUP: Owner = { kind: 'VoiceConnectorGroupId', id: '12345678-90ab-cdef-1234-567890abcdef' };
export const SIP_RULE: Owner = { kind: 'SipRuleId', id: '0a1b2c3d-0000-4000-8000-00000000abcd' };

/** So many numbers, each time the same ones. */
export function phoneNumbers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `+1206555${String(index).padStart(4, '0')}`);
}

export const [ONE, TWO, THREE, FOUR] = phoneNumbers(4);

export function spec(owner: Owner, numbers: readonly string[], more: Partial<AssociationSpec> = {}): AssociationSpec {
  return { path: 'Numbers', owner, region: REGION, phoneNumbers: numbers, force: false, retain: false, ...more };
}

/** What a template with these associations declares. */
export function declare(...specs: AssociationSpec[]): Declarations {
  return new Map(specs.map(one => [one.path, one]));
}
