import { Phase } from './phase';
import { OwnerNotFoundError } from '../model/errors';
import { Failure } from '../model/failure';
import { Log, numbersForLog } from '../model/log';
import { byPlacement, Placement } from '../model/owner';
import { PhoneNumberAssociation } from '../model/phone-number';
import { Plan } from '../model/plan';
import { UndoLog } from '../model/undo-log';

export interface CarryOutOptions {
  readonly mayTake: (phoneNumber: string, holder: PhoneNumberAssociation) => boolean;
  readonly consistentAt: number;
  readonly ownerAppearsWithinMillis: number;
  /** Whether numbers leave although others could not come. */
  readonly disassociateAfterFailure: boolean;
}

/**
 * Carries a plan out: first all numbers that come, on every owner, then those that leave. While something can still fail,
 * nothing has been let go.
 *
 * @returns the numbers that are not where they should be, of all owners, so that the report is complete
 * @throws OutOfTimeError, ServiceError, RunEndedError
 */
export async function carryOut(plan: Plan, phase: Phase, undoLog: UndoLog, options: CarryOutOptions): Promise<Failure[]> {
  logPlan(plan, phase.context.log);
  const { associate, take, disassociate } = plan;
  const failures: Failure[] = [];
  const coming: { readonly phoneNumber: string; readonly to: Placement; readonly from?: Placement }[] = [...take, ...associate];
  for (const [to, group] of byPlacement(coming, ({ to: target }) => target)) {
    const request = {
      ...options,
      to,
      phoneNumbers: group.filter(({ from }) => !from).map(({ phoneNumber }) => phoneNumber),
      take: new Map(group.flatMap(({ phoneNumber, from }): [string, Placement][] => from ? [[phoneNumber, from]] : [])),
    };
    try {
      failures.push(...await phase.in(to.region).associator.associate(request, undoLog));
    } catch (error) {
      // Numbers of other owners have nothing to do with one that does not exist.
      if (!(error instanceof OwnerNotFoundError)) throw error;
      failures.push(...group.map(({ phoneNumber }) => ({ phoneNumber, code: 'NotFound', message: error.message, target: to.owner, ownerMissing: true })));
    }
  }
  if (failures.length > 0 && !options.disassociateAfterFailure) return failures;
  return [...failures, ...await takeOff(disassociate, phase, undoLog)];
}

export function logPlan({ associate, take, disassociate, leave }: Plan, log: Log): void {
  log('plan', { associate: associate.length, take: take.length, disassociate: disassociate.length, leave: leave.length });
  for (const why of new Set(leave.map(exemption => exemption.why))) {
    log('leave', { why, ...numbersForLog(leave.filter(exemption => exemption.why === why).map(({ phoneNumber }) => phoneNumber)) });
  }
}

/** @returns the numbers that are still there */
export async function takeOff(disassociate: Plan['disassociate'], phase: Phase, undoLog: UndoLog): Promise<Failure[]> {
  const failures: Failure[] = [];
  for (const [{ owner, region }, group] of byPlacement(disassociate, ({ from }) => from)) {
    failures.push(...await phase.in(region).disassociator.disassociate(owner, group.map(({ phoneNumber }) => phoneNumber), undoLog.disassociated));
  }
  return failures;
}
