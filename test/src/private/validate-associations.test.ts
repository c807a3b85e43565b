import { Stack } from 'aws-cdk-lib';
import { agnosticStack, associate, associationsOf, synthesisError } from '../template';

/** Numbers of which no two follow each other, of the greatest length that is in use. */
const scattered = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `+4930123${4_500_000 + 7 * (from + index)}`);

function stackWith(associations: number, numbersOfEach: number): Stack {
  const stack = agnosticStack();
  for (let index = 0; index < associations; index++) associate(stack, { e164PhoneNumbers: scattered(numbersOfEach, index * numbersOfEach) }, `Site${index}`);
  return stack;
}

test.each([
  [1, 5_000],
  [2, 2_500],
  [20, 250],
  [100, 50],
])('%i associations of %i scattered numbers fit into half an event', (associations, numbersOfEach) => {
  const declared = associationsOf(stackWith(associations, numbersOfEach));
  expect(Object.keys(declared)).toHaveLength(associations);
  expect(JSON.stringify(declared).length).toBeLessThan(128 * 1024);
});

test('more is an error that says how much, and what to do', () => {
  expect(synthesisError(stackWith(2, 4_000))).toMatch(
    /The 2 associations of Stack, with 8000 phone numbers, take 1\d{5} bytes, and 131072 fit into an event of CloudFormation: move associations with about \d{3} of the numbers to a stack or nested stack of their own/,
  );
});
