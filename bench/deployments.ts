import { BRANCH, Contestant, OFFICE, phoneNumbers, synthesize } from './synthesis';
import { FaultSchedule, RateLimit, ServedRequest, SimulatedAccount, StackResult, StackSource, StackStatus, voiceConnector } from '../aws-simulator';
import { FIRST_ASSOCIATION_MILLIS } from '../lambda/phone-number-associations/decide/consistency';

export type Step = 'create' | 'move' | 'delete';

/** How many requests a second are let through, and how many at once after a pause. */
export interface Limit {
  readonly perSecond: number;
  readonly burst: number;
}

/** What one operation on the stack has cost. */
export interface Cost {
  readonly status: StackStatus;
  /** To the voice service. */
  readonly requests: readonly ServedRequest[];
  /** Requests for the stack's timeline, to CloudFormation. */
  readonly timelineReads: number;
  /** Virtual milliseconds from the first request, to whichever service, to the last answer to CloudFormation. */
  readonly milliseconds: number;
  /**
   * How much of it was spent before the first write, so that what this event associates is younger than what was there before, by
   * whichever clock; see `FIRST_ASSOCIATION_MILLIS`.
   */
  readonly clockWait: number;
  readonly reasons: readonly string[];
  /** Numbers on the connectors afterwards. */
  readonly associated: Readonly<Record<'office' | 'branch' | 'elsewhere', number>>;
}

/** What is wrong when a stack is created. */
export interface Trouble {
  readonly faults?: FaultSchedule;
  /** A number that somebody else has. */
  readonly inUseElsewhere?: string;
}

/** A connector that has nothing to do with the stack. */
const ELSEWHERE = 'elsewh1ghij2klmno3pqr4';

/** Every request takes exactly its latency. */
const SIMULATION = { seed: 1, spread: 1 } as const;

/** A stack with `count` numbers, synthesized by the real CDK, in the simulator, in virtual time. */
export class Deployments {
  public static async start(): Promise<Deployments> {
    return new Deployments(await SimulatedAccount.start(SIMULATION));
  }

  private readonly sources = new Map<string, StackSource>();

  private constructor(private readonly aws: SimulatedAccount) {}

  /** Creates the stack, moves its numbers to another connector, deletes it; ends with the first step that fails. */
  public async life(contestant: Contestant, count: number, limit?: Limit): Promise<Partial<Record<Step, Cost>>> {
    this.reset(count, limit);
    const costs: Partial<Record<Step, Cost>> = {};
    for (const [step, connector] of [['create', OFFICE], ['move', BRANCH], ['delete', undefined]] as const) {
      const cost = await this.step(contestant, count, connector);
      costs[step] = cost;
      if (!['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'].includes(cost.status)) break;
    }
    return costs;
  }

  /** Creates the stack while things go wrong. */
  public creation(contestant: Contestant, count: number, { faults, inUseElsewhere }: Trouble): Promise<Cost> {
    this.reset(count);
    const { chime } = this.aws;
    chime.faults = faults;
    if (inUseElsewhere) chime.associate(inUseElsewhere, voiceConnector(ELSEWHERE));
    return this.step(contestant, count, OFFICE);
  }

  public stop(): Promise<void> {
    return this.aws.stop();
  }

  private reset(count: number, limit?: Limit): void {
    this.aws.reset(SIMULATION);
    const { chime } = this.aws;
    for (const id of [OFFICE, BRANCH, ELSEWHERE]) chime.create(voiceConnector(id));
    for (const phoneNumber of phoneNumbers(count)) chime.order(phoneNumber);
    chime.rateLimit = limit && new RateLimit(limit.perSecond, limit.burst);
  }

  private async step(contestant: Contestant, count: number, connector: string | undefined): Promise<Cost> {
    const { chime, cloudFormation } = this.aws;
    const [first, firstRead] = [chime.requests.length, cloudFormation.requests.length];
    const stack = this.aws.stack('Bench');
    const source = connector && await this.source(contestant, count, connector);
    const result = await (source ? stack.deploy(source) : stack.delete());
    const requests = chime.requests.slice(first);
    const timelineReads = cloudFormation.requests.slice(firstRead);
    const startedAt = Math.min(...[requests, timelineReads].flatMap(([request]) => request ? [request.time] : []));
    const on = (id: string) => chime.numbersOf(voiceConnector(id)).length;
    return {
      status: result.status,
      requests,
      timelineReads: timelineReads.length,
      milliseconds: lastAnswer(result) - startedAt + chime.behaviour.latencyMs,
      clockWait: clockWait(requests, startedAt, chime.behaviour.latencyMs),
      reasons: result.reasons,
      associated: { office: on(OFFICE), branch: on(BRANCH), elsewhere: on(ELSEWHERE) },
    };
  }

  private async source(contestant: Contestant, count: number, connector: string): Promise<StackSource> {
    const key = `${contestant} ${count} ${connector}`;
    const source = this.sources.get(key) ?? (await synthesize(contestant, count, { voiceConnectorId: connector })).source;
    this.sources.set(key, source);
    return source;
  }
}

/** The event was made in the second in which the first request was sent, and its date is in whole seconds. */
function clockWait(requests: readonly ServedRequest[], startedAt: number, latencyMs: number): number {
  const first = requests.findIndex(({ operation }) => operation === 'Associate');
  if (first < 1) return 0;
  const readyAt = requests[first - 1].time + latencyMs;
  const mayWriteAt = Math.floor(startedAt / 1_000) * 1_000 + FIRST_ASSOCIATION_MILLIS;
  return Math.max(0, Math.min(requests[first].time, mayWriteAt) - readyAt);
}

/** Answers of the custom resources: the first to an operation is what counts, not the rollback that follows. */
function lastAnswer({ events }: StackResult): number {
  const custom = events.filter(({ type }) => type.startsWith('Custom::'));
  const failure = custom.find(({ status }) => status.endsWith('_FAILED'));
  return failure?.time ?? Math.max(...custom.filter(({ status }) => status.endsWith('_COMPLETE')).map(({ time }) => time));
}
