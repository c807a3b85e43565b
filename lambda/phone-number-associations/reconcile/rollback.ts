import { AssociationRecord } from './associate';
import { Failure } from '../decide/classify-refusal';
import { Ledger } from '../model/write-journal';
import { numbersForLog } from '../report/log';
import { Owner, sameOwner } from '../model/owner';
import { Declaration } from '../decide/plan';
import { messageOf } from '../report/text';
import { Assignment } from '../cloudformation/parse-properties';
import { isOn, otherHolder, Sighting } from '../service/number-reader';
import { Dependencies, Toolbox } from './phase';

/** What a run has done, and what it found before: all that an undo needs. */
export interface Traces {
  /** Numbers that were on the desired owner before this run: they stay there. */
  readonly wereOnDesired: ReadonlySet<string>;
  /** Numbers that were on the previous owner before this run: they go back there. */
  readonly wereOnPrevious: ReadonlySet<string>;
  readonly associated: AssociationRecord;
  readonly disassociated: Ledger;
}

export function newTraces(wereOnDesired: ReadonlySet<string>, wereOnPrevious: ReadonlySet<string>): Traces {
  return { wereOnDesired, wereOnPrevious, associated: newRecord(), disassociated: new Ledger() };
}

export function newRecord(): AssociationRecord {
  return { ledger: new Ledger(), takenFrom: new Map() };
}

/** What could not be undone. */
export interface Undone {
  readonly failures: readonly Failure[];
  /** Why steps of the undo broke off. */
  readonly errors: readonly unknown[];
}

/**
 * Brings every number that this run has touched back to where it was: first those that were in use
 * elsewhere, because somebody answers them, then those that we had let go, then the new ones.
 */
export async function undo(
  { previous, desired }: Declaration, traces: Traces, toolbox: Toolbox, { log }: Dependencies,
): Promise<Undone> {
  const failures: Failure[] = [];
  const errors: unknown[] = [];
  // One step that fails, such as an owner that is gone by now, must not keep the others from being taken.
  const attempt = async (step: () => Promise<readonly Failure[]>) => {
    try {
      failures.push(...await step());
    } catch (error) {
      log('undo-failed', { reason: messageOf(error) });
      errors.push(error);
    }
  };

  await attempt(async () => {
    const { giveBack, remove } = await sortOut(desired, traces, toolbox);
    for (const { owner, sure, doubtful } of giveBack) {
      log('give-back', { owner: owner.id, ...numbersForLog([...sure, ...doubtful]) });
      const region = previous && sameOwner(owner, previous.owner) ? previous.region : desired.region;
      await attempt(() => toolbox.for(region).associator.associate({
        target: owner,
        move: sure,
        phoneNumbers: doubtful,
        formerOwner: desired.owner,
        ours: new Set([...sure, ...doubtful]),
        force: false,
      }, newRecord()));
    }
    const letGo = traces.disassociated.phoneNumbers().filter(phoneNumber => traces.wereOnPrevious.has(phoneNumber));
    if (previous && letGo.length > 0) {
      log('restore', { owner: previous.owner.id, ...numbersForLog(letGo) });
      await attempt(() => toolbox.for(previous.region).associator.associate(
        { target: previous.owner, phoneNumbers: letGo, force: false }, newRecord(),
      ));
    }
    return remove.length > 0 ? toolbox.for(desired.region).disassociator.disassociate(desired.owner, remove, new Ledger()) : [];
  });
  return { failures, errors };
}

interface GiveBack {
  readonly owner: Owner;
  /** Known to be with us. */
  readonly sure: string[];
  /** The answer was lost: they may be with us, or with nobody. */
  readonly doubtful: string[];
}

async function sortOut(
  desired: Assignment, { wereOnDesired, associated }: Traces, toolbox: Toolbox,
): Promise<{ giveBack: GiveBack[]; remove: string[] }> {
  const { ledger, takenFrom } = associated;
  const touched = ledger.phoneNumbers().filter(phoneNumber => !wereOnDesired.has(phoneNumber));
  const inDoubt = touched.filter(phoneNumber => ledger.isDoubtful(phoneNumber));
  const sightings = inDoubt.length > 0 ? await toolbox.for(desired.region).survey.locate(inDoubt) : new Map<string, Sighting>();

  const giveBack = new Map<string, GiveBack>();
  const remove: string[] = [];
  for (const phoneNumber of touched) {
    const doubtful = ledger.isDoubtful(phoneNumber);
    const sighting = sightings.get(phoneNumber);
    const origin = takenFrom.get(phoneNumber);
    if (origin) {
      const key = `${origin.kind}/${origin.id}`;
      const group = giveBack.get(key) ?? { owner: origin, sure: [], doubtful: [] };
      giveBack.set(key, group);
      (doubtful ? group.doubtful : group.sure).push(phoneNumber);
    } else if (!doubtful || isOn(sighting, desired.owner) || !otherHolder(sighting, desired.owner)) {
      // Without force only numbers that nobody had can have come to us.
      remove.push(phoneNumber);
    }
  }
  return { giveBack: [...giveBack.values()], remove };
}
