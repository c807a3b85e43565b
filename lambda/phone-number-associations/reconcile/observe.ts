import { Phase } from './phase';
import { consistencyWindowMillis } from '../decide/consistency';
import { isUnexpected } from '../decide/plan';
import { AssociationSpec, NumberChange } from '../model/association';
import { numbersForLog } from '../model/log';
import { byPlacement, sameOwner } from '../model/owner';
import { ObservedNumber, ObservedState } from '../model/phone-number';

/** Which of the numbers are on the owner that the old template declares for them, or else on the one of the new template. */
export async function observe(changes: readonly NumberChange[], phase: Phase): Promise<ObservedState> {
  const observed = new Map<string, ObservedNumber>();
  const look = async (wanted: readonly { readonly phoneNumber: string; readonly spec: AssociationSpec }[]): Promise<void> => {
    for (const [{ owner, region }, group] of byPlacement(wanted, ({ spec }) => spec)) {
      const found = await phase.in(region).reader.findOnOwner(owner, group.map(({ phoneNumber }) => phoneNumber));
      for (const [phoneNumber, number] of found) observed.set(phoneNumber, number);
    }
  };
  await look(changes.flatMap(({ phoneNumber, before, after }) => {
    const spec = before ?? after;
    return spec ? [{ phoneNumber, spec }] : [];
  }));
  await look(changes.flatMap(({ phoneNumber, before, after }) => (
    before && after && !sameOwner(before.owner, after.owner) && !observed.has(phoneNumber) ? [{ phoneNumber, spec: after }] : []
  )));
  return observed;
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
