import { judgeActions } from '../../../scripts/judge-templates/iam-actions';

const TABLE = {
  'chime:ListPhoneNumbers': [{ accessLevel: 'List', resource: '*' }],
  'chime:Associate': [{ accessLevel: 'Write', resource: 'arn:${Partition}:chime:${Region}:${AccountId}:vc/${VoiceConnectorId}' }],
  'lambda:InvokeFunction': [
    { accessLevel: 'Write', resource: 'arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}' },
    { accessLevel: 'Write', resource: '*' },
  ],
  'chime:Nothing': [],
};

test.each([
  ['chime:ListPhoneNumbers', '*'],
  ['chime:Associate', 'arn:aws:chime:*:*:vc/*'],
  ['lambda:InvokeFunction', 'arn:aws:lambda:*:*:function:*'],
])('%s on %s is in order', (action, resource) => {
  expect(judgeActions([{ action, resource, place: 'Stack/Role' }], TABLE)).toEqual([]);
});

test.each([
  ['chime:Nothing', '*', 'no such action'],
  ['chime:Unheard', '*', 'no such action'],
  ['chime:Associate', '*', 'could be restricted'],
  ['lambda:InvokeFunction', '*', 'could be restricted'],
  ['chime:Associate', 'arn:aws:chime:*:*:vcg/*', 'other resource'],
  ['chime:ListPhoneNumbers', 'arn:aws:chime:*:*:vc/*', 'other resource'],
])('%s on %s: %s', (action, resource, rule) => {
  expect(judgeActions([{ action, resource, place: 'Stack/Role' }], TABLE)).toMatchObject([{ judge: 'IAM', rule, subject: action, place: 'Stack/Role' }]);
});
