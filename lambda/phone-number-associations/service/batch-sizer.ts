/** The service documents no maximum; 50 is the documented one of its sibling batch operations. */
const LARGEST_BATCH = 50;

/** After this many single-number requests are rejected in a row, halving stops: the request is invalid, not a number. */
const REJECTED_SINGLES_IN_A_ROW = 8;

/** Numbers for one request, and what the halves of a rejected batch have in common. */
export interface Batch {
  readonly phoneNumbers: readonly string[];
  readonly split?: { readonly size: number; taken: number };
}

/**
 * Cuts numbers into batches, and learns from rejections how many the service takes at once.
 *
 * A request that is rejected as a whole has a bad number in it, or too many numbers: halving finds out which.
 */
export class BatchSizer {
  private size = LARGEST_BATCH;
  private rejectedSingles = 0;

  /** The next batch from the front of the queue, never larger than what the service is known to take. */
  public take(queue: Batch[]): Batch | undefined {
    const next = queue.shift();
    if (!next || next.phoneNumbers.length <= this.size) return next;
    queue.unshift({ phoneNumbers: next.phoneNumbers.slice(this.size) });
    return { phoneNumbers: next.phoneNumbers.slice(0, this.size) };
  }

  /** @returns the new size, if both halves of a rejected batch were taken: then it was the size */
  public onTaken({ split }: Batch): number | undefined {
    this.rejectedSingles = 0;
    if (!split) return undefined;
    split.taken += 1;
    if (split.taken < 2) return undefined;
    this.size = split.size;
    return this.size;
  }

  /** @returns the halves to try, or nothing where trying is of no use */
  public onRejected({ phoneNumbers }: Batch): Batch[] {
    if (phoneNumbers.length === 1) this.rejectedSingles += 1;
    if (phoneNumbers.length === 1 || this.rejectedSingles >= REJECTED_SINGLES_IN_A_ROW) return [];
    const size = Math.ceil(phoneNumbers.length / 2);
    const split = { size, taken: 0 };
    return [{ phoneNumbers: phoneNumbers.slice(0, size), split }, { phoneNumbers: phoneNumbers.slice(size), split }];
  }
}
