import { Iam, PolicyDocument } from './iam';

const CONNECTOR = 'arn:aws:chime:us-east-1:111122223333:vc/abc';

function allow(Action: string | string[], Resource: string | string[]): PolicyDocument {
  return { Statement: { Effect: 'Allow', Action, Resource } };
}

describe('Iam', () => {
  test.each([
    ['the action on the very resource', allow('chime:Associate', CONNECTOR), 'chime:Associate', CONNECTOR, true],
    ['the action in other letters', allow('CHIME:associate', CONNECTOR), 'chime:Associate', CONNECTOR, true],
    ['a wildcard in the resource', allow('chime:Associate', 'arn:aws:chime:*:111122223333:vc/*'), 'chime:Associate', CONNECTOR, true],
    ['a wildcard in the action', allow('chime:*', CONNECTOR), 'chime:Associate', CONNECTOR, true],
    ['everything', allow('*', '*'), 'chime:Associate', CONNECTOR, true],
    ['another resource', allow('chime:Associate', `${CONNECTOR}d`), 'chime:Associate', CONNECTOR, false],
    ['another action', allow(['chime:Get', 'chime:AssociateX'], '*'), 'chime:Associate', CONNECTOR, false],
    ['an ARN pattern, where the action knows no resource', allow('chime:List', 'arn:aws:chime:*'), 'chime:List', '*', false],
    ['everything, where the action knows no resource', allow('chime:List', '*'), 'chime:List', '*', true],
    [
      'a denial beside it',
      { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }, { Effect: 'Deny', Action: 'chime:Associate', Resource: '*' }] },
      'chime:Associate', CONNECTOR, false,
    ],
  ] as [string, PolicyDocument, string, string, boolean][])('policy with %s', (_, document, action, resource, allowed) => {
    const iam = new Iam();
    iam.putPolicy('role', 'policy', document);
    expect(iam.isAllowed('role', action, resource)).toBe(allowed);
    expect(iam.isAllowed('other role', action, resource)).toBe(false);
  });

  test('a policy that was removed grants nothing', () => {
    const iam = new Iam();
    iam.putPolicy('role', 'policy', allow('*', '*'));
    iam.removePolicy('role', 'policy');
    expect(iam.isAllowed('role', 'chime:Get', '*')).toBe(false);
  });

  test('a condition is an error: it would not be evaluated', () => {
    const document = { Statement: { Effect: 'Allow' as const, Action: '*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } } };
    expect(() => new Iam().putPolicy('role', 'policy', document)).toThrow(/Condition/);
  });
});
