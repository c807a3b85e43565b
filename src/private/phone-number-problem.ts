import { countryCodeOf } from './country-codes';
import { codePoint, quote } from './message-text';
import { NOTATION_RULES } from './phone-number-notation';
import { PREFIX_RULES } from './phone-number-prefix';
import { coreOf, NumberText, numberText, Problem, Rule, SAMPLE, write } from './phone-number-text';
import { E164_PATTERN, suggestE164 } from '../contract/e164';

/** What an error says is allowed. */
export const E164_FORMAT = 'a plus sign, the country code and the subscriber number, 2 to 15 digits and nothing else';

/** Of country code 1: area code, exchange and four digits more. */
const NORTH_AMERICAN_DIGITS = 10;

/** No phone number is as long, with all that people write around it. */
const MAX_LENGTH = 500;

/** Of those that do not belong into a number. */
const SHOWN_CHARACTERS = 5;

const DIGITS_ALONE = 'leave out all but the plus sign and the digits';

/** What makes a text impossible as a phone number, though it may be in E.164 format. Only what is certain. */
const IMPOSSIBLE_RULES: readonly Rule[] = [
  ({ digits }) => countryCodeOf(`+${digits}`) === digits
    ? { reason: 'is a country code alone', remedy: 'write the subscriber number after it' }
    : undefined,
  ({ digits }) => digits.startsWith('1') && digits.length !== 1 + NORTH_AMERICAN_DIGITS ? lengthProblem(digits.slice(1)) : undefined,
];

/** What is left when nothing but the digits, and what stands between them, is wrong. */
const REMAINING_RULES: readonly Rule[] = [
  ({ digits }) => digits.length > 15 ? {
    reason: `has ${digits.length} digits, and at most 15 are allowed`,
    remedy: 'check whether it contains an extension, a prefix or a second number, and leave that out',
  } : undefined,
  ...IMPOSSIBLE_RULES,
  ({ digits }) => digits.length === 1 ? { reason: 'has one digit only', remedy: `write the whole number, such as '${SAMPLE}'` } : undefined,
  ({ text, suggestion }) => text.includes('+')
    ? undefined
    : { reason: 'has no plus sign before the country code', remedy: write(suggestion, 'write the plus sign, the country code and the number') },
  characterProblem,
];

const RULES: readonly Rule[] = [...NOTATION_RULES, ...PREFIX_RULES, ...REMAINING_RULES];

/** Why a text cannot be deployed as a phone number, and what to do; undefined when it can. */
export function findProblem(value: string): Problem | undefined {
  if (value.length > MAX_LENGTH) {
    return { reason: `has ${value.length} characters`, remedy: 'write the number alone, and each other one as an element of its own' };
  }
  const input = numberText(value);
  return firstOf(E164_PATTERN.test(value) ? IMPOSSIBLE_RULES : RULES, input);
}

/** A line of an error: the value, what is wrong with it, and what to do. */
export function describeProblem(value: string, { reason, remedy }: Problem): string {
  return `${quote(value)} ${reason}: ${remedy}`;
}

function firstOf(rules: readonly Rule[], input: NumberText): Problem | undefined {
  for (const rule of rules) {
    const problem = rule(input);
    if (problem) return problem;
  }
  return undefined;
}

function lengthProblem(national: string): Problem {
  const repeated = national.startsWith('1') ? suggestE164(`+${national}`) : undefined;
  if (repeated) return { reason: 'has the country code twice', remedy: write(repeated) };
  const surplus = national.length - NORTH_AMERICAN_DIGITS;
  const count = Math.abs(surplus) === 1 ? 'one digit' : `${Math.abs(surplus)} digits`;
  return {
    reason: `has ${national.length} digits after +1, where the North American Numbering Plan has ${NORTH_AMERICAN_DIGITS}`,
    remedy: `${surplus > 0 ? 'remove' : 'add'} ${count}, so that an area code of three digits and a number of seven remain`,
  };
}

/** Always finds one: to be asked last. */
function characterProblem({ value, text, suggestion }: NumberText): Problem {
  const invisible = [...new Set(value.match(/[\p{Cf}]/gu) ?? [])].map(codePoint);
  if (invisible.length > 0) {
    return { reason: `has invisible characters (${invisible.join(', ')})`, remedy: write(suggestion, 'retype it with digits alone') };
  }
  if (/[\uff01-\uff5e]/.test(value)) {
    return { reason: 'has characters of full width', remedy: write(suggestion, 'retype it with the plus sign and the digits of ASCII') };
  }
  const foreign = [...new Set(text.match(/[^\s\d+\p{Pd}.()]/gu) ?? [])].slice(0, SHOWN_CHARACTERS).join(' ');
  if (foreign) {
    return { reason: `has characters that are not part of a number (${foreign})`, remedy: write(suggestE164(coreOf(text)), DIGITS_ALONE) };
  }
  return { reason: 'has blanks or punctuation', remedy: write(suggestion, DIGITS_ALONE) };
}
