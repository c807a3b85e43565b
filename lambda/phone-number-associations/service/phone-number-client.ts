import { Owner } from '../model/owner';

/** One entry of `PhoneNumberErrors`. */
export interface PhoneNumberError {
  /** In E.164 with its plus sign, whatever spelling the service answered with. */
  readonly phoneNumber: string;
  readonly code: string;
  readonly message: string;
}

/** What a number is used by. */
export interface PhoneNumberAssociation extends Owner {
  /** Milliseconds since 1970. */
  readonly associatedAt?: number;
}

/** What a read tells about one number. */
export interface PhoneNumber {
  readonly e164: string;
  /** The only trustworthy sign of use: `Status` can say `Unassigned` beside an association. */
  readonly associations: readonly PhoneNumberAssociation[];
  readonly status?: string;
  readonly productType?: string;
}

export interface PhoneNumberPage {
  readonly phoneNumbers: readonly PhoneNumber[];
  readonly nextToken?: string;
}

/**
 * The part of the Amazon Chime SDK Voice API that we use. One method is one request; whatever goes
 * wrong with it is thrown as a `ServiceError`.
 */
export interface PhoneNumberClient {
  associate(owner: Owner, phoneNumbers: readonly string[], force: boolean, signal: AbortSignal): Promise<readonly PhoneNumberError[]>;
  disassociate(owner: Owner, phoneNumbers: readonly string[], signal: AbortSignal): Promise<readonly PhoneNumberError[]>;
  /** Undefined if the account does not have the number. */
  getPhoneNumber(phoneNumber: string, signal: AbortSignal): Promise<PhoneNumber | undefined>;
  /** A page of the numbers on an owner, or of the account's without one. */
  listPhoneNumbers(owner: Owner | undefined, nextToken: string | undefined, signal: AbortSignal): Promise<PhoneNumberPage>;
}
