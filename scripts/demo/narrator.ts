import { Paint, Style, wrap, wrapAfter } from './terminal';
import { StackEvent } from '../../aws-simulator';

const STATUS_WIDTH = 'UPDATE_ROLLBACK_IN_PROGRESS'.length;
const INDENT = ' '.repeat(9);

/** What the demo is about. The function, the roles and the log group behind it are only counted. */
const TOLD_TYPES = /^(AWS::Chime|Custom|AWS::Scheduler|AWS::CloudWatch|Test)::/;

/** Tells a stack's life as it happens, in lines like those of the CloudFormation console, none longer than the terminal is wide. */
export class Narrator {
  private untold = 0;

  constructor(private readonly write: (text: string) => void, private readonly paint: Paint, private readonly width: number) {}

  public heading(text: string): void {
    this.line('');
    for (const line of wrap(text, this.width)) this.line(this.paint('bold', line));
  }

  public line(text: string): void {
    this.write(`${text}\n`);
  }

  /** Text of any length behind a label. */
  public labelled(label: string, text: string): void {
    for (const line of wrapAfter(label.padEnd(INDENT.length), text, this.width)) this.line(line);
  }

  /** A line of a function's log, without the definition of its metric. */
  public logLine({ _aws: _, ...fields }: Readonly<Record<string, unknown>>): void {
    this.paragraph(JSON.stringify(fields, undefined, 1).replace(/\s+/g, ' '), 'yellow');
  }

  /** Text of any length, whole. */
  public paragraph(text: string, style: Style): void {
    for (const part of wrap(text, this.width - INDENT.length)) this.line(`${INDENT}${this.paint(style, part)}`);
  }

  /** Something that happens beside the stack's own events. */
  public incident(time: number, what: string, text: string): void {
    this.entry(time, what, 'red', text, text);
  }

  public event(event: StackEvent): void {
    const { logicalId, type, status, reason, time } = event;
    const ofStack = type === 'AWS::CloudFormation::Stack';
    const failed = status.endsWith('_FAILED');
    if (status.endsWith(ofStack ? '_CLEANUP_IN_PROGRESS' : '_IN_PROGRESS')) return;
    if (!ofStack && !failed && !TOLD_TYPES.test(type)) {
      this.untold += 1;
      return;
    }
    const remark = ofStack ? this.countUntold() : type;
    const plain = remark ? `${logicalId}  ${remark}` : logicalId;
    this.entry(time, status, styleOf(status), plain, remark ? `${logicalId}  ${this.paint('dim', remark)}` : logicalId);
    if (reason) this.paragraph(reason, failed ? 'red' : 'dim');
  }

  /** @param plain the subject as it counts, without the codes of colors; it begins a line of its own where it does not fit */
  private entry(time: number, status: string, style: Style, plain: string, painted: string): void {
    const before = `  ${clock(time)}  `;
    const room = this.width - before.length - STATUS_WIDTH - 2;
    if (plain.length <= room) return this.line(`${before}${this.paint(style, status.padEnd(STATUS_WIDTH))}  ${painted}`);
    this.line(`${before}${this.paint(style, status)}`);
    for (const part of wrap(plain, this.width - INDENT.length)) this.line(`${INDENT}${part}`);
  }

  private countUntold(): string {
    const count = this.untold;
    this.untold = 0;
    return count > 0 ? `and ${count} more ${count === 1 ? 'resource' : 'resources'}` : '';
  }
}

function styleOf(status: string): Style {
  if (status.endsWith('_FAILED')) return 'red';
  if (status.endsWith('_IN_PROGRESS')) return 'dim';
  return status.includes('ROLLBACK') ? 'yellow' : 'green';
}

/** Virtual minutes and seconds. */
function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}
