import { Associator } from './associate';
import { Budget } from '../service/deadline';
import { Caller } from '../service/request-executor';
import { PhoneNumberClient } from '../service/phone-number-client';
import { Clock } from '../service/clock';
import { Disassociator } from './disassociate';
import { Log } from '../report/log';
import { Pace } from '../service/rate-limiter';
import { Survey } from '../service/number-reader';
import { Writer } from '../service/batch-writer';

/** What the handler is given from outside; tests give their own. */
export interface Dependencies {
  /** The client for a region's endpoint. */
  readonly clientFor: (region: string) => PhoneNumberClient;
  readonly clock: Clock;
  readonly random: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
}

/** Everything that talks to one region's endpoint during one phase. */
export interface Tools {
  readonly caller: Caller;
  readonly survey: Survey;
  readonly associator: Associator;
  readonly disassociator: Disassociator;
}

/** The tools of one phase, by region: an update can move numbers from one endpoint to another. */
export class Toolbox {
  private readonly byRegion = new Map<string, Tools>();

  constructor(private readonly dependencies: Dependencies, private readonly budget: Budget, private readonly pace: Pace) {}

  public for(region: string): Tools {
    const known = this.byRegion.get(region);
    if (known) return known;
    const { clientFor, clock, random, now, log } = this.dependencies;
    const client = clientFor(region);
    const caller = new Caller({ clock, random, budget: this.budget, pace: this.pace, log });
    const survey = new Survey(client, caller, log);
    const writer = new Writer(client, caller, random, log);
    const tools = {
      caller,
      survey,
      associator: new Associator(caller, writer, survey, now, log),
      disassociator: new Disassociator(caller, writer, survey, log),
    };
    this.byRegion.set(region, tools);
    return tools;
  }

  /** Requests sent in this phase, for the report. */
  public requestsSent(): number {
    return [...this.byRegion.values()].reduce((sum, { caller }) => sum + caller.requestsSent, 0);
  }

  public elapsedMillis(): number {
    return this.budget.elapsed();
  }
}
