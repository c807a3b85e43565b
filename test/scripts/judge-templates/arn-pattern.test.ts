import { arnsOverlap } from '../../../scripts/judge-templates/arn-pattern';

const CONNECTOR = 'arn:*:chime:*:*:vc/*';

test.each([
  ['the same', CONNECTOR, CONNECTOR, true],
  ['a pattern and an ARN', CONNECTOR, 'arn:aws:chime:us-east-1:111122223333:vc/abc', true],
  ['patterns of which neither contains the other', 'arn:aws:logs:*:*:log-group:*:log-stream:*', 'arn:aws:logs:us-east-1:*:log-group:Office:*', true],
  ['another account', 'arn:aws:chime:*:111122223333:vc/*', 'arn:aws:chime:*:444455556666:vc/*', false],
  ['another type of resource', CONNECTOR, 'arn:aws:chime:*:*:vcg/*', false],
  ['another type of resource, whose name could hold the first', CONNECTOR, 'arn:aws:chime:*:*:vcg/*:vc/*', false],
  ['another service', CONNECTOR, 'arn:aws:voice:*:*:vc/*', false],
  ['an ending', 'arn:aws:iam:::role/*-handler', 'arn:aws:iam:::role/office', false],
  ['an ending behind an asterisk', 'arn:aws:iam:::role/*-handler', 'arn:aws:iam:::role/office*', true],
  ['no ARN', '*', CONNECTOR, false],
])('%s', (_, one, other, overlap) => {
  expect(arnsOverlap(one, other)).toBe(overlap);
  expect(arnsOverlap(other, one)).toBe(overlap);
});
