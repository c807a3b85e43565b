import { Owner, sameOwner } from './owner';

/** What a number is used by. */
export interface PhoneNumberAssociation extends Owner {
  /** Milliseconds since 1970, by the service's clock. */
  readonly associatedAt?: number;
}

/** What a read tells of one number. */
export interface ObservedNumber {
  readonly e164: string;
  /** The only trustworthy sign of use: `Status` can say `Unassigned` beside an association. */
  readonly associations: readonly PhoneNumberAssociation[];
  readonly status?: string;
  readonly productType?: string;
}

/** Observed numbers by number; one that the account does not have, or that is not on the owner that was read, is left out. */
export type ObservedState = ReadonlyMap<string, ObservedNumber>;

/** The association of the number with the owner, if there is one. */
export function associationWith(observed: ObservedNumber | undefined, owner: Owner): PhoneNumberAssociation | undefined {
  return observed?.associations.find(association => sameOwner(association, owner));
}

export function isOn(observed: ObservedNumber | undefined, owner: Owner): boolean {
  return associationWith(observed, owner) !== undefined;
}

/** The holder of a number other than the given one, if there is any. */
export function otherHolder(observed: ObservedNumber | undefined, owner: Owner): PhoneNumberAssociation | undefined {
  return observed?.associations.find(association => !sameOwner(association, owner));
}

/** A number that is being ordered or ported in becomes ready by itself. */
export function isBeingAcquired({ status }: ObservedNumber): boolean {
  return status === 'AcquireInProgress' || status === 'PortinInProgress';
}
