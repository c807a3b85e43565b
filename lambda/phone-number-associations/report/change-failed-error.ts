import { ADVICE_FOR_STUCK, adviceFor } from './advice';
import { OwnerNotFoundError } from '../reconcile/associate';
import { OutOfTimeError, seconds } from '../service/request-executor';
import { Failure } from '../decide/classify-refusal';
import { describeOwner } from '../model/owner';
import { Change } from '../decide/plan';
import { fit, messageOf, oneLine } from './text';
import { ServiceError } from '../model/service-error';
import { Undone } from '../reconcile/rollback';
import { VOICE_ENDPOINT_REGIONS } from '../../../src/contract/properties';

/** What was tried. */
export interface Effort {
  readonly requests: number;
  readonly millis: number;
  readonly throttled: number;
}

/** Why an undo failed: the first few say enough. */
const SHOWN_CAUSES = 3;

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
  const advice = failures.length === 0 ? [] : isStuck(change, failures) ? [ADVICE_FOR_STUCK] : adviceFor(failures);
  return fit({
    head: failures.length > 0 ? count(change, failures) : broken(change, error),
    items: failures.map(describeFailure),
    tail: [...advice, undone ? describeUndone(undone) : 'Delete again to go on from here.', describeEffort(effort)].join(' '),
  });
}

/** Whether it was the disassociation that failed. */
function isStuck({ desired }: Change, failures: readonly Failure[]): boolean {
  return failures.every(({ phoneNumber }) => !desired?.phoneNumbers.includes(phoneNumber));
}

function count(change: Change, failures: readonly Failure[]): string {
  const { previous, desired } = change;
  const stuck = isStuck(change, failures);
  const owner = (stuck ? previous : desired)?.owner;
  const asked = stuck ? previous?.phoneNumbers.filter(phoneNumber => !desired?.phoneNumbers.includes(phoneNumber)) : desired?.phoneNumbers;
  const verb = stuck ? 'disassociated from' : 'associated with';
  return `${failures.length} of ${plural(asked?.length ?? 0, 'phone number')} could not be ${verb} ${owner ? describeOwner(owner) : 'their owner'}:`;
}

function broken({ previous, desired }: Change, error: unknown): string {
  const owner = desired?.owner ?? previous?.owner;
  const what = owner ? `The phone numbers of ${describeOwner(owner)} could not be ${desired ? 'associated' : 'disassociated'}: ` : '';
  const message = messageOf(error);
  const code = error instanceof Error && 'code' in error ? `${String(error.code)}: ` : '';
  const expected = error instanceof OutOfTimeError || error instanceof OwnerNotFoundError;
  const advice = error instanceof ServiceError && error.category === 'unreachable' && desired
    ? ` Region ${desired.region} may have no voice endpoint; set region to one of ${VOICE_ENDPOINT_REGIONS.join(', ')}.`
    : '';
  return `${what}${expected ? '' : code}${oneLine(message, 400)}${/[.!?]$/.test(message) ? '' : '.'}${advice}`;
}

function describeFailure({ phoneNumber, code, message, holder }: Failure): string {
  const where = holder ? `, is on ${describeOwner(holder)}` : '';
  return `${phoneNumber} (${code}: ${oneLine(message, 160)})${where}`;
}

function describeUndone({ failures, errors }: Undone): string {
  if (failures.length === 0 && errors.length === 0) return 'What was done was undone: every number is where it was before.';
  const numbers = failures.slice(0, 10).map(({ phoneNumber }) => phoneNumber).join(', ');
  const causes = [
    ...errors.map(messageOf),
    ...failures.map(({ code, message }) => `${code}: ${message}`),
  ];
  const reasons = [...new Set(causes.map(cause => oneLine(cause, 200)))].slice(0, SHOWN_CAUSES).join('; ');
  const which = failures.length > 0
    ? `${plural(failures.length, 'number')} may not be back: ${numbers}${failures.length > 10 ? ' …' : ''}`
    : 'some numbers may not be back where they were';
  return `The undo did not finish${reasons ? ` (${reasons})` : ''}: ${which}. Compare the numbers in the Chime SDK console with the log.`;
}

function plural(howMany: number, noun: string): string {
  return `${howMany} ${noun}${howMany === 1 ? '' : 's'}`;
}

function describeEffort({ requests, millis, throttled }: Effort): string {
  return `Tried ${requests} requests in ${seconds(millis)}${throttled > 0 ? `, ${throttled} of them throttled` : ''}.`;
}
