import { CONNECTOR, FOUR, GROUP, ONE, OTHER_CONNECTOR, phoneNumbers, SIP_RULE, THREE, TWO } from './names';
import { ServiceError } from '../../../lambda/phone-number-associations/model/errors';
import { Owner } from '../../../lambda/phone-number-associations/model/owner';
import { PhoneNumberClient } from '../../../lambda/phone-number-associations/service/phone-number-client';

/** A service that plays Amazon Chime's, with `CONNECTOR`, `OTHER_CONNECTOR` and `GROUP` in it. */
export interface ServiceUnderContract {
  readonly client: PhoneNumberClient;
  /** Puts numbers into the account. */
  has(phoneNumbers: readonly string[], holder?: Owner, productType?: 'SipMediaApplicationDialIn'): void;
  /** A number that tests use, and the account does not have. */
  lacks(phoneNumber: string): void;
  /** Removes one of the owners, on which no number is. */
  lacksOwner(owner: Owner): void;
  /** The service's clock, in milliseconds since 1970. */
  now(): number;
  pass(millis: number): void;
}

const { signal } = new AbortController();

/** The service of the test that runs, and what tests ask of it. */
class Contract {
  public service!: ServiceUnderContract;

  public async holdersOf(phoneNumber: string): Promise<Owner[] | undefined> {
    const number = await this.service.client.getPhoneNumber(phoneNumber, signal);
    return number?.associations.map(({ kind, id }) => ({ kind, id }));
  }

  public async associate(owner: Owner, numbers: readonly string[], force = false) {
    return this.service.client.associate(owner, numbers, force, signal);
  }

  public async disassociate(owner: Owner, numbers: readonly string[]) {
    return this.service.client.disassociate(owner, numbers, signal);
  }
}

/** What both services that tests play must have in common with each other, and with what is known of the real one. */
export function describePhoneNumberService(setUp: () => ServiceUnderContract): void {
  const contract = new Contract();
  beforeEach(() => {
    contract.service = setUp();
  });
  describeAssociation(contract);
  describePartialFailure(contract);
  describeDisassociation(contract);
  describeMissingOwner(contract);
  describeReads(contract);
  describePages(contract);
}

function describeAssociation(contract: Contract): void {
  describe('associating without force', () => {
    test.each<[string, Owner | undefined, string[], Owner]>([
      ['a free number', undefined, [], CONNECTOR],
      ['a number that is there', CONNECTOR, [], CONNECTOR],
      ['a number of another connector', OTHER_CONNECTOR, ['PhoneNumberAssociationsExist'], OTHER_CONNECTOR],
      ['a number of a group', GROUP, ['VoiceConnectorGroupAssociationsExist'], GROUP],
      ['a number of a SIP rule', SIP_RULE, ['PhoneNumberAssociationsExist'], SIP_RULE],
    ])('%s', async (_, holder, codes, after) => {
      contract.service.has([ONE], holder);
      expect((await contract.associate(CONNECTOR, [ONE])).map(({ code }) => code)).toEqual(codes);
      await expect(contract.holdersOf(ONE)).resolves.toEqual([after]);
    });
  });

  describe('associating with force', () => {
    test.each<[string, Owner | undefined, string[], Owner]>([
      ['a free number', undefined, [], CONNECTOR],
      ['a number that is there', CONNECTOR, [], CONNECTOR],
      ['a number of another connector', OTHER_CONNECTOR, [], CONNECTOR],
      ['a number of a group', GROUP, [], CONNECTOR],
      ['a number of a SIP rule', SIP_RULE, ['Unprocessable'], SIP_RULE],
    ])('%s', async (_, holder, codes, after) => {
      contract.service.has([ONE], holder);
      expect((await contract.associate(CONNECTOR, [ONE], true)).map(({ code }) => code)).toEqual(codes);
      await expect(contract.holdersOf(ONE)).resolves.toEqual([after]);
    });
  });

  test('associating with a group works as with a connector', async () => {
    contract.service.has([ONE]);
    contract.service.has([TWO], CONNECTOR);
    expect((await contract.associate(GROUP, [ONE, TWO])).map(({ phoneNumber, code }) => [phoneNumber, code])).toEqual([[TWO, 'PhoneNumberAssociationsExist']]);
    await expect(contract.holdersOf(ONE)).resolves.toEqual([GROUP]);
  });
}

function describePartialFailure(contract: Contract): void {
  test('a request is carried out for the numbers that are not refused', async () => {
    contract.service.has([ONE]);
    contract.service.has([TWO], OTHER_CONNECTOR);
    contract.service.lacks(THREE);
    contract.service.has([FOUR], undefined, 'SipMediaApplicationDialIn');
    const errors = await contract.associate(CONNECTOR, [ONE, TWO, THREE, FOUR]);
    expect(errors.map(({ phoneNumber, code }) => [phoneNumber, code])).toEqual([[TWO, 'PhoneNumberAssociationsExist'], [THREE, 'NotFound'], [FOUR, 'Unprocessable']]);
    expect(errors.every(({ message }) => message !== '')).toBe(true);
    await expect(contract.holdersOf(ONE)).resolves.toEqual([CONNECTOR]);
  });
}

function describeDisassociation(contract: Contract): void {
  describe('disassociating', () => {
    test.each<[string, Owner | undefined, string[], Owner[]]>([
      ['a number that is there', CONNECTOR, [], []],
      ['a number of another connector', OTHER_CONNECTOR, ['NotFound'], [OTHER_CONNECTOR]],
      ['a free number', undefined, ['NotFound'], []],
    ])('%s', async (_, holder, codes, after) => {
      contract.service.has([ONE], holder);
      expect((await contract.disassociate(CONNECTOR, [ONE])).map(({ code }) => code)).toEqual(codes);
      await expect(contract.holdersOf(ONE)).resolves.toEqual(after);
    });
  });
}

function describeMissingOwner(contract: Contract): void {
  describe('an owner that does not exist', () => {
    beforeEach(() => {
      contract.service.has([ONE]);
      contract.service.lacksOwner(CONNECTOR);
    });

    test.each(['associate', 'disassociate'] as const)('refuses to %s as a whole', async operation => {
      const error = await contract[operation](CONNECTOR, [ONE]).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ServiceError);
      expect(error).toMatchObject({ category: 'notFound', code: 'NotFoundException' });
    });
  });
}

function describeReads(contract: Contract): void {
  describe('reading', () => {
    test('a number that the account does not have finds nothing', async () => {
      contract.service.lacks(ONE);
      await expect(contract.service.client.getPhoneNumber(ONE, signal)).resolves.toBeUndefined();
    });

    test('tells since when a number is where it is, and a repetition changes nothing in that', async () => {
      contract.service.has([ONE]);
      contract.service.pass(5_000);
      const at = contract.service.now();
      await contract.associate(CONNECTOR, [ONE]);
      contract.service.pass(5_000);
      await contract.associate(CONNECTOR, [ONE]);
      const [{ associatedAt }] = (await contract.service.client.getPhoneNumber(ONE, signal))?.associations ?? [];
      expect(associatedAt).toBe(at);
    });
  });
}

function describePages(contract: Contract): void {
  describe('listing', () => {
    test.each<[string, Owner | undefined, string[]]>([
      ['an owner has its numbers', CONNECTOR, [ONE, TWO]],
      ['the account has all', undefined, [ONE, TWO, THREE, FOUR]],
    ])('%s', async (_, owner, listed) => {
      contract.service.has([ONE, TWO], CONNECTOR);
      contract.service.has([THREE], GROUP);
      contract.service.has([FOUR]);
      const { phoneNumbers: page, nextToken } = await contract.service.client.listPhoneNumbers(owner, undefined, signal);
      expect(page.map(({ e164 }) => e164)).toEqual(listed);
      expect(nextToken).toBeUndefined();
    });

    test('a list has a hundred numbers a page', async () => {
      contract.service.has(phoneNumbers(201), CONNECTOR);
      const seen: string[][] = [];
      let token: string | undefined;
      do {
        const { phoneNumbers: page, nextToken } = await contract.service.client.listPhoneNumbers(CONNECTOR, token, signal);
        seen.push(page.map(({ e164 }) => e164));
        token = nextToken;
      } while (token !== undefined);
      expect(seen.map(({ length }) => length)).toEqual([100, 100, 1]);
      expect(seen.flat()).toEqual(phoneNumbers(201));
    });
  });
}
