import { FakeChime } from './fake-chime';
import { LogRecorder } from './log-recorder';
import { NOW, REGION } from './names';
import { EventContext, Phase } from '../../../lambda/phone-number-associations/reconcile/phase';
import { BatchWriter } from '../../../lambda/phone-number-associations/service/batch-writer';
import { Deadline } from '../../../lambda/phone-number-associations/service/deadline';
import { AdaptiveRateLimiter } from '../../../lambda/phone-number-associations/service/rate-limiter';

const random = () => 0.5;

export interface Settings {
  readonly deadline?: Deadline;
  readonly eventAt?: number;
  /** Throws when the run must write no more. */
  readonly assertMayWrite?: () => Promise<void>;
  /** The service of other regions, by region. */
  readonly elsewhere?: Readonly<Record<string, FakeChime>>;
}

/** What all phases of an event share, on a fake service and its clock. */
export function contextOn(chime: FakeChime, { eventAt = NOW, assertMayWrite = async () => undefined, elsewhere = {} }: Settings = {}) {
  const recorder = new LogRecorder();
  const context: EventContext = {
    clientFor: region => elsewhere[region] ?? chime,
    clock: chime.clock,
    random,
    log: recorder.log,
    rateLimiter: new AdaptiveRateLimiter(random),
    assertMayWrite,
    eventAt,
  };
  return { context, recorder };
}

/** Everything that one phase works with, on a fake service and its clock. */
export function phaseOn(chime: FakeChime, settings: Settings = {}) {
  const { context, recorder } = contextOn(chime, settings);
  const deadline = settings.deadline ?? Deadline.full(chime.clock);
  const phase = new Phase(context, deadline);
  const services = phase.in(REGION);
  const writer = new BatchWriter({ client: chime, executor: services.executor, random, log: recorder.log, assertMayWrite: context.assertMayWrite });
  return { context, recorder, deadline, phase, clock: chime.clock, rateLimiter: context.rateLimiter, ...services, writer };
}
