import { Token } from 'aws-cdk-lib';
import { E164_PATTERN, MAX_PHONE_NUMBERS, suggestE164 } from '../contract/properties';

/** What an error says is allowed. */
export const E164_FORMAT = 'a plus sign, the country code and the subscriber number, 2 to 15 digits and nothing else';

/** A value as an error shows it, with what was probably meant. */
export function describeNonE164(value: string): string {
  const suggestion = suggestE164(value);
  return suggestion ? `'${value}' (write '${suggestion}')` : `'${value}'`;
}

/**
 * The numbers of a list that are known now: none of a list token, all but the tokens of another list.
 *
 * The handler checks the rest before its first call.
 */
export function literalNumbers(numbers: readonly string[]): string[] {
  // A list token is an array, too: of one element that stands for the whole.
  return Token.isUnresolved(numbers) ? [] : numbers.filter(number => !Token.isUnresolved(number));
}

/** Throws when the list cannot be deployed; `subject` starts every message. */
export function validatePhoneNumbers(subject: string, numbers: readonly string[]): void {
  if (Token.isUnresolved(numbers)) return;

  if (numbers.length === 0) {
    throw new Error(`${subject} is empty: give at least one number, or leave the association out`);
  }
  if (numbers.length > MAX_PHONE_NUMBERS) {
    throw new Error(
      `${subject} holds ${numbers.length} numbers: ${MAX_PHONE_NUMBERS} fit into one association, so spread them over several`,
    );
  }

  const literals = literalNumbers(numbers);
  const malformed = literals.filter(number => !E164_PATTERN.test(number));
  if (malformed.length > 0) {
    throw new Error(
      `${subject} must be in E.164 format, which ${malformed.map(describeNonE164).join(', ')} ${malformed.length === 1 ? 'is' : 'are'} not: ${E164_FORMAT}`,
    );
  }

  const seen = new Set<string>();
  const repeated = new Set(literals.filter(number => seen.size === seen.add(number).size));
  if (repeated.size > 0) {
    throw new Error(`${subject} names ${[...repeated].map(number => `'${number}'`).join(', ')} more than once: write each number once`);
  }
}
