import { PhoneNumberClient, PhoneNumberPage } from './phone-number-client';
import { RequestExecutor } from './request-executor';
import { ServiceError } from '../model/errors';
import { Log } from '../model/log';
import { Owner } from '../model/owner';
import { isOn, ObservedNumber } from '../model/phone-number';

/** Below this many numbers, asking for each one needs no more requests than the shortest list. */
const FEW_NUMBERS = 2;

/** Reads where numbers are, with few requests. */
export class NumberReader {
  constructor(
    private readonly client: PhoneNumberClient,
    private readonly executor: RequestExecutor,
    private readonly log: Log,
  ) {}

  /** Those of the numbers that are on the owner. */
  public async findOnOwner(owner: Owner, phoneNumbers: readonly string[]): Promise<Map<string, ObservedNumber>> {
    if (phoneNumbers.length === 0) return new Map();
    const observed = await this.read(owner, phoneNumbers, phoneNumbers.length < FEW_NUMBERS);
    const found = new Map([...observed].filter(([, number]) => isOn(number, owner)));
    this.log('read', { owner: owner.id, asked: phoneNumbers.length, found: found.size });
    return found;
  }

  /** Where each of the numbers is; a number that the account does not have is left out. */
  public async findAll(phoneNumbers: readonly string[]): Promise<Map<string, ObservedNumber>> {
    if (phoneNumbers.length === 0) return new Map();
    const observed = await this.read(undefined, phoneNumbers, phoneNumbers.length <= FEW_NUMBERS);
    this.log('read', { asked: phoneNumbers.length, found: observed.size });
    return observed;
  }

  /**
   * Lists pages as long as that can be cheaper than asking for every number that is still missing:
   * never more than twice the requests of the better way, whatever else is in the account.
   */
  private async read(owner: Owner | undefined, phoneNumbers: readonly string[], few: boolean): Promise<Map<string, ObservedNumber>> {
    const missing = new Set(phoneNumbers);
    const observed = new Map<string, ObservedNumber>();
    let nextToken: string | undefined;
    for (let pages = 0; !few && pages < missing.size; pages += 1) {
      const page = await this.list(owner, nextToken);
      for (const number of page.phoneNumbers) {
        if (missing.delete(number.e164)) observed.set(number.e164, number);
      }
      nextToken = page.nextToken;
      if (nextToken === undefined) return observed;
    }
    for (const phoneNumber of missing) {
      const number = await this.executor.call('GetPhoneNumber', signal => this.client.getPhoneNumber(phoneNumber, signal));
      if (number) observed.set(phoneNumber, number);
    }
    return observed;
  }

  private async list(owner: Owner | undefined, nextToken: string | undefined): Promise<PhoneNumberPage> {
    try {
      return await this.executor.call('ListPhoneNumbers', signal => this.client.listPhoneNumbers(owner, nextToken, signal));
    } catch (error) {
      // Nothing is on an owner that does not exist, or that cannot be seen yet.
      if (owner && error instanceof ServiceError && error.category === 'notFound') return { phoneNumbers: [] };
      throw error;
    }
  }
}
