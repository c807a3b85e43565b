/**
 * What this run has written so far, by number: the memory that an undo works from.
 *
 * A write whose answer was lost is `doubtful` until a later answer or a read tells more.
 */
export class Ledger {
  private readonly entries = new Map<string, 'done' | 'doubtful'>();

  public accepted(phoneNumbers: Iterable<string>): void {
    for (const phoneNumber of phoneNumbers) this.entries.set(phoneNumber, 'done');
  }

  public doubtful(phoneNumbers: Iterable<string>): void {
    for (const phoneNumber of phoneNumbers) {
      if (!this.entries.has(phoneNumber)) this.entries.set(phoneNumber, 'doubtful');
    }
  }

  public isDoubtful(phoneNumber: string): boolean {
    return this.entries.get(phoneNumber) === 'doubtful';
  }

  /** The numbers that were or may have been written, in the order of their first write. */
  public phoneNumbers(): string[] {
    return [...this.entries.keys()];
  }
}
