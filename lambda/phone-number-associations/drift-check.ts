import { parseAssociation } from './cloudformation/parse-properties';
import { HandlerDependencies, servicesFor } from './dependencies';
import { OvertakenError } from './model/errors';
import { messageOf } from './model/text';
import { detectDrift } from './reconcile/detect-drift';
import { createLog } from './report/log';
import { Clock } from './service/clock';
import { DriftDetectionEvent } from '../../src/contract/properties';

/** Compares one association with what was declared, unless a deployment of its stack is under way: then the next check does. */
export async function onDriftCheck({ Association, StackId, Repair, ...properties }: DriftDetectionEvent['DetectDrift'], clock: Clock, dependencies: HandlerDependencies): Promise<void> {
  const log = createLog(dependencies.write, { association: Association });
  const { deployment, shared } = servicesFor(dependencies, clock, log);
  const skip = 'a deployment of the stack is under way';
  try {
    if (await deployment.isDeploying(StackId)) return log('drift-check-skipped', { reason: skip });
    await detectDrift(Association, parseAssociation(Association, properties), String(Repair) === 'true', {
      ...shared,
      assertMayWrite: async () => {
        if (await deployment.isDeploying(StackId)) throw new OvertakenError(skip);
      },
      eventAt: clock.now(),
    });
  } catch (error) {
    if (error instanceof OvertakenError) return log('drift-check-skipped', { reason: error.message });
    log('failed', { reason: messageOf(error) });
    throw error;
  }
}
