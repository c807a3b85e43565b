import { Account } from './account';
import { changePlan, newPlan } from './change-plan';
import { phoneNumbersIn, StackPlan } from './plan';
import { OperationKind } from './record';
import { Others, Synthesis } from './synthesis';
import { StackResult, StackStatus } from '../../aws-simulator';
import { Random } from '../../aws-simulator/random';
import { RESOURCE_TYPE } from '../../src/contract/properties';

export interface OperatorOptions {
  /** Between two deployments, on average. */
  readonly everyHours: number;
  /** Numbers of an association in a stack's first template, at most. */
  readonly largestAssociation: number;
}

/** What an operator is about to do. */
interface Intent {
  readonly kind: OperationKind;
  readonly after: StackPlan;
  readonly disableRollback?: boolean;
}

const GONE: readonly (StackStatus | undefined)[] = [undefined, 'DELETE_COMPLETE', 'ROLLBACK_COMPLETE'];
const STOPPED: readonly (StackStatus | undefined)[] = ['CREATE_FAILED', 'UPDATE_FAILED'];
const COMPLETE: readonly StackStatus[] = ['CREATE_COMPLETE', 'UPDATE_COMPLETE'];

/** Whoever is in charge of one stack: deploys it every few hours, and does not give up where a deployment has left it in pieces. */
export class Operator {
  private version = 0;

  constructor(
    private readonly stackName: string, private readonly account: Account, private readonly synthesis: Synthesis,
    private readonly random: Random, private readonly options: OperatorOptions,
  ) {}

  public async work(): Promise<void> {
    for (let first = true; ; first = false) {
      const isInPieces = ![...GONE, ...COMPLETE].includes(this.status());
      await this.account.pause(first || isInPieces ? 0.5 : this.options.everyHours, this.random);
      if (this.account.isOver()) return;
      await this.operate(this.nextIntent());
    }
  }

  private status(): StackStatus | undefined {
    return this.account.aws.stack(this.stackName).status;
  }

  private inForce(): StackPlan {
    return this.account.inForce.get(this.stackName) ?? {};
  }

  private nextIntent(): Intent {
    const { random } = this;
    const status = this.status();
    const supply = this.account.supply();
    const disableRollback = random.integer(10) === 0;
    const changed = () => changePlan(this.inForce(), random, supply);
    if (GONE.includes(status)) return { kind: 'create', after: newPlan(random, supply, this.options.largestAssociation), disableRollback };
    if (status === 'UPDATE_ROLLBACK_FAILED') return { kind: 'continue rollback', after: this.inForce() };
    if (status === 'ROLLBACK_FAILED' || status === 'DELETE_FAILED') return { kind: 'delete', after: {} };
    if (STOPPED.includes(status)) {
      if (random.integer(2) === 0) return { kind: 'roll back', after: this.inForce() };
      const isEmpty = Object.keys(this.inForce()).length === 0;
      return { kind: 'update', after: isEmpty ? newPlan(random, supply, this.options.largestAssociation) : changed(), disableRollback: true };
    }
    if (random.integer(60) === 0) return { kind: 'delete', after: {} };
    return { kind: 'update', after: changed(), disableRollback };
  }

  private async operate({ kind, after, disableRollback = false }: Intent): Promise<void> {
    const { account, stackName } = this;
    const { chime } = account.aws;
    const before = this.inForce();
    const claimed = account.claims.get(stackName) ?? [];
    account.claims.set(stackName, new Set([...claimed, ...phoneNumbersIn(after)]));
    const from = account.now();
    const firstRequest = chime.requests.length;
    const cancellation = { done: false };
    if (kind === 'update' && this.random.integer(12) === 0) this.cancelLater(cancellation);
    const hasTimestamps = chime.behaviour.associatedTimestamp !== 'absent';
    const { status, reasons, events } = await this.carryOut(kind, after, disableRollback);
    const role = stackName.toLowerCase();
    account.operations.push({
      stack: stackName,
      kind,
      from,
      until: account.now(),
      status,
      before,
      after,
      cancelled: cancellation.done,
      stepAt: events.find(({ type }) => type === RESOURCE_TYPE)?.time,
      hasTimestamps,
      requests: chime.requests.slice(firstRequest).filter(request => request.role.toLowerCase().includes(role)).length,
      reason: reasons[0],
    });
    this.settle(status, after);
  }

  private async carryOut(kind: OperationKind, after: StackPlan, disableRollback: boolean): Promise<StackResult> {
    const stack = this.account.aws.stack(this.stackName);
    switch (kind) {
      case 'delete': return stack.delete();
      case 'roll back': return stack.rollback();
      case 'continue rollback': return stack.continueUpdateRollback();
      default: {
        this.version += 1;
        const others: Others = { before: `${this.stackName}Before${this.version}`, after: `${this.stackName}After${this.version}` };
        const chance = this.random.integer(16);
        const failing = [others.before, others.after][chance];
        const { cloudFormation } = this.account.aws;
        if (failing) cloudFormation.script(failing, 'create', { takesMs: 1_000, failsWith: 'It was to fail' });
        return stack.deploy(this.synthesis.stack(this.stackName, after, others), { disableRollback });
      }
    }
  }

  private cancelLater(cancellation: { done: boolean }): void {
    const stack = this.account.aws.stack(this.stackName);
    this.account.aws.simulation.schedule(1_000 + this.random.integer(40_000), () => {
      try {
        stack.cancelUpdate();
        cancellation.done = true;
      } catch {
        // It has come to its end, or turned into a rollback, before anybody could cancel it.
      }
    });
  }

  /** What is in force from now on, and which numbers others may have. */
  private settle(status: StackStatus, after: StackPlan): void {
    const { inForce, claims } = this.account;
    if (COMPLETE.includes(status)) inForce.set(this.stackName, after);
    if (GONE.includes(status)) inForce.delete(this.stackName);
    const isSettled = [...COMPLETE, ...GONE, 'UPDATE_ROLLBACK_COMPLETE'].includes(status);
    if (isSettled) claims.set(this.stackName, new Set(phoneNumbersIn(this.inForce())));
  }
}
