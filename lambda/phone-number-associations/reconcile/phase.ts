import { Associator } from './associate';
import { Disassociator } from './disassociate';
import { LoggedEffort, Log } from '../model/log';
import { BatchWriter } from '../service/batch-writer';
import { Clock } from '../service/clock';
import { Deadline } from '../service/deadline';
import { NumberReader } from '../service/number-reader';
import { PhoneNumberClient } from '../service/phone-number-client';
import { AdaptiveRateLimiter } from '../service/rate-limiter';
import { RequestExecutor } from '../service/request-executor';

/** What all phases of an event share. */
export interface EventContext {
  /** The client for a region's endpoint. */
  readonly clientFor: (region: string) => PhoneNumberClient;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** What was learned of the tolerated rate stays valid for the next phase. */
  readonly rateLimiter: AdaptiveRateLimiter;
  /** Called before each write; throws if the run must write no more. */
  readonly assertMayWrite: () => Promise<void>;
  /** When the event was made, in milliseconds since 1970. */
  readonly eventAt: number;
}

/** Everything that talks to one region's endpoint during one phase. */
export interface RegionalServices {
  readonly executor: RequestExecutor;
  readonly reader: NumberReader;
  readonly associator: Associator;
  readonly disassociator: Disassociator;
}

/** One part of the work with an end of its own. An update can move numbers from one endpoint to another. */
export class Phase {
  private readonly byRegion = new Map<string, RegionalServices>();

  constructor(public readonly context: EventContext, public readonly deadline: Deadline) {}

  public in(region: string): RegionalServices {
    const known = this.byRegion.get(region);
    if (known) return known;
    const { clientFor, clock, random, log, rateLimiter, assertMayWrite } = this.context;
    const client = clientFor(region);
    const executor = new RequestExecutor({ clock, random, deadline: this.deadline, rateLimiter, log });
    const reader = new NumberReader(client, executor, log);
    const writer = new BatchWriter({ client, executor, random, log, assertMayWrite });
    const tools = { executor, reader, writer, clock, log };
    const services = { executor, reader, associator: new Associator(tools), disassociator: new Disassociator(tools) };
    this.byRegion.set(region, services);
    return services;
  }

  /** Waits until a moment, or as long as the phase allows. */
  public async pauseUntil(moment: number): Promise<void> {
    const millis = Math.min(moment - this.context.clock.now(), this.deadline.left() / 2);
    if (millis > 0) await this.context.clock.sleep(millis);
  }

  /** What this phase has taken so far. */
  public effort(): LoggedEffort {
    const requests = [...this.byRegion.values()].reduce((sum, { executor }) => sum + executor.requestsSent, 0);
    return { requests, millis: Math.round(this.deadline.elapsed()), throttled: this.context.rateLimiter.throttledAnswers() };
  }
}
