import { adviceFor } from './advice';
import { OwnerNotFoundError } from './associator';
import { OutOfTimeError, seconds } from './caller';
import { Failure } from './judge';
import { describeOwner } from './owner';
import { Change } from './plan';
import { fit, oneLine } from './report';
import { Undone } from './undo';

/** What was tried. */
export interface Effort {
  readonly requests: number;
  readonly millis: number;
  readonly throttled: number;
}

export interface FailedChange {
  readonly change: Change;
  readonly failures?: readonly Failure[];
  readonly error?: unknown;
  readonly effort: Effort;
  /** Absent where nothing is undone: in a deletion. */
  readonly undone?: Undone;
}

/** The one error that people read: it becomes the resource's status reason. */
export class ChangeFailedError extends Error {
  public override readonly name = 'ChangeFailedError';

  constructor(failed: FailedChange) {
    super(report(failed), { cause: failed.error });
  }
}

function report({ change, failures = [], error, effort, undone }: FailedChange): string {
  const head = failures.length > 0 ? countOf(change, failures) : broken(change, error);
  return fit({
    head,
    items: failures.map(describeFailure),
    tail: [...adviceFor(change, failures), ...undone ? [describeUndone(undone)] : ['Delete again to go on from here.'], describeEffort(effort)].join(' '),
  });
}

function countOf({ previous, desired }: Change, failures: readonly Failure[]): string {
  const stuck = previous && failures.every(({ phoneNumber }) => !desired?.phoneNumbers.includes(phoneNumber));
  const assignment = stuck ? previous : desired;
  if (!assignment) return '';
  const verb = stuck ? 'disassociated from' : 'associated with';
  return `${failures.length} of ${assignment.phoneNumbers.length} phone numbers could not be ${verb} ${describeOwner(assignment.owner)}:`;
}

function broken({ previous, desired }: Change, error: unknown): string {
  const owner = desired?.owner ?? previous?.owner;
  const what = owner ? `The phone numbers of ${describeOwner(owner)} could not be ${desired ? 'associated' : 'disassociated'}: ` : '';
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? `${String(error.code)}: ` : '';
  const expected = error instanceof OutOfTimeError || error instanceof OwnerNotFoundError;
  return `${what}${expected ? '' : code}${oneLine(message, 400)}${/[.!?]$/.test(message) ? '' : '.'}`;
}

function describeFailure({ phoneNumber, code, message, holder }: Failure): string {
  const where = holder ? `, is on ${describeOwner(holder)}` : '';
  return `${phoneNumber} (${code}: ${oneLine(message, 160)})${where}`;
}

function describeUndone({ failures, error }: Undone): string {
  if (failures.length === 0 && error === undefined) return 'What was done was undone: every number is where it was before.';
  const numbers = failures.slice(0, 10).map(({ phoneNumber }) => phoneNumber).join(', ');
  const reason = error instanceof Error ? ` (${oneLine(error.message, 200)})` : '';
  const which = failures.length > 0 ? `${failures.length} numbers are not back where they were: ${numbers}${failures.length > 10 ? ' …' : ''}` : 'some numbers may not be back where they were';
  return `The undo did not finish${reason}: ${which}. Compare the numbers of both connectors in the console with the log.`;
}

function describeEffort({ requests, millis, throttled }: Effort): string {
  return `Tried ${requests} requests in ${seconds(millis)}${throttled > 0 ? `, ${throttled} of them throttled` : ''}.`;
}
