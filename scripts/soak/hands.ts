import { Account } from './account';
import { BRANCH, GROUP, OFFICE, SHOP, STRANGER } from './plan';
import { NOTHING, ORDERED, RELEASED } from './record';
import { Random } from '../../aws-simulator/random';

const PLACES = [NOTHING, NOTHING, NOTHING, STRANGER, OFFICE, BRANCH, SHOP, GROUP, RELEASED] as const;

/** Whoever notices puts a number back after at most so long. */
const NOTICED_WITHIN_HOURS = 24;

/** People who take numbers off, move and release them in the console, every few hours, and put most of them back a day later. */
export async function moveByHand(account: Account, random: Random, everyHours: number): Promise<void> {
  for (;;) {
    await account.pause(everyHours, random);
    if (account.isOver()) return;
    const declared = account.phoneNumbers.filter(number => account.declaredOwnerOf(number) !== undefined);
    const number = random.pick(random.integer(5) > 0 && declared.length > 0 ? declared : account.phoneNumbers);
    account.act(number, random.pick(PLACES));
    const notice = () => putBack(account, number);
    account.aws.simulation.schedule(NOTICED_WITHIN_HOURS * random.next() * 3_600_000, notice);
  }
}

function putBack(account: Account, number: string): void {
  account.act(number, ORDERED);
  const owner = account.declaredOwnerOf(number);
  if (owner !== undefined && account.aws.chime.ownerOf(number)?.value !== owner) account.act(number, owner);
}
