import { Declared, declaredIn, isTouched } from './declared';
import { Cause, Ending, Silence, StrayWrite } from './finding';
import { Occurrence } from './occurrences';
import { StackPlan } from './plan';
import { DriftCheck, HandAct, NOTHING, Operation, ORDERED, RELEASED, TenureRecord } from './record';

/** What people do so shortly before a deployment or a check may be overtaken or overlooked: reads lag, and clocks differ. */
const OVERLOOKED_MILLIS = 15_000;

/** The handler's tolerance between clocks, and how far those of the account are apart. */
const NEAR_MILLIS = 1_500 + 1_500;

/** Whether one number is where somebody wants it, occurrence by occurrence. */
export class NumberLedger {
  public readonly silences: Silence[] = [];
  public readonly strayWrites: StrayWrite[] = [];
  /** Where it is, and since when. */
  private place?: string;
  private placedAt = -Infinity;
  /** Where the template in force declares it. */
  private declared?: string;
  /** Where it belongs if nothing declares it: where somebody has put it. */
  private rest?: string;
  /** What deployments declare that have not come to an end yet. */
  private attempts: (Declared | undefined)[] = [];
  /** When the first of these began, what was in force or had been tried when each did, and how the number was then. */
  private attemptsSince = Infinity;
  private templatesBefore: StackPlan[] = [];
  private statesBefore: { readonly place?: string; readonly cause?: Cause }[] = [];
  private isUnderWay = false;
  private lastHand: { readonly at: number; readonly cause: Cause } = { at: -Infinity, cause: 'moved by hand' };
  private silence?: { readonly from: number; readonly cause: Cause };

  constructor(private readonly phoneNumber: string) {}

  public enter(occurrence: Occurrence): void {
    switch (occurrence.kind) {
      case 'begin': return this.begin(occurrence.operation);
      case 'tenure': return this.move(occurrence.tenure, occurrence.act);
      case 'end': return this.end(occurrence.operation);
      case 'check': return this.check(occurrence.check);
    }
  }

  public close(at: number): void {
    this.setSilence(undefined, at, 'the month has ended');
  }

  private begin({ kind, from, before, after }: Operation): void {
    if (this.statesBefore.length === 0) [this.attemptsSince, this.templatesBefore] = [from, [before]];
    this.statesBefore.push({ place: this.place, cause: this.silence?.cause });
    this.isUnderWay = true;
    // A rollback declares nothing new.
    if (kind !== 'roll back' && kind !== 'continue rollback') this.attempts.push(declaredIn(after, this.phoneNumber));
    this.reckon(from, 'nobody asked', 'a deployment');
  }

  private move({ since, owner, byHand }: TenureRecord, act: HandAct | undefined): void {
    const from = this.place;
    [this.place, this.placedAt] = [owner, since];
    if (byHand) {
      this.lastHand = { at: since, cause: causeOf(act) };
      this.rest = owner;
      // What a hand leaves off is the hand's from now on, whoever had taken it off before.
      if (this.isOff()) this.setSilence(this.lastHand.cause, since, 'by hand');
      return this.reckon(since, this.lastHand.cause, 'by hand');
    }
    if (owner !== undefined && !this.mayBePutOn(owner)) this.strayWrites.push({ phoneNumber: this.phoneNumber, at: since, owner });
    this.reckon(since, this.causeOfRequest(from), this.isUnderWay ? 'a deployment' : 'a check');
  }

  private end(operation: Operation): void {
    const { status, after, until, kind } = operation;
    this.isUnderWay = false;
    if (status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE') {
      const touched = this.templatesBefore.every(before => isTouched(before, after, this.phoneNumber));
      this.settle(declaredIn(after, this.phoneNumber)?.owner);
      if (touched && this.isOff() && !this.isHandled()) this.setSilence('nobody asked', until, 'a deployment');
    } else if (status === 'UPDATE_ROLLBACK_COMPLETE' || (status === 'ROLLBACK_COMPLETE' && this.declared === undefined)) {
      const mayCountAsThereBefore = this.mayCountAsThereBefore(operation);
      this.attempts = [];
      // What a rollback has to bring back, it has brought back by now.
      if (this.silence?.cause === 'left the template' && this.isOff() && !this.isHandled()) this.setSilence('nobody asked', until, 'a deployment');
      if (this.isOff() && mayCountAsThereBefore) this.setSilence('not told apart', until, 'a deployment');
    } else if (status === 'DELETE_COMPLETE' || status === 'ROLLBACK_COMPLETE') {
      if (kind === 'delete') this.settle(undefined);
      this.attempts = [];
    } else {
      this.templatesBefore.push(after);
      return;
    }
    this.reckon(until, this.isHandled() ? this.lastHand.cause : this.causeBefore() ?? 'nobody asked', 'not declared any more');
    this.statesBefore = [];
    this.attemptsSince = Infinity;
  }

  private settle(declared: string | undefined): void {
    this.declared = declared;
    this.rest = this.place;
    this.attempts = [];
  }

  private check({ from, until, owner }: DriftCheck): void {
    const isSettled = this.attempts.length === 0 && this.declared === owner;
    const isOnNothing = this.place === undefined && this.silence !== undefined && this.silence.cause !== 'released by hand';
    if (isSettled && isOnNothing && this.silence!.from < from - OVERLOOKED_MILLIS && this.lastHand.at < from - OVERLOOKED_MILLIS) {
      this.setSilence('nobody asked', until, 'a check');
    }
  }

  /** Begins or ends a silence where that has changed. */
  private reckon(at: number, cause: Cause, ending: Ending): void {
    if (!this.isOff()) this.setSilence(undefined, at, ending);
    else if (!this.silence) this.setSilence(cause, at, ending);
  }

  private setSilence(cause: Cause | undefined, at: number, ending: Ending): void {
    const { phoneNumber, silence } = this;
    if (silence?.cause === cause) return;
    if (silence && silence.from < at) this.silences.push({ phoneNumber, ...silence, until: at, ending });
    this.silence = cause && { from: at, cause };
  }

  private isOff(): boolean {
    const wanted = this.declared ?? this.rest;
    return wanted !== undefined && this.place !== wanted && !this.attempts.some(attempt => attempt !== undefined && attempt.owner === this.place);
  }

  /** Whether it is where a deployment has put it, since a moment that the times of three services cannot tell from the one before the deployment. */
  private mayCountAsThereBefore({ stepAt = Infinity, hasTimestamps }: Operation): boolean {
    const isNear = this.placedAt < stepAt + NEAR_MILLIS;
    const isWhereTried = this.attempts.some(attempt => attempt !== undefined && attempt.owner === this.place);
    return isWhereTried && !this.isHandled() && (!hasTimestamps || isNear || this.statesBefore.length > 1);
  }

  /** Whether a hand was at it since the deployment began, or so shortly before it that it may have been overlooked. */
  private isHandled(): boolean {
    return this.lastHand.at >= this.attemptsSince - OVERLOOKED_MILLIS;
  }

  private mayBePutOn(owner: string): boolean {
    const attempted = this.attempts.flatMap(attempt => attempt?.owner ?? []);
    return [this.declared, ...attempted, ...this.statesBefore.map(({ place }) => place)].includes(owner) || this.isHandled();
  }

  /** Why it was off already at this place when a deployment began: a failure puts it back there. */
  private causeBefore(): Cause | undefined {
    return this.statesBefore.find(({ place, cause }) => cause !== undefined && place === this.place)?.cause;
  }

  private causeOfRequest(from: string | undefined): Cause {
    if (this.isHandled()) return this.lastHand.cause;
    const causeBefore = this.causeBefore();
    if (causeBefore) return causeBefore;
    if (this.attempts.length > 0 && this.attempts.at(-1) === undefined) return 'left the template';
    const ours = [this.declared, ...this.attempts.map(attempt => attempt?.owner)];
    const tookFromOthers = this.statesBefore.some(({ place }) => place !== undefined && !ours.includes(place));
    const leftBefore = this.attempts.length > 1 && this.attempts.includes(undefined) && from !== undefined;
    if (tookFromOthers && this.attempts.some(attempt => attempt?.force)) return 'taken by force';
    return leftBefore ? 'left the template' : 'nobody asked';
  }
}

function causeOf(act: HandAct | undefined): Cause {
  if (act?.to === RELEASED) return 'released by hand';
  return act === undefined || act.to === NOTHING || act.to === ORDERED ? 'taken off by hand' : 'moved by hand';
}
