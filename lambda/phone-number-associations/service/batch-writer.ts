import { backoffMillis } from './backoff';
import { Caller } from './request-executor';
import { PhoneNumberClient, PhoneNumberError } from './phone-number-client';
import { Ledger } from '../model/write-journal';
import { Log, numbersForLog } from '../report/log';
import { Owner } from '../model/owner';
import { isTransientCode, isUnknownOutcome, ServiceError } from '../model/service-error';

/** The service documents no maximum; 50 is the documented one of its sibling batch operations. */
const BATCH_SIZE = 50;

/** So many numbers refused one by one, with no call taken in between: it is not the numbers. */
const REFUSED_SINGLES_IN_A_ROW = 8;

/** Why the service did not do what was asked for a number. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

interface BatchAnswer {
  readonly refused: Map<string, Refusal>;
  /** Whether the service took the batch in one call. */
  readonly taken: boolean;
}

export interface Write {
  readonly operation: 'associate' | 'disassociate';
  readonly owner: Owner;
  /** Only for `associate`: take the number from whoever holds it. */
  readonly force?: boolean;
}

/**
 * Writes many numbers in few requests and asks again for those that were only throttled.
 * Remembers what it learns of the batch size that the service takes.
 */
export class Writer {
  private batchSize = BATCH_SIZE;
  private refusedSingles = 0;

  constructor(
    private readonly client: PhoneNumberClient,
    private readonly caller: Caller,
    private readonly random: () => number,
    private readonly log: Log,
  ) {}

  /**
   * @returns the numbers that the service refused for good
   * @throws ServiceError (`notFound`) if the owner does not exist, OutOfTimeError
   */
  public async write(write: Write, phoneNumbers: readonly string[], ledger: Ledger): Promise<Map<string, Refusal>> {
    const refused = new Map<string, Refusal>();
    let pending = phoneNumbers;
    for (let attempt = 0; pending.length > 0; attempt += 1) {
      const transient = new Map<string, Refusal>();
      for (const [phoneNumber, refusal] of await this.writeInBatches(write, pending, ledger)) {
        (isTransientCode(refusal.code) ? transient : refused).set(phoneNumber, refusal);
      }
      pending = [...transient.keys()];
      for (const [, { code, message }] of [...transient].slice(0, 1)) {
        this.log('retry', { operation: write.operation, attempt: attempt + 1, code, ...numbersForLog(pending) });
        await this.caller.pause(backoffMillis(attempt + 1, this.random), new ServiceError({ category: 'throttled', code, message }));
      }
    }
    return refused;
  }

  private async writeInBatches(write: Write, phoneNumbers: readonly string[], ledger: Ledger): Promise<Map<string, Refusal>> {
    const refused = new Map<string, Refusal>();
    for (let start = 0; start < phoneNumbers.length;) {
      const batch = phoneNumbers.slice(start, start + this.batchSize);
      start += batch.length;
      const answer = await this.writeBatch(write, batch, ledger);
      for (const [phoneNumber, refusal] of answer.refused) refused.set(phoneNumber, refusal);
    }
    return refused;
  }

  private async writeBatch(write: Write, batch: readonly string[], ledger: Ledger): Promise<BatchAnswer> {
    try {
      const refused = await this.send(write, batch, ledger);
      this.refusedSingles = 0;
      return { refused, taken: true };
    } catch (error) {
      if (!(error instanceof ServiceError) || error.category === 'notFound') throw error;
      if (error.category === 'badRequest') {
        if (batch.length === 1) this.refusedSingles += 1;
        else if (this.refusedSingles < REFUSED_SINGLES_IN_A_ROW) return this.writeHalves(write, batch, ledger);
      }
      const refusal = { code: error.code, message: error.message };
      return { refused: new Map(batch.map(phoneNumber => [phoneNumber, refusal])), taken: false };
    }
  }

  /** A call that is refused as a whole has a bad number in it, or too many numbers: halving finds out which. */
  private async writeHalves(write: Write, batch: readonly string[], ledger: Ledger): Promise<BatchAnswer> {
    const half = Math.ceil(batch.length / 2);
    const first = await this.writeBatch(write, batch.slice(0, half), ledger);
    if (this.batchSize < half) {
      return { refused: new Map([...first.refused, ...await this.writeInBatches(write, batch.slice(half), ledger)]), taken: false };
    }
    const second = await this.writeBatch(write, batch.slice(half), ledger);
    if (first.taken && second.taken) {
      this.batchSize = half;
      this.log('batch-size', { operation: write.operation, batchSize: half });
    }
    return { refused: new Map([...first.refused, ...second.refused]), taken: false };
  }

  private async send(write: Write, batch: readonly string[], ledger: Ledger): Promise<Map<string, Refusal>> {
    const { operation, owner, force = false } = write;
    const errors = await this.caller.call(
      operation,
      signal => operation === 'associate'
        ? this.client.associate(owner, batch, force, signal)
        : this.client.disassociate(owner, batch, signal),
      () => ledger.doubtful(batch),
    );
    const refused = refusalsOf(batch, errors);
    ledger.accepted(batch.filter(phoneNumber => !refused.has(phoneNumber)));
    ledger.doubtful([...refused].filter(([, { code }]) => isUnknownOutcome(code)).map(([phoneNumber]) => phoneNumber));
    this.log(operation, { owner: owner.id, force, refused: refused.size, ...numbersForLog(batch) });
    return refused;
  }
}

/** An error that names none of our numbers casts doubt on all of them: the state will tell. */
function refusalsOf(batch: readonly string[], errors: readonly PhoneNumberError[]): Map<string, Refusal> {
  const unnamed = errors.find(({ phoneNumber }) => !batch.includes(phoneNumber));
  const named = errors.map(({ phoneNumber, code, message }): [string, Refusal] => [phoneNumber, { code, message }]);
  const doubted = unnamed ? batch.map((phoneNumber): [string, Refusal] => [phoneNumber, unnamed]) : [];
  return new Map([...doubted, ...named].filter(([phoneNumber]) => batch.includes(phoneNumber)));
}
