import { Log, LogSteps } from '../../../lambda/phone-number-associations/model/log';
import { createLog } from '../../../lambda/phone-number-associations/report/log';

/** Keeps the log lines instead of writing them. */
export class LogRecorder {
  public readonly lines: string[] = [];
  public readonly log: Log = createLog(line => this.write(line), {});

  public write(line: string): void {
    this.lines.push(line);
  }

  /** The steps in the order in which they were written. */
  public steps(): string[] {
    return this.lines.map(line => (JSON.parse(line) as { step: string }).step);
  }

  /** The fields of the lines of one step. */
  public of(step: keyof LogSteps): Record<string, unknown>[] {
    return this.lines.map(line => JSON.parse(line) as Record<string, unknown>).filter(fields => fields.step === step);
  }
}
