import { Finding, notFound, Question } from '../finding';
import { Observations } from '../observations';

const NO_ERRORS: Question = {
  id: 'no-errors',
  unknown: '`PhoneNumberErrors` without errors',
  handler: 'takes empty, absent and null for the same',
};
const PHONE_NUMBER_ID: Question = {
  id: 'phone-number-id',
  unknown: 'form of `PhoneNumberId` in errors',
  handler: 'decodes it before it compares',
};
const STATUS: Question = {
  id: 'status-of-associated',
  unknown: '`Status` of an associated number',
  handler: 'does not use it: `Associations` is what counts',
};
const PRECISION: Question = {
  id: 'associated-timestamp',
  unknown: 'precision of `AssociatedTimestamp`',
  handler: 'allows for 3 s, and without a timestamp takes the number for having been there before',
};

/** What all answers together have shown. */
export function findingsByTheWay(observations: Observations): Finding[] {
  return [noErrors(observations), phoneNumberId(observations), status(observations), precision(observations)];
}

function noErrors({ noErrors: forms }: Observations): Finding {
  if (forms.size === 0) return notFound(NO_ERRORS, 'no write was without errors');
  const answer = [...forms].sort().join(' and ');
  return { ...NO_ERRORS, answer, detail: 'in all writes that were without errors', copes: 'yes', behaviour: { noErrors: [...forms][0] as 'empty' } };
}

function phoneNumberId({ phoneNumberIds }: Observations): Finding {
  if (phoneNumberIds.size === 0) return notFound(PHONE_NUMBER_ID, 'no answer had an error in it');
  const forms = new Set([...phoneNumberIds].map(id => id.startsWith('%2B') ? 'encoded' : /^\+\d+$/.test(id) ? 'plain' : 'another form'));
  const answer = [...forms].sort().join(' and ');
  return {
    ...PHONE_NUMBER_ID,
    answer,
    detail: `such as ${[...phoneNumberIds][0].replace(/\d{4}$/, '####')}`,
    copes: forms.has('another form') ? 'unknown' : 'yes',
    behaviour: { phoneNumberId: answer as 'plain' },
  };
}

function status({ statuses }: Observations): Finding {
  if (statuses.size === 0) return notFound(STATUS, 'no read showed an association');
  const answer = [...statuses].sort().join(' and ');
  return { ...STATUS, answer, detail: 'in all reads that showed an association', copes: 'yes', behaviour: { statusOfAssociated: answer as 'Assigned' } };
}

function precision({ associatedTimestamps }: Observations): Finding {
  const all = [...associatedTimestamps];
  if (all.length === 0) return notFound(PRECISION, 'no read showed an association');
  const answer = all.some(timestamp => timestamp === undefined || timestamp === null) ? 'absent'
    : all.some(timestamp => Number(/\.(\d+)/.exec(String(timestamp))?.[1] ?? 0) > 0) ? 'milliseconds' : 'seconds';
  return { ...PRECISION, answer, detail: `${all.length} seen, such as ${String(all[0])}`, copes: 'yes', behaviour: { associatedTimestamp: answer } };
}
