import { Caller, seconds } from '../service/request-executor';
import { Failure, judge, settleMillis, Verdict } from '../decide/classify-refusal';
import { Ledger } from '../model/write-journal';
import { Log } from '../report/log';
import { describeOwner, Owner } from '../model/owner';
import { ServiceError } from '../model/service-error';
import { otherHolder, Sighting, Survey } from '../service/number-reader';
import { Refusal, Writer } from '../service/batch-writer';
import { isInRuns } from '../../../src/contract/properties';

/** A connector that was created a moment ago can be unknown for up to a minute. */
const NEW_OWNER_MILLIS = 90_000;
const NEW_OWNER_INTERVAL_MILLIS = 5_000;

const SHORTEST_POLL_MILLIS = 1_000;
const LONGEST_POLL_MILLIS = 10_000;

/** The connector or group that numbers should go to does not exist, and did not appear either. */
export class OwnerNotFoundError extends Error {
  public override readonly name = 'OwnerNotFoundError';
}

export interface Association {
  readonly target: Owner;
  /** To associate without force. */
  readonly phoneNumbers: readonly string[];
  /** To associate with force at once: ours, seen on `formerOwner`. */
  readonly move?: readonly string[];
  /** Where we ourselves had put numbers of ours: they may be taken from there, and only they. */
  readonly formerOwner?: Owner;
  readonly ours?: ReadonlySet<string>;
  /** Runs of numbers that other associations of the app declared before the change, by owner. */
  readonly handedOver?: Readonly<Record<string, string>>;
  /** Whether numbers may be taken from anybody. */
  readonly force: boolean;
}

/** What an undo needs to know. */
export interface AssociationRecord {
  /** What was written to the target. */
  readonly ledger: Ledger;
  /** Where numbers were taken from by force. */
  readonly takenFrom: Map<string, Owner>;
}

type Refused = readonly (readonly [phoneNumber: string, refusal: Refusal])[];

/** Puts numbers on an owner and judges every refusal by the state it finds. */
export class Associator {
  constructor(
    private readonly caller: Caller,
    private readonly writer: Writer,
    private readonly survey: Survey,
    private readonly now: () => number,
    private readonly log: Log,
  ) {}

  /**
   * @returns the numbers that could not be associated
   * @throws OwnerNotFoundError, OutOfTimeError, ServiceError (a read that was refused)
   */
  public async associate(association: Association, record: AssociationRecord): Promise<Failure[]> {
    const { budget } = this.caller;
    const startedAt = budget.left();
    let free = association.phoneNumbers;
    let forced = association.move ?? [];
    for (const phoneNumber of forced) record.takenFrom.set(phoneNumber, association.formerOwner ?? association.target);
    for (let poll = 0; ; poll += 1) {
      const refused = [
        ...await this.write(association.target, forced, true, record.ledger),
        ...await this.write(association.target, free, false, record.ledger),
      ];
      if (refused.length === 0) return [];
      // How old a sighting can be counts from before it: the reads themselves may take long.
      const waitedMillis = startedAt - budget.left();
      const sightings = await this.survey.locate(refused.map(([phoneNumber]) => phoneNumber));
      const verdicts = this.judgeAll(association, record, refused, sightings, new Set(forced), waitedMillis);
      const failures = verdicts.flatMap(([, verdict]) => verdict.kind === 'fail' ? [verdict.failure] : []);
      free = phoneNumbersOf(verdicts, 'again');
      forced = phoneNumbersOf(verdicts, 'take');
      const pollMillis = Math.min(LONGEST_POLL_MILLIS, SHORTEST_POLL_MILLIS * 2 ** poll);
      // What may be taken is taken at once, but not over and over.
      const idle = free.length > 0 && (forced.length === 0 || poll > 0);
      // One number that fails for good decides: waiting for others would only delay the answer.
      if (failures.length > 0 || (idle && pollMillis >= budget.left())) {
        return [...failures, ...failuresOf(refused, new Set(free), sightings, association.target)];
      }
      if (idle) await this.caller.pause(pollMillis);
    }
  }

  private judgeAll(
    { target, formerOwner, ours, handedOver = {}, force }: Association,
    { ledger, takenFrom }: AssociationRecord,
    refused: Refused,
    sightings: Map<string, Sighting>,
    forced: ReadonlySet<string>,
    waitedMillis: number,
  ): [string, Verdict][] {
    const verdicts = refused.map(([phoneNumber, refusal]): [string, Verdict] => {
      const mine = ours?.has(phoneNumber) ?? false;
      return [phoneNumber, judge({
        phoneNumber,
        refusal,
        sighting: sightings.get(phoneNumber),
        target,
        formerOwner: mine ? formerOwner : undefined,
        handedOverFrom: Object.keys(handedOver).filter(key => isInRuns(phoneNumber, handedOver[key])),
        force,
        forced: forced.has(phoneNumber),
        doubtful: ledger.isDoubtful(phoneNumber),
        inMotion: mine,
        now: this.now(),
        waitedMillis,
        settleMillis: settleMillis(this.caller.budget.total()),
      })];
    });
    for (const [phoneNumber, verdict] of verdicts) {
      if (verdict.kind === 'take') takenFrom.set(phoneNumber, verdict.from);
      // The log is all that remembers where a number was taken from, once this run is over.
      const from = verdict.kind === 'take' ? describeOwner(verdict.from) : undefined;
      this.log('judge', { owner: target.id, e164PhoneNumber: phoneNumber, verdict: verdict.kind, from, waitedMillis });
    }
    return verdicts;
  }

  /** @returns what was refused for good; waits for an owner that was created a moment ago */
  private async write(target: Owner, phoneNumbers: readonly string[], force: boolean, ledger: Ledger): Promise<Refused> {
    const startedAt = this.caller.budget.left();
    for (;;) {
      try {
        return [...await this.writer.write({ operation: 'associate', owner: target, force }, phoneNumbers, ledger)];
      } catch (error) {
        if (!(error instanceof ServiceError) || error.category !== 'notFound') throw error;
        const waited = startedAt - this.caller.budget.left();
        if (waited >= NEW_OWNER_MILLIS || this.caller.budget.left() <= NEW_OWNER_INTERVAL_MILLIS) {
          throw new OwnerNotFoundError(`${describeOwner(target)} does not exist: the service answered ${error.code} for ${seconds(waited)}.`, { cause: error });
        }
        this.log('wait-for-owner', { owner: target.id, waitedMillis: waited });
        await this.caller.pause(NEW_OWNER_INTERVAL_MILLIS, error);
      }
    }
  }
}

function phoneNumbersOf(verdicts: readonly [string, Verdict][], kind: Verdict['kind']): string[] {
  return verdicts.filter(([, verdict]) => verdict.kind === kind).map(([phoneNumber]) => phoneNumber);
}

/** Numbers that would still have been waited for, as they stand now. */
function failuresOf(refused: Refused, waiting: ReadonlySet<string>, sightings: Map<string, Sighting>, target: Owner): Failure[] {
  return refused.filter(([phoneNumber]) => waiting.has(phoneNumber)).map(([phoneNumber, refusal]) => {
    const sighting = sightings.get(phoneNumber);
    return { phoneNumber, ...refusal, sighting, holder: otherHolder(sighting, target) };
  });
}
