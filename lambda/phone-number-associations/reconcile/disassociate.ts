import { Caller } from '../service/request-executor';
import { Failure, settleMillis } from '../decide/classify-refusal';
import { Ledger } from '../model/write-journal';
import { Log } from '../report/log';
import { Owner } from '../model/owner';
import { ServiceError } from '../model/service-error';
import { isOn, Survey } from '../service/number-reader';
import { Refusal, Writer } from '../service/batch-writer';

const SHORTEST_POLL_MILLIS = 1_000;

/** Takes numbers off an owner. What counts is that they are not there in the end. */
export class Disassociator {
  constructor(
    private readonly caller: Caller,
    private readonly writer: Writer,
    private readonly survey: Survey,
    private readonly log: Log,
  ) {}

  /**
   * Send only numbers that were not seen on somebody else.
   *
   * @returns the numbers that are still there
   * @throws OutOfTimeError, ServiceError (a read that was refused)
   */
  public async disassociate(owner: Owner, phoneNumbers: readonly string[], ledger: Ledger): Promise<Failure[]> {
    const { budget } = this.caller;
    const startedAt = budget.left();
    let pending = phoneNumbers;
    for (let poll = 0; ; poll += 1) {
      const refused = await this.write(owner, pending, ledger);
      if (refused.size === 0) return [];
      const waitedMillis = startedAt - budget.left();
      // What the service answers for a number that is not there is not documented: only the state tells.
      const sightings = await this.survey.locate([...refused.keys()]);
      pending = [...refused.keys()].filter(phoneNumber => isOn(sightings.get(phoneNumber), owner));
      if (pending.length === 0) return [];
      this.log('still-there', { owner: owner.id, count: pending.length });
      const pollMillis = SHORTEST_POLL_MILLIS * 2 ** poll;
      if (waitedMillis >= settleMillis(budget.total()) || pollMillis >= budget.left()) {
        return [...refused].filter(([phoneNumber]) => pending.includes(phoneNumber))
          .map(([phoneNumber, refusal]) => ({ phoneNumber, ...refusal, holder: owner }));
      }
      await this.caller.pause(pollMillis);
    }
  }

  private async write(owner: Owner, phoneNumbers: readonly string[], ledger: Ledger): Promise<Map<string, Refusal>> {
    try {
      return await this.writer.write({ operation: 'disassociate', owner }, phoneNumbers, ledger);
    } catch (error) {
      if (!(error instanceof ServiceError) || error.category !== 'notFound') throw error;
      // The owner is gone, and no number can be on it; but even that only the state tells.
      return new Map(phoneNumbers.map(phoneNumber => [phoneNumber, { code: error.code, message: error.message }]));
    }
  }
}
