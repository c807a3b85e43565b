import { Deployment } from './cloudformation/deployment';
import { parseAssociation } from './cloudformation/parse-properties';
import type { HandlerDependencies } from './handler';
import { OvertakenError } from './model/errors';
import { messageOf } from './model/text';
import { detectDrift } from './reconcile/detect-drift';
import { createLog } from './report/log';
import { Clock } from './service/clock';
import { Deadline } from './service/deadline';
import { AdaptiveRateLimiter } from './service/rate-limiter';
import { RequestExecutor } from './service/request-executor';
import { DriftDetectionEvent } from '../../src/contract/properties';

/** Compares one association with what was declared, unless a deployment of its stack is under way: then the next check does. */
export async function onDriftCheck({ Association, StackId, Repair, ...properties }: DriftDetectionEvent['DetectDrift'], clock: Clock, dependencies: HandlerDependencies): Promise<void> {
  const { clientFor, stackEvents, random, write } = dependencies;
  const log = createLog(write, { association: Association });
  const executor = new RequestExecutor({ clock, random, deadline: Deadline.full(clock), rateLimiter: new AdaptiveRateLimiter(random), log });
  const deployment = new Deployment(stackEvents, executor, clock);
  const skip = 'a deployment of the stack is under way';
  try {
    if (await deployment.isDeploying(StackId)) return log('drift-check-skipped', { reason: skip });
    await detectDrift(Association, parseAssociation(Association, properties), String(Repair) === 'true', {
      clientFor,
      clock,
      random,
      log,
      rateLimiter: new AdaptiveRateLimiter(random),
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
