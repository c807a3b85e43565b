import { observedNumber } from './observed-number';
import { numberErrors } from './outcome';
import { Answer, Operation } from './voice-api';

/** Details that any answer may show by the way. */
export class Observations {
  /** `PhoneNumberErrors` of writes without errors: `empty`, `absent` or `null`. */
  public readonly noErrors = new Set<string>();
  /** `PhoneNumberId` of error entries, as they are written. */
  public readonly phoneNumberIds = new Set<string>();
  public readonly associatedTimestamps = new Set<unknown>();
  /** `Status` beside an association. */
  public readonly statuses = new Set<string>();
  public throttledAnswers = 0;

  public observe(operation: Operation, answer: Answer): void {
    if (answer.status === 429) this.throttledAnswers += 1;
    if (operation === 'associate' || operation === 'disassociate') this.observeWrite(answer);
    if (operation === 'getPhoneNumber' && answer.status === 200) this.observeNumber(answer);
  }

  private observeWrite(answer: Answer): void {
    if (answer.status !== 200) return;
    const errors = numberErrors(answer);
    for (const { phoneNumberId } of errors) this.phoneNumberIds.add(phoneNumberId);
    if (errors.length > 0) return;
    const field = answer.body.PhoneNumberErrors;
    this.noErrors.add(field === undefined ? 'absent' : field === null ? 'null' : 'empty');
  }

  private observeNumber(answer: Answer): void {
    const number = observedNumber(answer);
    if (!number || number.places.length === 0) return;
    this.statuses.add(String(number.status));
    for (const { associatedTimestamp } of number.places) this.associatedTimestamps.add(associatedTimestamp);
  }
}
