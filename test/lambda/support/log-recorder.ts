import { createLog, Log, LogFields } from '../../../lambda/phone-number-associations/report/log';

/** Keeps the log lines instead of writing them. */
export class LogRecorder {
  public readonly lines: string[] = [];
  public readonly log: Log = createLog(line => this.write(line), {});

  public write(line: string): void {
    this.lines.push(line);
  }

  /** The fields of the lines of one step. */
  public of(step: string): LogFields[] {
    return this.lines.map(line => JSON.parse(line) as LogFields).filter(fields => fields.step === step);
  }
}
