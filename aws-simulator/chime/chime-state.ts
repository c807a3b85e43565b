import { Actor, Owner, PhoneNumber, ProductType, sameOwner, Tenure } from './phone-number';

export interface OrderOptions {
  /** @default 'VoiceConnector' */
  readonly productType?: ProductType;
  /** Virtual time at which the order is done. @default - now */
  readonly acquiredAt?: number;
  /** @default - none */
  readonly owner?: Owner;
}

/** Phone numbers, connectors and groups of the account, with all that they have been. Knows nothing of requests. */
export class ChimeState {
  private readonly numbers = new Map<string, PhoneNumber>();
  private readonly histories = new Map<string, Tenure[]>();
  private readonly owners = new Map<string, { readonly owner: Owner; readonly visibleAt: number }>();

  constructor(private readonly now: () => number) {}

  /** Puts a number into the account, also one that was released. */
  public order(e164: string, { owner, productType = 'VoiceConnector', acquiredAt = this.now() }: OrderOptions = {}): void {
    const tenures = this.histories.get(e164) ?? [];
    this.histories.set(e164, tenures);
    tenures.push({ since: this.now(), owner, by: 'hand' });
    this.numbers.set(e164, { e164, productType, acquiredAt, orderedAt: this.now(), tenures });
  }

  /** Takes a number out of the account. */
  public release(e164: string): void {
    if (this.ownerOf(e164)) this.record(e164, undefined, 'hand');
    this.numbers.delete(e164);
  }

  /** Moves a number, whoever has it: by default, what a human does in the console. */
  public associate(e164: string, owner: Owner, by: Actor = 'hand'): void {
    this.record(e164, owner, by);
  }

  public disassociate(e164: string, by: Actor = 'hand'): void {
    this.record(e164, undefined, by);
  }

  /** Puts a number once more where it is, which makes a new tenure. */
  public renew(e164: string, by: Actor): void {
    const number = this.numbers.get(e164);
    number?.tenures.push({ since: this.now(), owner: number.tenures.at(-1)?.owner, by });
  }

  public find(e164: string): PhoneNumber | undefined {
    return this.numbers.get(e164);
  }

  /** Sorted by number. */
  public all(): readonly PhoneNumber[] {
    return [...this.numbers.values()].sort((a, b) => a.e164 < b.e164 ? -1 : 1);
  }

  /** Who has the number; at an earlier virtual time, if one is given. */
  public ownerOf(e164: string, at = this.now()): Owner | undefined {
    return this.tenureOf(e164, at)?.owner;
  }

  public tenureOf(e164: string, at = this.now()): Tenure | undefined {
    const number = this.numbers.get(e164);
    if (!number) return undefined;
    // What a number was when it was ordered is visible however far reads lag behind.
    let found: Tenure | undefined;
    for (const tenure of number.tenures) {
      if (tenure.since >= number.orderedAt && (!found || tenure.since <= at)) found = tenure;
    }
    return found;
  }

  /** The numbers that an owner has, sorted. */
  public numbersOf(owner: Owner, at = this.now()): readonly string[] {
    return this.all().map(({ e164 }) => e164).filter(e164 => sameOwner(this.ownerOf(e164, at), owner));
  }

  /** All that a number has been, with who has made it so; also before it was released. */
  public history(e164: string): readonly Tenure[] {
    return this.histories.get(e164) ?? [];
  }

  /** Whether a number had no owner at any moment between two virtual times, both included. */
  public wasUnowned(e164: string, from: number, to = this.now()): boolean {
    const tenures = this.history(e164);
    return tenures.some(({ since, owner }, i) => !owner && since <= to && (tenures[i + 1]?.since ?? Infinity) > from);
  }

  /** Makes a connector or group; until `visibleAt` the API answers that it does not exist. */
  public create(owner: Owner, visibleAt = this.now()): void {
    this.owners.set(`${owner.kind} ${owner.value}`, { owner, visibleAt });
  }

  /** Refused, as by the service, while numbers are on it. */
  public remove(owner: Owner): void {
    const numbers = this.numbersOf(owner);
    if (numbers.length > 0) throw new Error(`${owner.kind} ${owner.value} has phone numbers associated with it: ${numbers.slice(0, 3).join(', ')}${numbers.length > 3 ? ', …' : ''}`);
    this.owners.delete(`${owner.kind} ${owner.value}`);
  }

  /** All connectors, or all groups, that were created and not removed, also those that the API does not know yet. */
  public ownersOf(kind: Owner['kind']): readonly Owner[] {
    return [...this.owners.values()].map(({ owner }) => owner).filter(owner => owner.kind === kind);
  }

  /** Whether the API knows it. */
  public exists(owner: Owner): boolean {
    const known = this.owners.get(`${owner.kind} ${owner.value}`);
    return known !== undefined && known.visibleAt <= this.now();
  }

  private record(e164: string, owner: Owner | undefined, by: Actor): void {
    const number = this.numbers.get(e164);
    if (!number) throw new Error(`${e164} is not a number of this account: order it first`);
    if (sameOwner(number.tenures.at(-1)?.owner, owner)) return;
    number.tenures.push({ since: this.now(), owner, by });
  }
}
