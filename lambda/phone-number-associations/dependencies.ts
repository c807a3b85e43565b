import { Put } from './cloudformation/answer';
import { Deployment } from './cloudformation/deployment';
import { StackEventsClient } from './cloudformation/stack-event';
import { Log } from './model/log';
import { EventContext } from './reconcile/phase';
import { Clock } from './service/clock';
import { Deadline } from './service/deadline';
import { PhoneNumberClient } from './service/phone-number-client';
import { AdaptiveRateLimiter } from './service/rate-limiter';
import { RequestExecutor } from './service/request-executor';

/** The world outside the handler. */
export interface HandlerDependencies {
  readonly clientFor: (region: string) => PhoneNumberClient;
  readonly stackEvents: StackEventsClient;
  readonly put: Put;
  readonly random: () => number;
  readonly write: (line: string) => void;
  readonly logGroupName?: string;
}

/** What one event works with: the timeline of its stack, and what its phases share. */
export function servicesFor(
  { clientFor, stackEvents, random }: HandlerDependencies, clock: Clock, log: Log,
): { readonly deployment: Deployment; readonly shared: Omit<EventContext, 'assertMayWrite' | 'eventAt'> } {
  const executor = new RequestExecutor({ clock, random, deadline: Deadline.full(clock), rateLimiter: new AdaptiveRateLimiter(random), log });
  return {
    deployment: new Deployment(stackEvents, executor, clock),
    shared: { clientFor, clock, random, log, rateLimiter: new AdaptiveRateLimiter(random) },
  };
}
