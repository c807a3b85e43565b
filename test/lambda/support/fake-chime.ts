import { Behaviour, Call, Match, Operation, Script, Whenever } from './chime-script';
import { FakeClock } from './fake-clock';
import { CONNECTOR, GROUP, NOW, OTHER_CONNECTOR } from './names';
import { ServiceError } from '../../../lambda/phone-number-associations/model/errors';
import { Owner, sameOwner } from '../../../lambda/phone-number-associations/model/owner';
import { ObservedNumber } from '../../../lambda/phone-number-associations/model/phone-number';
import { PhoneNumberClient, PhoneNumberError, PhoneNumberPage } from '../../../lambda/phone-number-associations/service/phone-number-client';

/** What a number has besides its holder; `associatedAt` is when it came there. */
export interface Details extends Pick<ObservedNumber, 'status' | 'productType'> {
  readonly associatedAt?: number;
}

/** Long before any event. */
export const LONG_AGO = NOW - 86_400_000;

/** The service in memory. Whatever it was not told about is an unexpected call. */
export class FakeChime implements PhoneNumberClient {
  public readonly calls: Call[] = [];
  public readonly unexpectedCalls: string[] = [];
  private readonly holders = new Map<string, Owner | undefined>();
  private readonly details = new Map<string, Details>();
  private readonly associatedAt = new Map<string, number | undefined>();
  private readonly histories = new Map<string, (Owner | undefined)[]>();
  private readonly missingNumbers = new Set<string>();
  private readonly missingOwners: Owner[] = [];
  private readonly scripts: Script[] = [];

  constructor(public readonly clock = new FakeClock(), private readonly pageSize = 100) {}

  public has(phoneNumbers: readonly string[], holder?: Owner, details: Details = {}): this {
    for (const phoneNumber of phoneNumbers) {
      this.holders.set(phoneNumber, holder);
      this.details.set(phoneNumber, { status: 'Assigned', productType: 'VoiceConnector', ...details });
      this.associatedAt.set(phoneNumber, 'associatedAt' in details ? details.associatedAt : LONG_AGO);
    }
    return this;
  }

  public lacks(phoneNumber: string): this {
    this.missingNumbers.add(phoneNumber);
    return this;
  }

  public lacksOwner(owner: Owner): this {
    this.missingOwners.push(owner);
    return this;
  }

  /** Somebody moves numbers in the console, now. */
  public movesByHand(phoneNumbers: readonly string[], holder: Owner | undefined): void {
    for (const phoneNumber of phoneNumbers) this.move(phoneNumber, holder);
  }

  public whenever(match: Match): Whenever {
    return new Whenever(match, script => this.scripts.push(script));
  }

  public holderOf(phoneNumber: string): Owner | undefined {
    return this.holders.get(phoneNumber);
  }

  /** The numbers on an owner, in alphabetical order. */
  public on(owner: Owner): string[] {
    return [...this.holders].filter(([, holder]) => sameOwner(holder, owner)).map(([phoneNumber]) => phoneNumber).sort();
  }

  /** Every holder a number came to have since the beginning. */
  public historyOf(phoneNumber: string): (Owner | undefined)[] {
    return this.histories.get(phoneNumber) ?? [];
  }

  public count(operation: Operation): number {
    return this.calls.filter(call => call.operation === operation).length;
  }

  public writes(): Call[] {
    return this.calls.filter(({ operation }) => operation === 'associate' || operation === 'disassociate');
  }

  public async associate(owner: Owner, phoneNumbers: readonly string[], force: boolean): Promise<PhoneNumberError[]> {
    return this.write({ operation: 'associate', owner, phoneNumbers: [...phoneNumbers], force }, phoneNumber => {
      const holder = this.holders.get(phoneNumber);
      if (this.details.get(phoneNumber)?.productType !== 'VoiceConnector') return 'Unprocessable';
      if (sameOwner(holder, owner)) return undefined;
      if (holder?.kind === 'SipRuleId' && force) return 'Unprocessable';
      if (holder && !force) return holder.kind === 'VoiceConnectorGroupId' ? 'VoiceConnectorGroupAssociationsExist' : 'PhoneNumberAssociationsExist';
      this.move(phoneNumber, owner);
      return undefined;
    });
  }

  public async disassociate(owner: Owner, phoneNumbers: readonly string[]): Promise<PhoneNumberError[]> {
    return this.write({ operation: 'disassociate', owner, phoneNumbers: [...phoneNumbers] }, phoneNumber => {
      if (!sameOwner(this.holders.get(phoneNumber), owner)) return 'NotFound';
      this.move(phoneNumber, undefined);
      return undefined;
    });
  }

  public async getPhoneNumber(phoneNumber: string): Promise<ObservedNumber | undefined> {
    return this.play({ operation: 'get', phoneNumbers: [phoneNumber] }, behaviour => this.missingNumbers.has(phoneNumber) ? undefined : this.show(phoneNumber, behaviour));
  }

  public async listPhoneNumbers(owner: Owner | undefined, nextToken: string | undefined): Promise<PhoneNumberPage> {
    const listed = [...this.holders].filter(([, holder]) => !owner || sameOwner(holder, owner)).map(([phoneNumber]) => phoneNumber);
    const start = Number(nextToken ?? 0);
    const page = listed.slice(start, start + this.pageSize);
    return this.play({ operation: 'list', owner, phoneNumbers: page }, behaviour => ({
      phoneNumbers: page.map(phoneNumber => this.show(phoneNumber, behaviour)),
      nextToken: start + this.pageSize < listed.length ? String(start + this.pageSize) : undefined,
    }));
  }

  private async write(call: Call, work: (phoneNumber: string) => string | undefined): Promise<PhoneNumberError[]> {
    return this.play(call, behaviour => call.phoneNumbers.flatMap(phoneNumber => {
      const refused = behaviour?.kind === 'refuse' && (behaviour.phoneNumber ?? phoneNumber) === phoneNumber ? behaviour : undefined;
      const done = refused && !refused.worked ? undefined : this.missingNumbers.has(phoneNumber) ? 'NotFound' : work(phoneNumber);
      const code = refused?.code ?? done;
      return code ? [{ phoneNumber, code, message: `message of ${code}` }] : [];
    }));
  }

  private async play<T>(call: Call, work: (behaviour?: Behaviour) => T): Promise<T> {
    this.calls.push(call);
    this.assertExpected(call);
    const behaviour = this.scripts.find(script => script.takes(call))?.behaviour;
    if (behaviour?.kind === 'then') behaviour.action();
    if (behaviour?.kind === 'throw') {
      if (behaviour.worked) work();
      throw behaviour.error;
    }
    if (behaviour?.kind === 'expire') {
      if (behaviour.worked) work();
      this.clock.expireRequest();
      return new Promise<T>(() => undefined);
    }
    if (this.missingOwners.some(owner => sameOwner(owner, call.owner))) throw serviceError('notFound', 'NotFoundException');
    return work(behaviour);
  }

  private show(phoneNumber: string, behaviour?: Behaviour): ObservedNumber {
    const holder = this.holders.get(phoneNumber);
    const shown = behaviour?.kind === 'show' && (behaviour.phoneNumber ?? phoneNumber) === phoneNumber ? behaviour.associations : undefined;
    const associations = shown ?? (holder ? [{ ...holder, associatedAt: this.associatedAt.get(phoneNumber) }] : []);
    const { status, productType } = this.details.get(phoneNumber) ?? {};
    return { e164: phoneNumber, associations, status, productType };
  }

  private move(phoneNumber: string, holder: Owner | undefined): void {
    this.holders.set(phoneNumber, holder);
    this.associatedAt.set(phoneNumber, this.clock.now());
    this.histories.set(phoneNumber, [...this.historyOf(phoneNumber), holder]);
  }

  private assertExpected(call: Call): void {
    const unknownNumbers = call.phoneNumbers.filter(phoneNumber => !this.holders.has(phoneNumber) && !this.missingNumbers.has(phoneNumber));
    const owners = [CONNECTOR, OTHER_CONNECTOR, GROUP];
    const unknownOwner = call.owner !== undefined && !owners.some(owner => sameOwner(owner, call.owner));
    if (unknownNumbers.length === 0 && !unknownOwner) return;
    this.unexpectedCalls.push(JSON.stringify(call));
    throw new ServiceError({ category: 'refused', code: 'UnexpectedCall', message: `unexpected call ${JSON.stringify(call)}` });
  }
}

export function serviceError(category: ServiceError['category'], code: string = category, retryAfterMillis?: number): ServiceError {
  return new ServiceError({ category, code, message: `message of ${code}`, retryAfterMillis });
}
