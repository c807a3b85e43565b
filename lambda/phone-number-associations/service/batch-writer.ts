import { backoffMillis } from './backoff';
import { Batch, BatchSizer } from './batch-sizer';
import { PhoneNumberClient, PhoneNumberError } from './phone-number-client';
import { RequestExecutor } from './request-executor';
import { errorCode } from '../model/error-codes';
import { ServiceError } from '../model/errors';
import { Refusal } from '../model/failure';
import { Log, numbersForLog } from '../model/log';
import { Owner } from '../model/owner';
import { WriteJournal } from '../model/write-journal';

export interface Write {
  readonly operation: 'associate' | 'disassociate';
  readonly owner: Owner;
  /** Only for `associate`: take the number from whoever holds it. */
  readonly force?: boolean;
}

export interface BatchWriterOptions {
  readonly client: PhoneNumberClient;
  readonly executor: RequestExecutor;
  readonly random: () => number;
  readonly log: Log;
  /** Called before each request; throws if the run must write no more. */
  readonly assertMayWrite: () => Promise<void>;
}

/** Writes many numbers in few requests and asks again for those that were only throttled. */
export class BatchWriter {
  private readonly sizer = new BatchSizer();

  constructor(private readonly options: BatchWriterOptions) {}

  /**
   * @returns the numbers that the service refused for good
   * @throws ServiceError (`notFound`) if the owner does not exist, OutOfTimeError, RunEndedError
   */
  public async write(write: Write, phoneNumbers: readonly string[], journal: WriteJournal): Promise<Map<string, Refusal>> {
    const { executor, random, log } = this.options;
    const refused = new Map<string, Refusal>();
    let pending = phoneNumbers;
    for (let attempt = 1; pending.length > 0; attempt += 1) {
      const transient = new Map<string, Refusal>();
      for (const [phoneNumber, refusal] of await this.writeInBatches(write, pending, journal)) {
        (errorCode(refusal.code).transient ? transient : refused).set(phoneNumber, refusal);
      }
      pending = [...transient.keys()];
      const [first] = transient.values();
      if (first) {
        const { category } = errorCode(first.code);
        log('retry', { operation: write.operation, attempt, category, ...first, ...numbersForLog(pending) });
        await executor.pause(backoffMillis(attempt, random), new ServiceError({ category, ...first }));
      }
    }
    return refused;
  }

  private async writeInBatches(write: Write, phoneNumbers: readonly string[], journal: WriteJournal): Promise<Map<string, Refusal>> {
    const refused = new Map<string, Refusal>();
    const queue: Batch[] = [{ phoneNumbers }];
    for (let batch = this.sizer.take(queue); batch; batch = this.sizer.take(queue)) {
      try {
        for (const [phoneNumber, refusal] of await this.send(write, batch.phoneNumbers, journal)) refused.set(phoneNumber, refusal);
        const batchSize = this.sizer.onTaken(batch);
        if (batchSize !== undefined) this.options.log('batch-size', { operation: write.operation, batchSize });
      } catch (error) {
        if (!(error instanceof ServiceError) || error.category === 'notFound') throw error;
        const halves = error.category === 'badRequest' ? this.sizer.onRejected(batch) : [];
        queue.unshift(...halves);
        if (halves.length > 0) continue;
        for (const phoneNumber of batch.phoneNumbers) refused.set(phoneNumber, { code: error.code, message: error.message });
      }
    }
    return refused;
  }

  private async send(write: Write, batch: readonly string[], journal: WriteJournal): Promise<Map<string, Refusal>> {
    const { client, executor, log, assertMayWrite } = this.options;
    const { operation, owner, force = false } = write;
    const errors = await executor.call(
      operation,
      signal => operation === 'associate' ? client.associate(owner, batch, force, signal) : client.disassociate(owner, batch, signal),
      { before: assertMayWrite, onUnknownOutcome: () => journal.markInDoubt(batch) },
    );
    const refused = refusalsOf(batch, errors);
    journal.markDone(batch.filter(phoneNumber => !refused.has(phoneNumber)));
    journal.markInDoubt([...refused].filter(([, { code }]) => errorCode(code).outcomeUnknown).map(([phoneNumber]) => phoneNumber));
    log(operation, { owner: owner.id, force, refused: refused.size, ...numbersForLog(batch) });
    return refused;
  }
}

/** An error that names none of our numbers casts doubt on all of them: the state will tell. */
function refusalsOf(batch: readonly string[], errors: readonly PhoneNumberError[]): Map<string, Refusal> {
  const asked = new Set(batch);
  const unnamed = errors.find(({ phoneNumber }) => !asked.has(phoneNumber));
  const named = errors.map(({ phoneNumber, code, message }): [string, Refusal] => [phoneNumber, { code, message }]);
  const doubted = unnamed ? batch.map((phoneNumber): [string, Refusal] => [phoneNumber, unnamed]) : [];
  return new Map([...doubted, ...named].filter(([phoneNumber]) => asked.has(phoneNumber)));
}
