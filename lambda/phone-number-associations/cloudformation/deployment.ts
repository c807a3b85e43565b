import { EventInHand } from './resource-steps';
import { StackEvent, StackEventsClient } from './stack-event';
import { isDeploying, LOOK_INTERVAL_MILLIS, overtakenReason, reachesBack, Situation, situationOf } from './stack-timeline';
import { OutOfTimeError, OvertakenError, ServiceError, TimelineUnreadableError } from '../model/errors';
import { messageOf } from '../model/text';
import { Clock } from '../service/clock';
import { RequestExecutor } from '../service/request-executor';

/** An entry may be visible a moment after its event was sent. */
const VISIBLE_WITHIN_MILLIS = 30_000;
const FIRST_PAUSE_MILLIS = 500;

/** What the stack's own deployment is doing, as CloudFormation tells. */
export class Deployment {
  private newestFirst: readonly StackEvent[] = [];
  private lookedAt = -Infinity;

  constructor(private readonly client: StackEventsClient, private readonly executor: RequestExecutor, private readonly clock: Clock) {}

  /**
   * Finds out which way the deployment goes.
   *
   * @throws TimelineUnreadableError if CloudFormation does not tell
   */
  public async situate(event: EventInHand): Promise<Situation> {
    const startedAt = this.clock.now();
    for (let pause = FIRST_PAUSE_MILLIS; ; pause *= 2) {
      await this.look(event.stackId, entries => reachesBack(entries, event));
      const situation = situationOf(event, this.newestFirst);
      if (situation) return situation;
      if (this.clock.now() - startedAt > VISIBLE_WITHIN_MILLIS) {
        throw new TimelineUnreadableError(
          `The timeline of ${event.stackId} does not show this ${event.requestType} of ${event.logicalResourceId}, so it cannot be told which way the deployment goes.`,
          undefined,
        );
      }
      await this.clock.sleep(pause);
    }
  }

  /**
   * Ends the run if the deployment has gone on without it.
   *
   * @throws OvertakenError, TimelineUnreadableError
   */
  public async assertCurrent(event: EventInHand): Promise<void> {
    if (this.clock.now() - this.lookedAt < LOOK_INTERVAL_MILLIS) return;
    await this.look(event.stackId, () => false);
    const reason = overtakenReason(event, this.newestFirst);
    if (reason !== undefined) throw new OvertakenError(reason);
  }

  /** @throws TimelineUnreadableError if CloudFormation does not tell */
  public async isDeploying(stackId: string): Promise<boolean> {
    await this.look(stackId, entries => isDeploying(entries, stackId) !== undefined);
    return isDeploying(this.newestFirst, stackId) ?? false;
  }

  /** Reads what is new, or on a first look as far back as is needed. */
  private async look(stackId: string, isEnough: (newestFirst: readonly StackEvent[]) => boolean): Promise<void> {
    const lookedAt = this.clock.now();
    const known = new Set(this.newestFirst.map(({ id }) => id));
    const read: StackEvent[] = [];
    let isContinuous = false;
    try {
      let nextToken: string | undefined;
      for (;;) {
        const page = await this.executor.call('DescribeStackEvents', signal => this.client.describeStackEvents(stackId, nextToken, signal));
        read.push(...page.events);
        nextToken = page.nextToken;
        isContinuous = page.events.some(({ id }) => known.has(id));
        if (isContinuous || nextToken === undefined || isEnough(read)) break;
      }
    } catch (error) {
      if (!(error instanceof ServiceError || error instanceof OutOfTimeError)) throw error;
      throw new TimelineUnreadableError(`The timeline of ${stackId} could not be read (cloudformation:DescribeStackEvents): ${messageOf(error)}`, error);
    }
    // An entry can become visible after a younger one.
    const shown = new Set(read.map(({ id }) => id));
    this.newestFirst = isContinuous ? [...read, ...this.newestFirst.filter(({ id }) => !shown.has(id))] : read;
    this.lookedAt = lookedAt;
  }
}
