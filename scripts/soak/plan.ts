import { Owner, voiceConnector, voiceConnectorGroup } from '../../aws-simulator';

/** What one association of a stack declares. */
export interface AssociationPlan {
  readonly owner: string;
  readonly phoneNumbers: readonly string[];
  readonly force: boolean;
  readonly retain: boolean;
  /** How often somebody looks whether the numbers are there, and whether that puts them back. */
  readonly check?: { readonly everyHours: number; readonly repair: boolean };
}

/** The associations of a stack by their construct ids. */
export type StackPlan = Readonly<Record<string, AssociationPlan>>;

export const OFFICE = 'abcdef1ghij2klmno3pqr4';
export const BRANCH = 'branch1ghij2klmno3pqr4';
export const SHOP = 'shopab1ghij2klmno3pqr4';
export const STRANGER = 'strang1ghij2klmno3pqr4';
export const GROUP = '1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d';

/** Owners that the stacks declare; the stranger is somebody else's. */
export const OWNERS = [OFFICE, OFFICE, BRANCH, SHOP, GROUP] as const;

/** A number that the account does not have. */
export const MISSING = '+12065999999';

export function ownerOf(id: string): Owner {
  return id === GROUP ? voiceConnectorGroup(id) : voiceConnector(id);
}

/** The nth number of the account. */
export function phoneNumber(n: number): string {
  return `+1206${5_550_000 + n}`;
}

export function phoneNumbersIn(plan: StackPlan): string[] {
  return Object.values(plan).flatMap(({ phoneNumbers }) => phoneNumbers);
}
