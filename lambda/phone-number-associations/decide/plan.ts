import { NumberChange } from '../model/association';
import { associationWith, isOn, ObservedState, PhoneNumberAssociation } from '../model/phone-number';
import { Association, Disassociation, Exemption, Plan, Take } from '../model/plan';

/** Compares what a deployment declares with what is observed: a creation and an update going forward, or a deletion. */
export function plan(changes: readonly NumberChange[], observed: ObservedState): Plan {
  const associate: Association[] = [];
  const take: Take[] = [];
  const disassociate: Disassociation[] = [];
  const leave: Exemption[] = [];
  for (const { phoneNumber, before, after, associationRemoved } of changes) {
    const number = observed.get(phoneNumber);
    const onBefore = before !== undefined && isOn(number, before.owner);
    if (after) {
      if (isOn(number, after.owner)) continue;
      if (onBefore) take.push({ phoneNumber, to: after, from: before });
      else associate.push({ phoneNumber, to: after });
    } else if (onBefore) {
      if (before.retain && associationRemoved) leave.push({ phoneNumber, why: 'retained' });
      else disassociate.push({ phoneNumber, from: before });
    }
  }
  return { associate, take, disassociate, leave };
}

/**
 * Compares what the old template declares with what is observed after a deployment that failed, and undoes what the deployment has done.
 *
 * @param changes from the old template (before) to the one that failed (after)
 * @param isOfDeployment whether an association was made by the deployment; one that was there before stays. `goesBack`: whether the old
 * template declares the number, so that it would go back there rather than come off
 */
export function planRollback(
  changes: readonly NumberChange[], observed: ObservedState, isOfDeployment: (association: PhoneNumberAssociation, goesBack: boolean) => boolean,
): Plan {
  const associate: Association[] = [];
  const take: Take[] = [];
  const disassociate: Disassociation[] = [];
  const leave: Exemption[] = [];
  for (const { phoneNumber, before, after } of changes) {
    const number = observed.get(phoneNumber);
    const association = after && associationWith(number, after.owner);
    if (before && isOn(number, before.owner)) continue;
    if (association) {
      if (!isOfDeployment(association, before !== undefined)) leave.push({ phoneNumber, why: 'was there before, as far as the times of associations tell' });
      else if (before) take.push({ phoneNumber, to: before, from: after });
      else disassociate.push({ phoneNumber, from: after });
    } else if (before) {
      associate.push({ phoneNumber, to: before });
    }
  }
  return { associate, take, disassociate, leave };
}

/**
 * Whether what a read shows is not what the old template had led to. Reads lag behind writes, so it is believed only
 * after it was read again: it may be behind the undo of an earlier deployment, and nothing may be decided on that.
 */
export function isUnexpected({ phoneNumber, before, after }: NumberChange, observed: ObservedState): boolean {
  const number = observed.get(phoneNumber);
  return before ? !isOn(number, before.owner) : after !== undefined && isOn(number, after.owner);
}
