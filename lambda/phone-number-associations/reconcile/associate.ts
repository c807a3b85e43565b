import { Decision, classifyRefusal } from '../decide/classify-refusal';
import { OwnerNotFoundError, ServiceError } from '../model/errors';
import { Failure, Refusal } from '../model/failure';
import { Log, numbersForLog } from '../model/log';
import { describeOwner, Owner, Placement } from '../model/owner';
import { ObservedState, otherHolder, PhoneNumberAssociation } from '../model/phone-number';
import { UndoLog } from '../model/undo-log';
import { BatchWriter } from '../service/batch-writer';
import { Clock } from '../service/clock';
import { stopwatch } from '../service/deadline';
import { NumberReader } from '../service/number-reader';
import { RequestExecutor } from '../service/request-executor';

const NEW_OWNER_INTERVAL_MILLIS = 5_000;
const SHORTEST_POLL_MILLIS = 1_000;
const LONGEST_POLL_MILLIS = 10_000;

export interface WriteTools {
  readonly executor: RequestExecutor;
  readonly reader: NumberReader;
  readonly writer: BatchWriter;
  readonly clock: Clock;
  readonly log: Log;
}

export interface AssociationRequest {
  readonly to: Placement;
  /** Numbers to associate without force. */
  readonly phoneNumbers: readonly string[];
  /** Numbers to take by force at once, and where they were seen. */
  readonly take: ReadonlyMap<string, Placement>;
  /** Whether a number that the service has refused may be taken by force from its holder. */
  readonly mayTake: (phoneNumber: string, holder: PhoneNumberAssociation) => boolean;
  /** From then on, in milliseconds since 1970, a read shows every earlier write. */
  readonly consistentAt: number;
  /** An owner that was created a moment ago can be unknown for this long. */
  readonly ownerAppearsWithinMillis: number;
}

type Refused = ReadonlyMap<string, Refusal>;

/** Puts numbers on an owner and decides on every refusal by the state it finds. */
export class Associator {
  constructor(private readonly tools: WriteTools) {}

  /**
   * @param undoLog remembers what was written, and where numbers were taken from
   * @returns the numbers that could not be associated
   * @throws OwnerNotFoundError, OutOfTimeError, ServiceError (a read that was refused), RunEndedError
   */
  public async associate(request: AssociationRequest, undoLog: UndoLog): Promise<Failure[]> {
    const { executor, reader, clock } = this.tools;
    const elapsed = stopwatch(clock);
    let plain = request.phoneNumbers;
    let forced = request.take;
    for (let poll = 0; ; poll += 1) {
      const refused = await this.write(request, plain, forced, undoLog);
      if (refused.size === 0) return [];
      // How old a read can be counts from before it: the reads themselves may take long.
      const readAt = clock.now();
      const observed = await reader.findAll([...refused.keys()]);
      const decisions = this.decide(request, refused, observed, { readAt, waitedMillis: elapsed(), forced, undoLog });
      const failures = decisions.flatMap(([, decision]) => decision.kind === 'fail' ? [decision.failure] : []);
      plain = decisions.filter(([, { kind }]) => kind === 'retry').map(([phoneNumber]) => phoneNumber);
      forced = new Map(decisions.flatMap(([phoneNumber, decision]) => (
        decision.kind === 'force' ? [[phoneNumber, { owner: decision.from, region: request.to.region }]] : []
      )));
      // What may be taken is taken at once, but not over and over.
      const isIdle = plain.length > 0 && (forced.size === 0 || poll > 0);
      const pause = this.pollMillis(poll, request.consistentAt);
      // One number that fails for good decides: waiting for others would only delay the answer.
      if (failures.length > 0 || (isIdle && pause >= executor.deadline.left())) {
        return [...failures, ...failuresOf(plain, refused, observed, request.to.owner)];
      }
      if (isIdle) await executor.pause(pause);
    }
  }

  private async write(request: AssociationRequest, plain: readonly string[], forced: AssociationRequest['take'], undoLog: UndoLog): Promise<Refused> {
    for (const [phoneNumber, from] of forced) undoLog.takenFrom.set(phoneNumber, from);
    this.logTakes(forced, request.to.owner);
    return new Map([
      ...await this.writeTo(request, [...forced.keys()], true, undoLog),
      ...await this.writeTo(request, plain, false, undoLog),
    ]);
  }

  private decide(
    { to, mayTake, consistentAt }: AssociationRequest, refused: Refused, observed: ObservedState,
    { readAt, waitedMillis, forced, undoLog }: { readAt: number; waitedMillis: number; forced: AssociationRequest['take']; undoLog: UndoLog },
  ): [string, Decision][] {
    return [...refused].map(([phoneNumber, refusal]) => {
      const decision = classifyRefusal({
        phoneNumber,
        refusal,
        observed: observed.get(phoneNumber),
        target: to.owner,
        mayTake: holder => mayTake(phoneNumber, holder),
        forced: forced.has(phoneNumber),
        inDoubt: undoLog.associated.isInDoubt(phoneNumber),
        mayBeStale: readAt < consistentAt,
        waitedMillis,
      });
      const holder = otherHolder(observed.get(phoneNumber), to.owner);
      this.tools.log('refusal', {
        e164PhoneNumber: phoneNumber, owner: to.owner.id, code: refusal.code, decision: decision.kind, holder: holder && describeOwner(holder),
      });
      return [phoneNumber, decision];
    });
  }

  /** The next look is when reads have caught up, and then less and less often. */
  private pollMillis(poll: number, consistentAt: number): number {
    const untilConsistent = consistentAt - this.tools.clock.now();
    if (untilConsistent > 0) return Math.min(untilConsistent, Math.max(SHORTEST_POLL_MILLIS, this.tools.executor.deadline.left() / 2));
    return Math.min(LONGEST_POLL_MILLIS, SHORTEST_POLL_MILLIS * 2 ** poll);
  }

  /** The log is all that remembers where a number was taken from, once this run is over: it has to know before the request. */
  private logTakes(forced: AssociationRequest['take'], to: Owner): void {
    const byOwner = new Map<string, string[]>();
    for (const [phoneNumber, { owner }] of forced) byOwner.set(describeOwner(owner), [...byOwner.get(describeOwner(owner)) ?? [], phoneNumber]);
    for (const [from, phoneNumbers] of byOwner) this.tools.log('take', { from, to: to.id, ...numbersForLog(phoneNumbers), e164PhoneNumbers: phoneNumbers });
  }

  /** @returns what was refused for good; waits for an owner that was created a moment ago */
  private async writeTo(
    { to: { owner }, ownerAppearsWithinMillis }: AssociationRequest, phoneNumbers: readonly string[], force: boolean, undoLog: UndoLog,
  ): Promise<Refused> {
    const { executor, writer, clock, log } = this.tools;
    const elapsed = stopwatch(clock);
    for (;;) {
      try {
        return await writer.write({ operation: 'associate', owner, force }, phoneNumbers, undoLog.associated);
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        if (elapsed() >= ownerAppearsWithinMillis || executor.deadline.left() <= NEW_OWNER_INTERVAL_MILLIS) {
          throw new OwnerNotFoundError(
            `${describeOwner(owner)} does not exist: the service answered ${error.code} for ${Math.round(elapsed() / 1_000)} s.`, { cause: error },
          );
        }
        log('wait-for-owner', { owner: owner.id, waitedMillis: elapsed() });
        await executor.pause(NEW_OWNER_INTERVAL_MILLIS, error);
      }
    }
  }
}

/** Numbers that would still have been waited for, as they stand now. */
function failuresOf(waiting: readonly string[], refused: Refused, observed: ObservedState, target: Owner): Failure[] {
  return [...refused].filter(([phoneNumber]) => waiting.includes(phoneNumber)).map(([phoneNumber, refusal]) => {
    const number = observed.get(phoneNumber);
    return { phoneNumber, ...refusal, target, observed: number, holder: otherHolder(number, target) };
  });
}
