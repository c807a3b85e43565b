import { WriteTools } from './associate';
import { consistencyWindowMillis } from '../decide/consistency';
import { ServiceError } from '../model/errors';
import { Failure, Refusal } from '../model/failure';
import { Owner } from '../model/owner';
import { isOn } from '../model/phone-number';
import { WriteJournal } from '../model/write-journal';
import { stopwatch } from '../service/deadline';

const SHORTEST_POLL_MILLIS = 1_000;

/** Takes numbers off an owner. What counts is that they are not there in the end. */
export class Disassociator {
  constructor(private readonly tools: WriteTools) {}

  /**
   * Send only numbers that were not seen on somebody else.
   *
   * @returns the numbers that are still there
   * @throws OutOfTimeError, ServiceError (a read that was refused), RunEndedError
   */
  public async disassociate(owner: Owner, phoneNumbers: readonly string[], journal: WriteJournal): Promise<Failure[]> {
    const { executor: { deadline }, executor, reader, clock, log } = this.tools;
    const elapsed = stopwatch(clock);
    let pending = phoneNumbers;
    for (let poll = 0; ; poll += 1) {
      const refused = await this.write(owner, pending, journal);
      const waitedMillis = elapsed();
      // What the service answers for a number that is not there is not documented: only the state tells.
      const observed = await reader.findAll([...refused.keys()]);
      pending = [...refused.keys()].filter(phoneNumber => isOn(observed.get(phoneNumber), owner));
      if (pending.length === 0) return [];
      log('still-there', { owner: owner.id, count: pending.length });
      const pause = SHORTEST_POLL_MILLIS * 2 ** poll;
      if (waitedMillis >= consistencyWindowMillis(deadline.total) || pause >= deadline.left()) {
        return [...refused].filter(([phoneNumber]) => pending.includes(phoneNumber))
          .map(([phoneNumber, refusal]) => ({ phoneNumber, ...refusal, holder: owner }));
      }
      await executor.pause(pause);
    }
  }

  private async write(owner: Owner, phoneNumbers: readonly string[], journal: WriteJournal): Promise<Map<string, Refusal>> {
    try {
      return await this.tools.writer.write({ operation: 'disassociate', owner }, phoneNumbers, journal);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      // The owner is gone, and no number can be on it; but even that only the state tells.
      return new Map(phoneNumbers.map(phoneNumber => [phoneNumber, { code: error.code, message: error.message }]));
    }
  }
}
