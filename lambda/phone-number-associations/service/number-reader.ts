import { Caller } from './request-executor';
import { PhoneNumber, PhoneNumberAssociation, PhoneNumberClient, PhoneNumberPage } from './phone-number-client';
import { Log } from '../report/log';
import { Owner, sameOwner } from '../model/owner';
import { ServiceError } from '../model/service-error';

/** Where a number was seen; `undefined` in place of it: the account does not have the number. */
export type Sighting = Pick<PhoneNumber, 'associations' | 'status' | 'productType'>;

/** Below this many numbers, asking for each one needs no more requests than the shortest list. */
const FEW_NUMBERS = 2;

/** Reads where numbers are, with few requests. */
export class Survey {
  constructor(
    private readonly client: PhoneNumberClient,
    private readonly caller: Caller,
    private readonly log: Log,
  ) {}

  /** Those of the numbers that are on the owner. */
  public async membersOf(owner: Owner, phoneNumbers: readonly string[]): Promise<Set<string>> {
    const sightings = await this.look(owner, phoneNumbers, phoneNumbers.length < FEW_NUMBERS);
    const members = phoneNumbers.filter(phoneNumber => isOn(sightings.get(phoneNumber), owner));
    this.log('read', { owner: owner.id, asked: phoneNumbers.length, found: members.length });
    return new Set(members);
  }

  /** Where each of the numbers is; a number that the account does not have is left out. */
  public async locate(phoneNumbers: readonly string[]): Promise<Map<string, Sighting>> {
    if (phoneNumbers.length === 0) return new Map();
    const sightings = await this.look(undefined, phoneNumbers, phoneNumbers.length <= FEW_NUMBERS);
    this.log('read', { asked: phoneNumbers.length, found: sightings.size });
    return sightings;
  }

  /**
   * Lists pages as long as that can be cheaper than asking for every number that is still missing:
   * never more than twice the requests of the better way, whatever else is in the account.
   */
  private async look(owner: Owner | undefined, phoneNumbers: readonly string[], few: boolean): Promise<Map<string, Sighting>> {
    const missing = new Set(phoneNumbers);
    const sightings = new Map<string, Sighting>();
    let complete = missing.size === 0;
    let nextToken: string | undefined;
    for (let pages = 0; !few && !complete && pages < missing.size; pages += 1) {
      const page = await this.list(owner, nextToken);
      for (const phoneNumber of page.phoneNumbers) {
        if (missing.delete(phoneNumber.e164)) sightings.set(phoneNumber.e164, phoneNumber);
      }
      nextToken = page.nextToken;
      complete = nextToken === undefined;
    }
    if (complete) return sightings;
    for (const phoneNumber of missing) {
      const sighting = await this.caller.call('GetPhoneNumber', signal => this.client.getPhoneNumber(phoneNumber, signal));
      if (sighting) sightings.set(phoneNumber, sighting);
    }
    return sightings;
  }

  private async list(owner: Owner | undefined, nextToken: string | undefined): Promise<PhoneNumberPage> {
    try {
      return await this.caller.call('ListPhoneNumbers', signal => this.client.listPhoneNumbers(owner, nextToken, signal));
    } catch (error) {
      // Nothing is on an owner that does not exist, or that cannot be seen yet.
      if (owner && error instanceof ServiceError && error.category === 'notFound') return { phoneNumbers: [] };
      throw error;
    }
  }
}

export function isOn(sighting: Sighting | undefined, owner: Owner): boolean {
  return sighting?.associations.some(association => sameOwner(association, owner)) ?? false;
}

/** The holder of a number other than the given one, if there is any. */
export function otherHolder(sighting: Sighting | undefined, owner: Owner): PhoneNumberAssociation | undefined {
  return sighting?.associations.find(association => !sameOwner(association, owner));
}
