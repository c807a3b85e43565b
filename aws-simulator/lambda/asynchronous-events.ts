import { Simulation } from '../simulation';
import { InvocationResult } from './lambda-function';

/** Lambda runs an event again after about one minute, and then after about two. */
const PAUSES_MS = [60_000, 120_000];
/** How much longer a pause may be. */
const JITTER_MS = 5_000;

/** An event that was handed to Lambda, whose sender does not wait for what becomes of it. */
export interface AsynchronousEvent {
  readonly functionArn: string;
  readonly event: unknown;
  /** The same for all runs. */
  readonly awsRequestId: string;
  /** Virtual milliseconds. */
  readonly acceptedAt: number;
}

/** Runs a function once; `run` counts from 0. */
type RunFunction = (event: AsynchronousEvent, run: number) => Promise<InvocationResult>;

/** Lambda's queue of asynchronous events: each is run until a run succeeds, at most three times. */
export class AsynchronousEvents {
  /** All that were accepted since the last reset, in their order. */
  public readonly accepted: AsynchronousEvent[] = [];
  /** How long an event waits for its first run, in virtual milliseconds. @default - no time */
  public delay?: (event: AsynchronousEvent) => number;

  constructor(private readonly simulation: () => Simulation, private readonly runFunction: RunFunction) {}

  /** Resolves to what the last run answered. */
  public accept(functionArn: string, event: unknown): Promise<InvocationResult> {
    const awsRequestId = `00000000-0000-4000-9000-${String(this.accepted.length).padStart(12, '0')}`;
    const accepted = { functionArn, event, awsRequestId, acceptedAt: this.simulation().now() };
    this.accepted.push(accepted);
    return this.deliver(accepted, this.delay?.(accepted) ?? 0);
  }

  /** Delivers an event once more, as Lambda may at any time, with runs of its own. */
  public deliverAgain(event: AsynchronousEvent): Promise<InvocationResult> {
    return this.deliver(event, 0);
  }

  public reset(): void {
    this.accepted.length = 0;
    this.delay = undefined;
  }

  private async deliver(event: AsynchronousEvent, delay: number): Promise<InvocationResult> {
    const simulation = this.simulation();
    if (delay > 0) await simulation.sleep(delay);
    for (let run = 0; ; run++) {
      const result = await this.runFunction(event, run);
      if (!result.functionError || run === PAUSES_MS.length) return result;
      await simulation.sleep(PAUSES_MS[run] + simulation.random.integer(JITTER_MS));
    }
  }
}
