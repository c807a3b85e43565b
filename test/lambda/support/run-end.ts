import { OvertakenError } from '../../../lambda/phone-number-associations/model/errors';

/** Lets so many writes through; the next one never comes: the run is over, by whatever ends it. */
export function endBeforeWrite(allowed: number): () => Promise<void> {
  let asked = 0;
  return async () => {
    asked += 1;
    if (asked > allowed) throw new OvertakenError('the stack is in UPDATE_ROLLBACK_IN_PROGRESS');
  };
}
