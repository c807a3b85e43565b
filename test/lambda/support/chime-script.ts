import { Owner, sameOwner } from '../../../lambda/phone-number-associations/model/owner';
import { PhoneNumberAssociation } from '../../../lambda/phone-number-associations/model/phone-number';

export type Operation = 'associate' | 'disassociate' | 'get' | 'list';

/** One request as the fake service received it. */
export interface Call {
  readonly operation: Operation;
  readonly owner?: Owner;
  readonly phoneNumbers: readonly string[];
  readonly force?: boolean;
}

/** Which calls are meant; what is left out may be anything. */
export interface Match {
  readonly operation?: Operation;
  readonly owner?: Owner;
  readonly phoneNumber?: string;
  readonly force?: boolean;
  /** Calls with more numbers than this. */
  readonly moreThan?: number;
}

export type Behaviour =
  | { readonly kind: 'throw'; readonly error: Error; readonly worked: boolean }
  | { readonly kind: 'expire'; readonly worked: boolean }
  | { readonly kind: 'refuse'; readonly code: string; readonly phoneNumber?: string; readonly worked: boolean }
  | { readonly kind: 'then'; readonly action: () => void }
  | { readonly kind: 'show'; readonly phoneNumber?: string; readonly associations: readonly PhoneNumberAssociation[] };

/** What the fake service does instead of its work, for so many of the calls that match. */
export class Script {
  private left: number;

  constructor(private readonly match: Match, public readonly behaviour: Behaviour, times: number) {
    this.left = times;
  }

  /** Whether the script speaks for a call; counts those it spoke for. */
  public takes(call: Call): boolean {
    const { operation, owner, phoneNumber, force, moreThan = -1 } = this.match;
    const fits = this.left > 0
      && (operation === undefined || operation === call.operation)
      && (owner === undefined || sameOwner(owner, call.owner))
      && (phoneNumber === undefined || call.phoneNumbers.includes(phoneNumber))
      && (force === undefined || force === call.force)
      && call.phoneNumbers.length > moreThan;
    if (fits) this.left -= 1;
    return fits;
  }
}

/** Writes down what is to happen; by default every time. */
export class Whenever {
  constructor(private readonly match: Match, private readonly add: (script: Script) => void) {}

  public throws(error: Error, times = Infinity): void {
    this.add(new Script(this.match, { kind: 'throw', error, worked: false }, times));
  }

  /** The work is done, the answer lost. */
  public worksAndThrows(error: Error, times = Infinity): void {
    this.add(new Script(this.match, { kind: 'throw', error, worked: true }, times));
  }

  public timesOut(times = Infinity): void {
    this.add(new Script(this.match, { kind: 'expire', worked: false }, times));
  }

  public worksAndTimesOut(times = Infinity): void {
    this.add(new Script(this.match, { kind: 'expire', worked: true }, times));
  }

  /** Refuses the number of the match, or every number of the call, inside an answer with HTTP status 200. */
  public refuses(code: string, times = Infinity): void {
    this.add(new Script(this.match, { kind: 'refuse', code, phoneNumber: this.match.phoneNumber, worked: false }, times));
  }

  public worksAndRefuses(code: string, times = Infinity): void {
    this.add(new Script(this.match, { kind: 'refuse', code, phoneNumber: this.match.phoneNumber, worked: true }, times));
  }

  /** A read that is behind: shows the number with these associations. */
  public shows(associations: readonly PhoneNumberAssociation[], times = Infinity): void {
    this.add(new Script(this.match, { kind: 'show', phoneNumber: this.match.phoneNumber, associations }, times));
  }

  /** Something happens just before the service gets the call. */
  public follows(action: () => void, times = 1): void {
    this.add(new Script(this.match, { kind: 'then', action }, times));
  }
}
