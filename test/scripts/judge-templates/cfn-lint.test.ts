import { cfnLintArguments, parseCfnLint } from '../../../scripts/judge-templates/cfn-lint';

const match = (Path: readonly string[] | null) => ({
  Rule: { Id: 'E3006', Description: 'Resource type' }, Level: 'Error', Message: 'It does not exist', Filename: '/scratch/us-east-1/Office.template.json', Location: { Path },
});

test.each([
  [['Resources', 'Connector', 'Type'], 'Connector'],
  [['Parameters'], 'Parameters'],
  [[], 'template'],
  [null, 'template'],
])('a match at %j is about %s', (path, subject) => {
  expect(parseCfnLint(JSON.stringify([match(path)]), 'us-west-2')).toEqual([
    { judge: 'cfn-lint', rule: 'E3006', subject, place: 'us-east-1/Office.template.json, us-west-2', message: 'It does not exist' },
  ]);
});

test('it prints nothing where it finds nothing', () => {
  expect(parseCfnLint('', 'us-east-1')).toEqual([]);
});

test('templates cannot be taken for regions', () => {
  expect(cfnLintArguments('us-east-1', ['a.json']).slice(-4)).toEqual(['--regions', 'us-east-1', '--', 'a.json']);
});
