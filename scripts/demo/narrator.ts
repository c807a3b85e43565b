import { Paint, Style, wrap } from './terminal';
import { StackEvent } from '../../aws-simulator';

const WIDTH = 118;
const STATUS_WIDTH = 'UPDATE_ROLLBACK_IN_PROGRESS'.length;
const INDENT = ' '.repeat(9);

/** What the demo is about. The functions, roles and the log group behind it are only counted. */
const TOLD_TYPES = /^(AWS::Chime|Custom|AWS::Scheduler|AWS::CloudWatch)::/;

/** Tells a stack's life as it happens, in lines like those of the CloudFormation console. */
export class Narrator {
  private untold = 0;

  constructor(private readonly write: (text: string) => void, private readonly paint: Paint) {}

  heading(text: string): void {
    this.line('');
    this.line(this.paint('bold', text));
  }

  line(text: string): void {
    this.write(`${text}\n`);
  }

  /** A line of a function's log, without the definition of its metric. */
  logLine(json: string): void {
    const { _aws: _, ...fields } = JSON.parse(json) as Record<string, unknown>;
    this.paragraph(JSON.stringify(fields, undefined, 1).replace(/\s+/g, ' '), 'yellow');
  }

  /** Text of any length, whole. */
  paragraph(text: string, style: Style): void {
    for (const part of wrap(text, WIDTH - INDENT.length)) this.line(`${INDENT}${this.paint(style, part)}`);
  }

  event(event: StackEvent): void {
    const { logicalId, type, status, reason } = event;
    const ofStack = type === 'AWS::CloudFormation::Stack';
    const failed = status.endsWith('_FAILED');
    if (status.endsWith(ofStack ? '_CLEANUP_IN_PROGRESS' : '_IN_PROGRESS')) return;
    if (!ofStack && !failed && !TOLD_TYPES.test(type)) {
      this.untold += 1;
      return;
    }
    const [subject, count] = ofStack ? [logicalId, this.countUntold()] : [`${logicalId}  ${this.paint('dim', type)}`, ''];
    this.line(`  ${clock(event.time)}  ${this.paint(styleOf(status), status.padEnd(STATUS_WIDTH))}  ${subject}${count}`);
    if (reason) this.paragraph(reason, failed ? 'red' : 'dim');
  }

  private countUntold(): string {
    const count = this.untold;
    this.untold = 0;
    return count > 0 ? this.paint('dim', `  and ${count} more ${count === 1 ? 'resource' : 'resources'}`) : '';
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
