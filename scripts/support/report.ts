/** Counts what was checked, and prints it as it is checked. */
export class Report {
  private passed = 0;
  private failed = 0;
  private skipped = 0;

  /** Takes a step; `undefined` if it failed. */
  public async step<T>(subject: string, description: string, action: () => T | Promise<T>): Promise<T | undefined> {
    const start = performance.now();
    try {
      const result = await action();
      this.passed++;
      this.print('ok', subject, `${description} (${seconds(start)})`);
      return result;
    } catch (error) {
      this.failed++;
      this.print('FAILED', subject, `${description} (${seconds(start)})\n${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  public skip(subject: string, reason: string): void {
    this.skipped++;
    this.print('skipped', subject, reason);
  }

  public fail(subject: string, reason: string): void {
    this.failed++;
    this.print('FAILED', subject, reason);
  }

  /** Prints the closing line and gives the exit code. */
  public close(): number {
    process.stdout.write(`${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped\n`);
    return this.failed === 0 && this.passed > 0 ? 0 : 1;
  }

  private print(outcome: string, subject: string, text: string): void {
    process.stdout.write(`${outcome.padEnd(8)}${subject.padEnd(12)}${text}\n`);
  }
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
