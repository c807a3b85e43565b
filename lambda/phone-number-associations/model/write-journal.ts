/**
 * What this run has written so far, by number: the memory that an undo works from.
 *
 * A write whose answer was lost is *in doubt* until a later answer or a read tells more.
 */
export class WriteJournal {
  /** Whether a number is in doubt. */
  private readonly entries = new Map<string, boolean>();

  public markDone(phoneNumbers: Iterable<string>): void {
    for (const phoneNumber of phoneNumbers) this.entries.set(phoneNumber, false);
  }

  public markInDoubt(phoneNumbers: Iterable<string>): void {
    for (const phoneNumber of phoneNumbers) {
      if (!this.entries.has(phoneNumber)) this.entries.set(phoneNumber, true);
    }
  }

  public isInDoubt(phoneNumber: string): boolean {
    return this.entries.get(phoneNumber) === true;
  }

  /** The numbers that were or may have been written, in the order of their first write. */
  public phoneNumbers(): string[] {
    return [...this.entries.keys()];
  }
}
