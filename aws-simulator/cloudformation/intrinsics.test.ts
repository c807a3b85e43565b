import { Intrinsics } from './intrinsics';
import { Template } from './template';

const template: Template = {
  Resources: {},
  Mappings: { Runtimes: { 'us-east-1': { value: 'nodejs24.x' } } },
  Conditions: { Yes: { 'Fn::Equals': [{ Ref: 'Region' }, 'us-east-1'] }, No: { 'Fn::Not': [{ Condition: 'Yes' }] } },
};

const intrinsics = new Intrinsics(template, {
  ref: name => ({ Region: 'us-east-1', List: ['a', 'b'] })[name],
  getAtt: (logicalId, attribute) => `${logicalId}->${attribute}`,
  importValue: name => `value of ${name}`,
});

describe('Intrinsics', () => {
  test.each([
    [{ Ref: 'List' }, ['a', 'b']],
    [{ 'Fn::GetAtt': ['Role', 'Arn'] }, 'Role->Arn'],
    [{ 'Fn::GetAtt': 'Role.Outputs.Arn' }, 'Role->Outputs.Arn'],
    [{ 'Fn::Join': ['-', ['x', { Ref: 'Region' }]] }, 'x-us-east-1'],
    [{ 'Fn::Join': [',', { Ref: 'List' }] }, 'a,b'],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'vc/id'] }] }, 'id'],
    [{ 'Fn::Sub': '${Region} ${Role.Arn} ${!Literal}' }, 'us-east-1 Role->Arn ${Literal}'],
    [{ 'Fn::Sub': ['${Own}', { Own: { Ref: 'Region' } }] }, 'us-east-1'],
    [{ 'Fn::FindInMap': ['Runtimes', { Ref: 'Region' }, 'value'] }, 'nodejs24.x'],
    [{ 'Fn::If': ['Yes', 1, 2] }, 1],
    [{ 'Fn::If': ['No', 1, 2] }, 2],
    [{ 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] }, true],
    [{ 'Fn::And': [{ Condition: 'No' }, { Condition: 'Yes' }] }, false],
    [{ a: { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }, b: [{ Ref: 'AWS::NoValue' }, 2] }, { b: [2] }],
    [{ Statement: { Condition: { Bool: 'x' } } }, { Statement: { Condition: { Bool: 'x' } } }],
  ])('%j', (value, expected) => {
    expect(intrinsics.resolve(value)).toEqual(expected);
  });

  test('what is not known is an error', () => {
    expect(() => intrinsics.resolve({ 'Fn::Cidr': 'x' })).toThrow(/Fn::Cidr is not known/);
    expect(() => intrinsics.resolve({ 'Fn::If': ['Maybe', 1, 2] })).toThrow(/Maybe/);
  });
});
