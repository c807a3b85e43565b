import { Refusal } from '../model/failure';
import { Owner } from '../model/owner';
import { ObservedNumber } from '../model/phone-number';

/** One entry of `PhoneNumberErrors`. */
export interface PhoneNumberError extends Refusal {
  /** In E.164 with its plus sign, whatever spelling the service answered with. */
  readonly phoneNumber: string;
}

export interface PhoneNumberPage {
  readonly phoneNumbers: readonly ObservedNumber[];
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
  getPhoneNumber(phoneNumber: string, signal: AbortSignal): Promise<ObservedNumber | undefined>;
  /** A page of the numbers on an owner, or of the account's without one. */
  listPhoneNumbers(owner: Owner | undefined, nextToken: string | undefined, signal: AbortSignal): Promise<PhoneNumberPage>;
}
