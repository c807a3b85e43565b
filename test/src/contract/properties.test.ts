import { OWNER_ID_PATTERN, serviceTimeoutSeconds } from '../../../src/contract/properties';

test.each([
  ['abcdef1ghij2klmno3pqr', true],
  ['abcdef1ghij2klmno3pqr4', true],
  ['1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d', true],
  ['abcdef1ghij2klmno3pq', false],
  ['abcdef1ghij2klmno3pqr45', false],
  ['ABCDEF1GHIJ2KLMNO3PQR4', false],
  ['1A2B3C4D-5E6F-4A8B-9C0D-1E2F3A4B5C6D', false],
  ['1a2b3c4d5e6f4a8b9c0d1e2f3a4b5c6d', false],
  ['arn:aws:chime:us-east-1:111122223333:vc/abcdef1ghij2klmno3pqr4', false],
  ['abcdef1ghij2klmno3pqr4\n', false],
])('%j is the id of a connector or group: %s', (value, matches) => {
  expect(OWNER_ID_PATTERN.test(value)).toBe(matches);
});

test.each([
  ['the shortest function', 30, 330],
  ['the default', 300, 1_140],
  ['the longest function', 900, 2_940],
  ['more than CloudFormation waits', 1_200, 3_600],
  ['a time that is not known', Infinity, 3_600],
])('CloudFormation waits for three runs and the pauses between: %s', (_, functionTimeout, serviceTimeout) => {
  expect(serviceTimeoutSeconds(functionTimeout)).toBe(serviceTimeout);
});
