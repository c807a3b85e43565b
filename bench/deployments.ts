import { BRANCH, Contestant, OFFICE, phoneNumbers, synthesize } from './synthesis';
import { FaultSchedule, SimulatedAccount, RateLimit, ServedRequest, StackResult, StackStatus, voiceConnector } from '../aws-simulator';
import { StackSource } from '../aws-simulator/cloudformation/template';

export type Step = 'create' | 'move' | 'delete';

/** How many requests a second are let through, and how many at once after a pause. */
export interface Limit {
  readonly perSecond: number;
  readonly burst: number;
}

/** What one operation on the stack has cost. */
export interface Cost {
  readonly status: StackStatus;
  readonly requests: readonly ServedRequest[];
  /** Virtual milliseconds from the first request to the last answer to CloudFormation. */
  readonly milliseconds: number;
  readonly reasons: readonly string[];
  /** Numbers on the connectors afterwards. */
  readonly associated: Readonly<Record<'office' | 'branch', number>>;
}

/** Every request takes exactly its latency. */
const SIMULATION = { seed: 1, spread: 1 } as const;

/** A stack with `count` numbers, synthesized by the real CDK, on a stand-in for AWS in virtual time. */
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
  public creation(contestant: Contestant, count: number, faults: FaultSchedule): Promise<Cost> {
    this.reset(count);
    this.aws.chime.faults = faults;
    return this.step(contestant, count, OFFICE);
  }

  public stop(): Promise<void> {
    return this.aws.stop();
  }

  private reset(count: number, limit?: Limit): void {
    this.aws.reset(SIMULATION);
    const { chime } = this.aws;
    for (const id of [OFFICE, BRANCH]) chime.create(voiceConnector(id));
    for (const phoneNumber of phoneNumbers(count)) chime.order(phoneNumber);
    chime.rateLimit = limit && new RateLimit(limit.perSecond, limit.burst);
  }

  private async step(contestant: Contestant, count: number, connector: string | undefined): Promise<Cost> {
    const { chime } = this.aws;
    const first = chime.requests.length;
    const stack = this.aws.stack('Bench');
    const source = connector && await this.source(contestant, count, connector);
    const result = await (source ? stack.deploy(source) : stack.delete());
    const requests = chime.requests.slice(first);
    const on = (id: string) => chime.numbersOf(voiceConnector(id)).length;
    return {
      status: result.status,
      requests,
      milliseconds: lastAnswer(result) - (requests[0]?.time ?? 0) + chime.behaviour.latencyMs,
      reasons: result.reasons,
      associated: { office: on(OFFICE), branch: on(BRANCH) },
    };
  }

  private async source(contestant: Contestant, count: number, connector: string): Promise<StackSource> {
    const key = `${contestant} ${count} ${connector}`;
    const source = this.sources.get(key) ?? (await synthesize(contestant, count, { voiceConnectorId: connector })).source;
    this.sources.set(key, source);
    return source;
  }
}

/** Answers of the custom resources: the first to an operation is what counts, not the rollback that follows. */
function lastAnswer({ events }: StackResult): number {
  const custom = events.filter(({ type }) => type.startsWith('Custom::'));
  const failure = custom.find(({ status }) => status.endsWith('_FAILED'));
  return failure?.time ?? Math.max(...custom.filter(({ status }) => status.endsWith('_COMPLETE')).map(({ time }) => time));
}
