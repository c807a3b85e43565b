import { Token } from 'aws-cdk-lib';
import { describeProblem, E164_FORMAT, findProblem } from './phone-number-problem';
import { SAMPLE } from './phone-number-text';
import { describeNonText } from './wrong-type';
import { MAX_PHONE_NUMBERS } from '../contract/properties';

/** A plus sign and as many digits as a country code can have. */
const COUNTRY_PREFIX_LENGTH = 4;

/** All numbers from the first to the last. */
export function expandRange(first: string, last: string): string[] {
  validateEnd('first', first);
  validateEnd('last', last);
  if (first.length !== last.length || first.slice(0, COUNTRY_PREFIX_LENGTH) !== last.slice(0, COUNTRY_PREFIX_LENGTH)) {
    throw new Error(`last of E164.range is '${last}', which is not in one block with '${first}': it must have the same length and the same first three digits`);
  }
  // At most 15 digits: well within the integers that a number holds exactly.
  const start = Number(first.slice(1));
  const count = Number(last.slice(1)) - start + 1;
  if (count < 1) {
    throw new Error(`last of E164.range is '${last}', which is lower than the first, '${first}': write E164.range('${last}', '${first}')`);
  }
  if (count > MAX_PHONE_NUMBERS) {
    throw new Error(
      `last of E164.range is '${last}', which makes ${count} numbers from '${first}': ${MAX_PHONE_NUMBERS} fit into one association, so write several ranges`,
    );
  }
  return Array.from({ length: count }, (_, index) => `+${start + index}`);
}

function validateEnd(parameter: string, value: string): void {
  const nonText = describeNonText(value, SAMPLE);
  if (nonText) throw new Error(`${parameter} of E164.range ${nonText}`);
  if (Token.isUnresolved(value)) {
    throw new Error(`${parameter} of E164.range is a token: the numbers are counted at synthesis, so write it as a literal`);
  }
  const problem = findProblem(value);
  if (problem) {
    throw new Error(`${parameter} of E164.range must be a phone number in E.164 format (${E164_FORMAT})\n  ${describeProblem(value, problem)}`);
  }
}
