import { Supply } from './change-plan';
import { BRANCH, GROUP, MISSING, OFFICE, ownerOf, phoneNumber, SHOP, StackPlan, STRANGER } from './plan';
import { DriftCheck, HandAct, NOTHING, Operation, ORDERED, RELEASED, TenureRecord, Trouble } from './record';
import { SimulatedAccount } from '../../aws-simulator';
import { Random } from '../../aws-simulator/random';

const HOUR = 3_600_000;

/** The account while the month goes on: what everybody who acts in it knows and notes down. */
export class Account {
  public readonly operations: Operation[] = [];
  public readonly hands: HandAct[] = [];
  public readonly checks: DriftCheck[] = [];
  public readonly troubles: Trouble[] = [];
  public kills = 0;
  /** What each stack declares: in force, or under way. */
  public readonly claims = new Map<string, ReadonlySet<string>>();
  /** The template of each stack that was complete last. */
  public readonly inForce = new Map<string, StackPlan>();
  public readonly phoneNumbers: readonly string[];

  constructor(public readonly aws: SimulatedAccount, public readonly endsAt: number, size: number) {
    for (const id of [OFFICE, BRANCH, SHOP, GROUP, STRANGER]) aws.chime.create(ownerOf(id));
    this.phoneNumbers = Array.from({ length: size }, (_, n) => phoneNumber(n));
    // Every fortieth number is somebody else's.
    this.phoneNumbers.forEach((number, n) => aws.chime.order(number, n % 40 === 0 ? { owner: ownerOf(STRANGER) } : {}));
  }

  public now(): number {
    return this.aws.simulation.now();
  }

  public isOver(): boolean {
    return this.now() >= this.endsAt;
  }

  /** Pauses for a random time around a mean, but not beyond the end. */
  public async pause(meanHours: number, random: Random): Promise<void> {
    await this.aws.simulation.sleep(Math.min(Math.max(0, this.endsAt - this.now()), 2 * random.next() * meanHours * HOUR));
  }

  public supply(): Supply {
    const claimed = new Set([...this.claims.values()].flatMap(numbers => [...numbers]));
    const free = this.phoneNumbers.filter(number => !claimed.has(number) && this.aws.chime.find(number));
    const ownerIdOf = (number: string) => this.aws.chime.ownerOf(number)?.value;
    return {
      freeFor: owner => free.filter(number => [undefined, owner].includes(ownerIdOf(number))),
      inUse: () => free.filter(number => ownerIdOf(number) === STRANGER),
    };
  }

  /** The owner on which a template in force declares the number. */
  public declaredOwnerOf(number: string): string | undefined {
    return [...this.inForce.values()].flatMap(plan => Object.values(plan)).find(({ phoneNumbers }) => phoneNumbers.includes(number))?.owner;
  }

  /** Somebody changes a number in the console. */
  public act(number: string, to: string): void {
    const { chime } = this.aws;
    if (number === MISSING || (to === ORDERED) === (chime.find(number) !== undefined)) return;
    this.hands.push({ at: this.now(), phoneNumber: number, to });
    if (to === NOTHING) chime.disassociate(number);
    else if (to === RELEASED) chime.release(number);
    else if (to === ORDERED) chime.order(number);
    else chime.associate(number, ownerOf(to));
  }

  public tenures(): Map<string, readonly TenureRecord[]> {
    return new Map(this.phoneNumbers.map(number => [
      number, this.aws.chime.history(number).map(({ since, owner, by }) => ({ since, owner: owner?.value, byHand: by === 'hand' })),
    ]));
  }
}
