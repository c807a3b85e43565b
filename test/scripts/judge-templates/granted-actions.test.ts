import { Template } from '../../../aws-simulator/cloudformation/template';
import { grantedActions } from '../../../scripts/judge-templates/granted-actions';

const role = (Resource: unknown): Template => ({
  Resources: {
    Role: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'P', PolicyDocument: { Statement: [{ Action: 'a:B', Resource }] } }] } },
    Group: { Type: 'AWS::Logs::LogGroup' },
    Handler: { Type: 'AWS::Lambda::Function' },
    Queue: { Type: 'AWS::SQS::Queue' },
  },
});

test.each<[string, unknown, string]>([
  ['a text', '*', '*'],
  ['joined pseudo parameters', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':chime:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':vc/*']] }, 'arn:aws:chime:*:*:vc/*'],
  ['the own stack', { Ref: 'AWS::StackId' }, 'arn:aws:cloudformation:*:*:stack/*/*'],
  ['a log group', { 'Fn::GetAtt': ['Group', 'Arn'] }, 'arn:aws:logs:*:*:log-group:*:*'],
  ['a function', { 'Fn::GetAtt': ['Handler', 'Arn'] }, 'arn:aws:lambda:*:*:function:*'],
])('an inline policy on %s', (_, resource, expected) => {
  expect(grantedActions('Stack', role(resource))).toEqual([{ action: 'a:B', resource: expected, place: 'Stack/Role' }]);
});

test.each<[string, unknown]>([
  ['an attribute of another type', { 'Fn::GetAtt': ['Queue', 'Arn'] }],
  ['an attribute that is no ARN', { 'Fn::GetAtt': ['Handler', 'Name'] }],
  ['a parameter', { Ref: 'Parameter' }],
  ['another function', { 'Fn::Sub': 'arn:*' }],
])('%s is an error, not a wildcard', (_, resource) => {
  expect(() => grantedActions('Stack', role(resource))).toThrow('of a policy is not known');
});

test.each(['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'])('each action of a %s, on each resource', Type => {
  const PolicyDocument = { Statement: [{ Action: ['a:B', 'a:C'], Resource: ['*', 'arn:x'] }] };
  expect(grantedActions('Stack', { Resources: { P: { Type, Properties: { PolicyDocument } } } })).toEqual([
    { action: 'a:B', resource: '*', place: 'Stack/P' },
    { action: 'a:B', resource: 'arn:x', place: 'Stack/P' },
    { action: 'a:C', resource: '*', place: 'Stack/P' },
    { action: 'a:C', resource: 'arn:x', place: 'Stack/P' },
  ]);
});
