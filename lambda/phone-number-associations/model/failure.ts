import { Owner } from './owner';
import { ObservedNumber } from './phone-number';

/** Why the service did not do what was asked for a number. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** A number that is not where it should be, for the report. */
export interface Failure extends Refusal {
  readonly phoneNumber: string;
  /** Where it should be; absent where it should be on nothing. */
  readonly target?: Owner;
  /** Who has the number, where that is the reason. */
  readonly holder?: Owner;
  readonly observed?: ObservedNumber;
  /** The target itself does not exist. */
  readonly ownerMissing?: boolean;
}
