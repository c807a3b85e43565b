import { phoneNumbersIn } from './plan';
import { DriftCheck, HandAct, MonthRecord, Operation, TenureRecord } from './record';

/** What can change whether a number is where somebody wants it. */
export type Occurrence =
  | { readonly kind: 'begin' | 'end'; readonly at: number; readonly operation: Operation }
  | { readonly kind: 'tenure'; readonly at: number; readonly tenure: TenureRecord; readonly act?: HandAct }
  | { readonly kind: 'check'; readonly at: number; readonly check: DriftCheck };

/** What is simultaneous comes in this order. */
const ORDER: readonly Occurrence['kind'][] = ['begin', 'tenure', 'end', 'check'];

const SETTLED = /^(CREATE|UPDATE|DELETE|ROLLBACK|UPDATE_ROLLBACK)_COMPLETE$/;

/** All that concerns each number, in its order. */
export function occurrencesOf(month: MonthRecord): Map<string, Occurrence[]> {
  const occurrences = new Map<string, Occurrence[]>([...month.tenures.keys()].map(phoneNumber => [phoneNumber, []]));
  const note = (phoneNumber: string, occurrence: Occurrence) => { occurrences.get(phoneNumber)?.push(occurrence); };
  noteTenures(month, note);
  noteOperations(month, note);
  for (const check of month.checks) {
    for (const phoneNumber of isReliable(check, month) ? check.phoneNumbers : []) note(phoneNumber, { kind: 'check', at: check.until, check });
  }
  for (const own of occurrences.values()) own.sort((one, other) => one.at - other.at || ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
  return occurrences;
}

type Note = (phoneNumber: string, occurrence: Occurrence) => void;

function noteTenures({ tenures, hands }: MonthRecord, note: Note): void {
  const acts = new Map(hands.map(act => [`${act.phoneNumber} ${act.at}`, act]));
  for (const [phoneNumber, own] of tenures) {
    for (const tenure of own) note(phoneNumber, { kind: 'tenure', at: tenure.since, tenure, act: tenure.byHand ? acts.get(`${phoneNumber} ${tenure.since}`) : undefined });
  }
}

/** An operation concerns what its two templates declare, and what those have declared that did not come to an end before it. */
function noteOperations({ operations }: MonthRecord, note: Note): void {
  const unsettled = new Map<string, ReadonlySet<string>>();
  for (const operation of [...operations].sort((one, other) => one.from - other.from)) {
    const { stack, before, after, from, until, status } = operation;
    const concerned = new Set([...phoneNumbersIn(before), ...phoneNumbersIn(after), ...unsettled.get(stack) ?? []]);
    for (const phoneNumber of concerned) {
      note(phoneNumber, { kind: 'begin', at: from, operation });
      note(phoneNumber, { kind: 'end', at: until, operation });
    }
    unsettled.set(stack, SETTLED.test(status) ? new Set() : concerned);
  }
}

/** A check that repairs can be held to it, where nothing was wrong meanwhile. */
function isReliable({ repair, outcome, from, until }: DriftCheck, { troubles }: MonthRecord): boolean {
  return repair && outcome === 'done' && !troubles.some(trouble => trouble.from <= until && trouble.until >= from);
}
