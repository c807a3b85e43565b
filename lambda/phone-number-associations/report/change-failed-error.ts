import { adviceFor } from './advice';
import { fit } from './fit';
import { VOICE_ENDPOINT_REGIONS } from '../../../src/contract/regions';
import { NumberChange } from '../model/association';
import { OutOfTimeError, ServiceError } from '../model/errors';
import { Failure } from '../model/failure';
import { LoggedEffort } from '../model/log';
import { describeOwner } from '../model/owner';
import { EVERYTHING_UNDONE, messageOf, oneLine, plural } from '../model/text';

/** Why an undo failed: the first few say enough. */
const SHOWN_CAUSES = 3;
const SHOWN_NUMBERS = 10;

/** What became of an undo. */
export interface Undone {
  readonly failures: readonly Failure[];
  readonly errors: readonly unknown[];
  /** Numbers that may not be where they were. */
  readonly unsettled: readonly string[];
  /** Numbers that somebody else has taken meanwhile, with who has them. */
  readonly takenMeanwhile?: readonly Failure[];
  /** Numbers that are off again, but may have been taken from somebody by a run that was killed. */
  readonly originUnknown: readonly string[];
}

export interface FailedChange {
  readonly changes: readonly NumberChange[];
  readonly failures?: readonly Failure[];
  readonly error?: unknown;
  readonly effort: LoggedEffort;
  /** Absent where nothing is undone: in a rollback and in a deletion. */
  readonly undone?: Undone;
}

/** The one error that people read: it becomes the resource's status reason. */
export class ChangeFailedError extends Error {
  public override readonly name = 'ChangeFailedError';

  constructor(failed: FailedChange) {
    super(report(failed), { cause: failed.error });
  }
}

function report({ changes, failures = [], error, effort, undone }: FailedChange): string {
  const outcome = undone ? describeUndone(undone) : 'What was done stays done: do the same again to go on from here.';
  return fit({
    head: failures.length > 0 ? headOf(changes, failures) : broken(changes, error),
    items: failures.map(failure => describeFailure(failure, failures)),
    tail: [...adviceFor(failures), outcome, describeEffort(effort)].join(' '),
  });
}

function headOf(changes: readonly NumberChange[], failures: readonly Failure[]): string {
  const stuck = failures.every(({ target }) => target === undefined);
  if (!stuck && !failures.every(({ target }) => target)) return `${plural(failures.length, 'phone number')} are not where they should be:`;
  const owners = [...new Set(failures.flatMap(({ target, holder }) => (stuck ? holder : target) ?? []).map(describeOwner))];
  const asked = changes.filter(({ after }) => stuck ? !after : after !== undefined).length;
  const verb = stuck ? 'disassociated from' : 'associated with';
  const owner = owners.length === 1 ? owners[0] : 'their owners';
  return `${failures.length} of ${plural(Math.max(asked, failures.length), 'phone number')} could not be ${verb} ${owner}:`;
}

function broken(changes: readonly NumberChange[], error: unknown): string {
  const specs = changes.flatMap(({ before, after }) => after ?? before ?? []);
  const owners = [...new Set(specs.map(({ owner }) => describeOwner(owner)))];
  const verb = changes.some(({ after }) => after) ? 'associated' : 'disassociated';
  const named = owners.slice(0, SHOWN_CAUSES).join(', ') + (owners.length > SHOWN_CAUSES ? ` and ${owners.length - SHOWN_CAUSES} more` : '');
  const message = messageOf(error);
  const code = error instanceof ServiceError ? `${error.code}: ` : '';
  return `The phone numbers of ${named} could not be ${verb}: ${code}${oneLine(message, 400)}${/[.!?]$/.test(message) ? '' : '.'}${regionAdvice(specs.map(({ region }) => region), error)}`;
}

function regionAdvice(regions: readonly string[], error: unknown): string {
  const unreachable = error instanceof ServiceError ? error : error instanceof OutOfTimeError ? error.cause : undefined;
  if (!(unreachable instanceof ServiceError) || unreachable.category !== 'unreachable') return '';
  return ` Region ${[...new Set(regions)].join(', ')} may have no voice endpoint; set region to one of ${VOICE_ENDPOINT_REGIONS.join(', ')}.`;
}

/** Where the number is, unless the head of the report says it of all. */
function describeFailure({ phoneNumber, code, message, holder }: Failure, failures: readonly Failure[]): string {
  const where = holder && failures.some(({ target }) => target) ? `, is on ${describeOwner(holder)}` : '';
  return `${phoneNumber} (${code}: ${oneLine(message, 160)})${where}`;
}

function describeUndone({ failures, errors, unsettled, takenMeanwhile = [], originUnknown }: Undone): string {
  const sentences: string[] = [];
  if (unsettled.length > 0) {
    const causes = [...errors.map(messageOf), ...failures.map(({ code, message }) => `${code}: ${message}`)];
    const reasons = [...new Set(causes.map(cause => oneLine(cause, 200)))].slice(0, SHOWN_CAUSES).join('; ');
    sentences.push(
      `The undo did not finish (${reasons}): ${plural(unsettled.length, 'number')} may not be back: ${list(unsettled)}. Compare the numbers in the Chime SDK console with the log.`,
    );
  }
  if (takenMeanwhile.length > 0) {
    const taken = takenMeanwhile.map(({ phoneNumber, holder }) => `${phoneNumber}${holder ? ` (${describeOwner(holder)})` : ''}`);
    sentences.push(`Not brought back, because somebody else has it now: ${list(taken)}.`);
  }
  if (originUnknown.length > 0) {
    sentences.push(
      `Off again, but not back where forceAssociate may have taken them from: ${list(originUnknown)}. The log has their former place in the lines with "step":"take".`,
    );
  }
  return sentences.length > 0 ? sentences.join(' ') : EVERYTHING_UNDONE;
}

function list(phoneNumbers: readonly string[]): string {
  return phoneNumbers.slice(0, SHOWN_NUMBERS).join(', ') + (phoneNumbers.length > SHOWN_NUMBERS ? ` and ${phoneNumbers.length - SHOWN_NUMBERS} more` : '');
}

function describeEffort({ requests, millis, throttled }: LoggedEffort): string {
  return `Tried ${requests} requests in ${Math.round(millis / 1_000)} s${throttled > 0 ? `, ${throttled} of them throttled` : ''}.`;
}
