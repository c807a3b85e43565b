import { Phase } from './phase';
import { consistencyWindowMillis } from '../decide/consistency';
import { planUndo, UndoPlan } from '../decide/plan-undo';
import { NumberChange } from '../model/association';
import { RunEndedError } from '../model/errors';
import { Failure } from '../model/failure';
import { byPlacement, Placement } from '../model/owner';
import { ObservedNumber } from '../model/phone-number';
import { messageOf } from '../model/text';
import { UndoLog } from '../model/undo-log';
import { WriteJournal } from '../model/write-journal';

/** What could not be undone. */
export interface UndoResult {
  readonly failures: readonly Failure[];
  /** Why steps of the undo broke off. */
  readonly errors: readonly unknown[];
  /** Numbers that may not be where they were. */
  readonly unsettled: readonly string[];
  /** Numbers that somebody else has taken meanwhile: they stay with whoever has them. */
  readonly takenMeanwhile: readonly Failure[];
}

/** Reads that tell what became of lost answers get this part of the time that is left, not all of it. */
const SHARE_OF_READS = 0.4;

/** An owner that was there a moment ago need not be waited for long. */
const OWNER_APPEARS_WITHIN_MILLIS = 10_000;

/**
 * Brings every number that this run has touched back to where it was: first, and before any read, those of which it is certain; those
 * that were in use elsewhere before the others, because somebody answers them.
 *
 * @throws RunEndedError
 */
export async function undo(changes: readonly NumberChange[], undoLog: UndoLog, phase: Phase): Promise<UndoResult> {
  const failures: Failure[] = [];
  const takenMeanwhile: Failure[] = [];
  const errors: unknown[] = [];
  const unsettled = new Set<string>();
  // One step that fails, such as an owner that is gone by now, must not keep the others from being taken.
  const attempt = async (phoneNumbers: readonly string[], step: () => Promise<readonly Failure[]>): Promise<void> => {
    try {
      const results = await step();
      const failed = results.filter(({ target, holder }) => !target || !holder);
      takenMeanwhile.push(...results.filter(failure => !failed.includes(failure)));
      failures.push(...failed);
      failed.forEach(({ phoneNumber }) => unsettled.add(phoneNumber));
    } catch (error) {
      if (error instanceof RunEndedError) throw error;
      phase.context.log('undo-failed', { reason: messageOf(error) });
      errors.push(error);
      phoneNumbers.forEach(phoneNumber => unsettled.add(phoneNumber));
    }
  };

  await carryOutUndo(planUndo(changes, undoLog), phase, attempt);
  const inDoubt = undoLog.associated.phoneNumbers().filter(phoneNumber => undoLog.associated.isInDoubt(phoneNumber));
  await attempt(inDoubt, async () => {
    const observed = await locate(changes, inDoubt, new Phase(phase.context, phase.deadline.share(SHARE_OF_READS)));
    await carryOutUndo(planUndo(changes, undoLog, observed), phase, attempt);
    return [];
  });
  return { failures, errors, unsettled: [...unsettled], takenMeanwhile };
}

type Attempt = (phoneNumbers: readonly string[], step: () => Promise<readonly Failure[]>) => Promise<void>;

async function carryOutUndo({ giveBack, restore, remove }: UndoPlan, phase: Phase, attempt: Attempt): Promise<void> {
  const request = {
    consistentAt: phase.context.clock.now() + consistencyWindowMillis(phase.deadline.total),
    ownerAppearsWithinMillis: OWNER_APPEARS_WITHIN_MILLIS,
  };
  for (const [to, group] of byPlacement(giveBack, step => step.to)) {
    const take = new Map(group.flatMap(({ phoneNumber, from, certain }): [string, Placement][] => certain ? [[phoneNumber, from]] : []));
    const holders = new Map(group.map(({ phoneNumber, from }) => [phoneNumber, from.owner.id]));
    await attempt([...holders.keys()], () => phase.in(to.region).associator.associate({
      ...request,
      to,
      take,
      phoneNumbers: [...holders.keys()].filter(phoneNumber => !take.has(phoneNumber)),
      mayTake: (phoneNumber, holder) => holders.get(phoneNumber) === holder.id,
    }, new UndoLog()));
  }
  for (const [to, group] of byPlacement(restore, step => step.to)) {
    const phoneNumbers = group.map(({ phoneNumber }) => phoneNumber);
    await attempt(phoneNumbers, () => phase.in(to.region).associator.associate(
      { ...request, to, phoneNumbers, take: new Map(), mayTake: () => false }, new UndoLog(),
    ));
  }
  for (const [from, group] of byPlacement(remove, step => step.from)) {
    const phoneNumbers = group.map(({ phoneNumber }) => phoneNumber);
    await attempt(phoneNumbers, () => phase.in(from.region).disassociator.disassociate(from.owner, phoneNumbers, new WriteJournal()));
  }
}

async function locate(changes: readonly NumberChange[], phoneNumbers: readonly string[], phase: Phase): Promise<Map<string, ObservedNumber>> {
  const wanted = new Set(phoneNumbers);
  const placements = changes.flatMap(({ phoneNumber, after }) => after && wanted.has(phoneNumber) ? [{ phoneNumber, after }] : []);
  const observed = new Map<string, ObservedNumber>();
  for (const [{ region }, group] of byPlacement(placements, ({ after }) => after)) {
    for (const entry of await phase.in(region).reader.findAll(group.map(({ phoneNumber }) => phoneNumber))) observed.set(...entry);
  }
  return observed;
}
