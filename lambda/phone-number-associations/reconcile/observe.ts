import { Phase } from './phase';
import { consistencyWindowMillis } from '../decide/consistency';
import { isUnexpected } from '../decide/plan';
import { NumberChange } from '../model/association';
import { numbersForLog } from '../model/log';
import { byPlacement, Placement, sameOwner } from '../model/owner';
import { ObservedNumber, ObservedState } from '../model/phone-number';

/** A number, and the owners that it can be on. */
export interface Sought {
  readonly phoneNumber: string;
  readonly candidates: readonly (Placement | undefined)[];
}

/** Which of the numbers are on the owner that the old template declares for them, or else on the one of the new template. */
export function observe(changes: readonly NumberChange[], phase: Phase): Promise<ObservedState> {
  return lookFor(changes.map(({ phoneNumber, before, after }) => ({ phoneNumber, candidates: [before, after] })), phase);
}

/** Looks for each number on the first owner that it can be on; for those that are not there on the next one, until none is left. */
export async function lookFor(sought: readonly Sought[], phase: Phase): Promise<ObservedState> {
  const observed = new Map<string, ObservedNumber>();
  let pending = sought.map(({ phoneNumber, candidates }) => ({ phoneNumber, candidates: distinct(candidates) }));
  while (pending.length > 0) {
    for (const [{ owner, region }, group] of byPlacement(pending, ({ candidates }) => candidates[0])) {
      const found = await phase.in(region).reader.findOnOwner(owner, group.map(({ phoneNumber }) => phoneNumber));
      for (const [phoneNumber, number] of found) observed.set(phoneNumber, number);
    }
    pending = pending
      .filter(({ phoneNumber, candidates }) => candidates.length > 1 && !observed.has(phoneNumber))
      .map(({ phoneNumber, candidates }) => ({ phoneNumber, candidates: candidates.slice(1) }));
  }
  return observed;
}

function distinct(candidates: readonly (Placement | undefined)[]): Placement[] {
  const known = candidates.filter(candidate => candidate !== undefined);
  return known.filter(({ owner }, index) => known.findIndex(other => sameOwner(owner, other.owner)) === index);
}

/** When reads show every write that was answered before the event was made. */
export function consistentAt(phase: Phase): number {
  return phase.context.eventAt + consistencyWindowMillis(phase.deadline.total);
}

/** As `observe`, but what is not as the last deployment has left it is read again when reads have caught up. */
export async function observeReliably(changes: readonly NumberChange[], phase: Phase): Promise<ObservedState> {
  const { clock, log } = phase.context;
  const startedAt = clock.now();
  const first = await observe(changes, phase);
  const unexpected = changes.filter(change => isUnexpected(change, first));
  if (unexpected.length === 0 || startedAt >= consistentAt(phase)) return first;
  const phoneNumbers = unexpected.map(({ phoneNumber }) => phoneNumber);
  log('read-again', { millis: Math.max(0, consistentAt(phase) - clock.now()), ...numbersForLog(phoneNumbers) });
  await phase.pauseUntil(consistentAt(phase));
  const second = await observe(unexpected, phase);
  const doubted = new Set(phoneNumbers);
  return new Map([...[...first].filter(([phoneNumber]) => !doubted.has(phoneNumber)), ...second]);
}
