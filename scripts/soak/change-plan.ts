import { AssociationPlan, MISSING, OWNERS, phoneNumbersIn, StackPlan } from './plan';
import { Random } from '../../aws-simulator/random';

/** What a change may draw from. */
export interface Supply {
  /** Numbers that no stack declares, and that an association on this owner can take without force. */
  readonly freeFor: (owner: string) => readonly string[];
  /** Numbers that somebody else has. */
  readonly inUse: () => readonly string[];
}

/** One edit of a template; the same plan again where it does not apply. */
type Edit = (plan: StackPlan, random: Random, supply: Supply) => StackPlan;

/** Every so many edits declares a number that cannot be had. */
const MISTAKE_IN = 12;

const EDITS: readonly Edit[] = [
  add, add, add, remove, remove, move, move, rename, split, join, changeOwner, turnForce, turnRetain, turnCheck, addAssociation, removeAssociation,
];

/** The template after some random edits; never one without numbers. */
export function changePlan(plan: StackPlan, random: Random, supply: Supply): StackPlan {
  let changed = plan;
  for (let edits = 1 + random.integer(3); edits > 0; edits--) {
    const candidate = withoutEmpty(random.pick(EDITS)(changed, random, supply));
    if (Object.keys(candidate).length > 0) changed = candidate;
  }
  return random.integer(MISTAKE_IN) === 0 ? withMistake(changed, random, supply) : changed;
}

/** The first template of a stack. */
export function newPlan(random: Random, supply: Supply, largest: number): StackPlan {
  let plan: StackPlan = {};
  for (let associations = 2 + random.integer(3); associations > 0; associations--) plan = addAssociation(plan, random, supply, largest);
  return withoutEmpty(plan);
}

function add(plan: StackPlan, random: Random, { freeFor }: Supply): StackPlan {
  const id = random.pick(Object.keys(plan));
  return withNumbers(plan, id, [...plan[id].phoneNumbers, ...sample(unused(plan, freeFor(plan[id].owner)), 1 + random.integer(30), random)]);
}

function remove(plan: StackPlan, random: Random): StackPlan {
  const id = random.pick(Object.keys(plan));
  const gone = new Set(sample(plan[id].phoneNumbers, 1 + random.integer(15), random));
  return withNumbers(plan, id, plan[id].phoneNumbers.filter(number => !gone.has(number)));
}

function move(plan: StackPlan, random: Random): StackPlan {
  const [from, to] = [random.pick(Object.keys(plan)), random.pick(Object.keys(plan))];
  if (from === to) return plan;
  const moved = new Set(sample(plan[from].phoneNumbers, 1 + random.integer(30), random));
  const left = withNumbers(plan, from, plan[from].phoneNumbers.filter(number => !moved.has(number)));
  return withNumbers(left, to, [...plan[to].phoneNumbers, ...moved]);
}

function rename(plan: StackPlan, random: Random): StackPlan {
  const { [random.pick(Object.keys(plan))]: association, ...others } = plan;
  return association ? { ...others, [freshId(plan, random)]: association } : plan;
}

function split(plan: StackPlan, random: Random): StackPlan {
  const id = random.pick(Object.keys(plan));
  const half = Math.floor(plan[id].phoneNumbers.length / 2);
  const rest = withNumbers(plan, id, plan[id].phoneNumbers.slice(half));
  return { ...rest, [freshId(plan, random)]: { ...plan[id], phoneNumbers: plan[id].phoneNumbers.slice(0, half) } };
}

function join(plan: StackPlan, random: Random): StackPlan {
  const [into, from] = [random.pick(Object.keys(plan)), random.pick(Object.keys(plan))];
  if (into === from) return plan;
  const { [from]: gone, ...others } = plan;
  return withNumbers(others, into, [...plan[into].phoneNumbers, ...gone.phoneNumbers]);
}

function changeOwner(plan: StackPlan, random: Random): StackPlan {
  return withAssociation(plan, random, { owner: random.pick(OWNERS) });
}

function turnForce(plan: StackPlan, random: Random): StackPlan {
  return withAssociation(plan, random, { force: random.integer(3) === 0 });
}

function turnRetain(plan: StackPlan, random: Random): StackPlan {
  return withAssociation(plan, random, { retain: random.integer(3) === 0 });
}

function turnCheck(plan: StackPlan, random: Random): StackPlan {
  return withAssociation(plan, random, { check: newCheck(random) });
}

function addAssociation(plan: StackPlan, random: Random, { freeFor }: Supply, largest = 60): StackPlan {
  const owner = random.pick(OWNERS);
  const phoneNumbers = sample(unused(plan, freeFor(owner)), 1 + random.integer(largest), random);
  const added = { owner, phoneNumbers, force: random.integer(4) === 0, retain: random.integer(5) === 0, check: newCheck(random) };
  return { ...plan, [freshId(plan, random)]: added };
}

function removeAssociation(plan: StackPlan, random: Random): StackPlan {
  const { [random.pick(Object.keys(plan))]: gone, ...others } = plan;
  return gone.phoneNumbers.length > 100 ? plan : others;
}

function withMistake(plan: StackPlan, random: Random, { inUse }: Supply): StackPlan {
  const id = random.pick(Object.keys(plan));
  const mistake = random.pick([MISSING, ...sample(unused(plan, inUse()), 1, random)]);
  return withNumbers(plan, id, [...plan[id].phoneNumbers, mistake]);
}

function newCheck(random: Random): AssociationPlan['check'] {
  return random.pick([undefined, { everyHours: 2, repair: true }, { everyHours: 6, repair: true }, { everyHours: 6, repair: false }]);
}

function withAssociation(plan: StackPlan, random: Random, change: Partial<AssociationPlan>): StackPlan {
  const id = random.pick(Object.keys(plan));
  return { ...plan, [id]: { ...plan[id], ...change } };
}

function withNumbers(plan: StackPlan, id: string, phoneNumbers: readonly string[]): StackPlan {
  return { ...plan, [id]: { ...plan[id], phoneNumbers } };
}

function withoutEmpty(plan: StackPlan): StackPlan {
  return Object.fromEntries(Object.entries(plan).filter(([, { phoneNumbers }]) => phoneNumbers.length > 0));
}

function unused(plan: StackPlan, phoneNumbers: readonly string[]): string[] {
  const used = new Set(phoneNumbersIn(plan));
  return phoneNumbers.filter(number => !used.has(number));
}

function sample(phoneNumbers: readonly string[], count: number, random: Random): string[] {
  const left = [...phoneNumbers];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random.integer(left.length), 1)[0]);
}

function freshId(plan: StackPlan, random: Random): string {
  for (;;) {
    const id = `Lines${random.integer(1_000)}`;
    if (!(id in plan)) return id;
  }
}
