import { Token } from 'aws-cdk-lib';
import { quote, summarize } from './message-text';
import { doubtAbout } from './phone-number-doubt';
import { describeProblem, E164_FORMAT, findProblem } from './phone-number-problem';
import { describeNonList, describeNonStringElement } from './wrong-type';
import { MAX_PHONE_NUMBERS } from '../contract/properties';

/**
 * The numbers of a list that are written out: none of a list token, all but the tokens of another list.
 *
 * The handler checks the rest before its first call.
 */
export function literalNumbers(numbers: readonly string[]): string[] {
  // A list token is an array, too: of one element that stands for the whole.
  return Token.isUnresolved(numbers) ? [] : numbers.filter(number => !Token.isUnresolved(number));
}

/** CDK takes a text with a list token in it for one, and fails when it resolves it. */
const LIST_TOKEN = /^#\{Token\[[^\]]+\]\}$/;

/** Throws when the list cannot be deployed; `subject` starts every message. */
export function validatePhoneNumbers(subject: string, numbers: readonly string[]): void {
  // Its type says what it is, but JavaScript, and the context's `any`, can give everything.
  const nonList = describeNonList(numbers);
  if (nonList) throw new Error(`${subject} ${nonList}`);
  if (Token.isUnresolved(numbers) && LIST_TOKEN.test(numbers[0])) return;

  if (numbers.length === 0) {
    throw new Error(`${subject} is empty: give at least one number, or leave the association out`);
  }
  if (numbers.length > MAX_PHONE_NUMBERS) {
    throw new Error(
      `${subject} holds ${numbers.length} numbers: ${MAX_PHONE_NUMBERS} fit into one association, so spread them over several`,
    );
  }

  if (numbers.length > 1 && numbers.some(element => Token.isUnresolved([element]))) {
    throw new Error(`${subject} has a list that is only known at deployment among single numbers, as in ['+12065550100', ...list]: CloudFormation cannot join them, so give the list an association of its own`);
  }

  // From, and not map or flatMap: they pass over holes.
  const problems = Array.from<unknown, string | undefined>(numbers, findElementProblem).filter(problem => problem !== undefined);
  if (problems.length > 0) {
    throw new Error(`${subject} must hold phone numbers in E.164 format (${E164_FORMAT})\n${summarize(problems)}`);
  }

  const seen = new Set<string>();
  const repeated = new Set(literalNumbers(numbers).filter(number => seen.size === seen.add(number).size));
  if (repeated.size > 0) {
    throw new Error(`${subject} names ${[...repeated].map(number => `'${number}'`).join(', ')} more than once: write each number once`);
  }
}

/**
 * What to warn of in a list that is valid: the numbers that are probably wrong, and why; undefined where there are none.
 *
 * `subject` starts the message.
 */
export function describeDoubtfulNumbers(subject: string, numbers: readonly string[]): string | undefined {
  const doubts = literalNumbers(numbers).flatMap(number => {
    const doubt = isResolvedLater(number) ? undefined : doubtAbout(number);
    return doubt ? [`${quote(number)}: ${doubt}`] : [];
  });
  if (doubts.length === 0) return undefined;
  return `${subject} holds numbers that are probably wrong: check them, and acknowledge this warning where they are right\n${summarize(doubts)}`;
}

function findElementProblem(element: unknown, index: number): string | undefined {
  if (typeof element !== 'string') return describeNonStringElement(element, index);
  const problem = isResolvedLater(element) ? undefined : findProblem(element);
  return problem && describeProblem(element, problem);
}

/** Of a plain parameter in Parameter Store: CloudFormation does not resolve the other dynamic references in custom resources. */
const DYNAMIC_REFERENCE = /\{\{resolve:ssm:[^}]+\}\}/;

function isResolvedLater(text: string): boolean {
  return Token.isUnresolved(text) || DYNAMIC_REFERENCE.test(text);
}
