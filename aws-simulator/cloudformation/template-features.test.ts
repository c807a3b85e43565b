import { SimulatedAccount, StackResult, StackSource } from '..';
import { Template } from './template';
import { useAccount } from '../fixture/use-account';

const account = useAccount();

function source(template: Template): StackSource {
  return { template, assets: new Map() };
}

function scripted(properties: Record<string, unknown>, more: object = {}) {
  return { Type: 'Test::Scripted', Properties: properties, ...more };
}

async function propertiesOf(aws: SimulatedAccount, template: Template, parameters?: Record<string, string>) {
  const result = await aws.stack('Stack').deploy(source(template), { parameters });
  expect(result).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
  return aws.stack('Stack').resource('A')?.properties;
}

describe('templates', () => {
  test('leave out what has no value, in lists, in maps, and behind conditions', async () => {
    const none = { Ref: 'AWS::NoValue' };
    const template: Template = {
      Parameters: { Stage: { Type: 'String' } },
      Conditions: { Production: { 'Fn::Equals': [{ Ref: 'Stage' }, 'production'] } },
      Resources: {
        A: scripted({
          List: ['a', none, { 'Fn::If': ['Production', 'b', none] }],
          Map: { kept: 1, none, conditional: { 'Fn::If': ['Production', { deep: ['x'] }, none] } },
          Gone: { 'Fn::If': ['Production', 'here', none] },
        }),
      },
    };
    const aws = await account();
    await expect(propertiesOf(aws, template, { Stage: 'test' })).resolves.toEqual({ List: ['a'], Map: { kept: 1 } });
    const result = await aws.stack('Stack').deploy(source(template), { parameters: { Stage: 'production' } });
    expect(result.status).toBe('UPDATE_COMPLETE');
    expect(aws.stack('Stack').resource('A')?.properties).toEqual({ List: ['a', 'b'], Map: { kept: 1, conditional: { deep: ['x'] } }, Gone: 'here' });
  });

  test('have resources and outputs with conditions', async () => {
    const aws = await account();
    const Conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
    const result = await aws.stack('Stack').deploy(source({
      Conditions,
      Resources: { A: scripted({ X: 1 }), B: scripted({}, { Condition: 'Never' }), C: scripted({}, { DependsOn: ['B'] }) },
      Outputs: { B: { Value: { Ref: 'B' }, Condition: 'Never' }, X: { Value: { 'Fn::GetAtt': ['A', 'X'] } } },
    }));
    expect(result).toMatchObject({ status: 'CREATE_COMPLETE', outputs: { X: 1 } });
    expect(aws.stack('Stack').resource('B')).toBeUndefined();
  });

  test.each([
    ['Retain', 'DELETE_SKIPPED', 'DELETE_SKIPPED'],
    ['RetainExceptOnCreate', 'DELETE_COMPLETE', 'DELETE_SKIPPED'],
    ['Delete', 'DELETE_COMPLETE', 'DELETE_COMPLETE'],
  ])('have the deletion policy %s', async (DeletionPolicy, afterRollback, afterDeletion) => {
    const aws = await account();
    const template: Template = { Resources: { A: scripted({}, { DeletionPolicy }), B: scripted({}, { DependsOn: ['A'] }) } };
    aws.cloudFormation.script('B', 'create', { failsWith: 'on purpose' });
    const lastStatusOfA = ({ events }: StackResult) => events.filter(({ logicalId }) => logicalId === 'A').at(-1)?.status;
    expect(lastStatusOfA(await aws.stack('Stack').deploy(source(template)))).toBe(afterRollback);
    await aws.stack('Stack').deploy(source(template));
    expect(lastStatusOfA(await aws.stack('Stack').delete())).toBe(afterDeletion);
  });

  test('import what other stacks export', async () => {
    // GIVEN
    const aws = await account();
    const importing: Template = { Resources: { A: scripted({ Value: { 'Fn::ImportValue': { 'Fn::Sub': 'exported-${AWS::Region}' } } }) } };
    const exporting = (value: string): Template => ({
      Resources: { B: scripted({ Value: value }) },
      Outputs: { Value: { Value: { 'Fn::GetAtt': ['B', 'Value'] }, Export: { Name: 'exported-us-east-1' } } },
    });
    // WHEN
    const early = await aws.stack('Early').deploy(source(importing));
    await aws.stack('Exporting').deploy(source(exporting('one')));
    // THEN
    expect(early.reasons).toEqual(['No export named exported-us-east-1 found']);
    await expect(propertiesOf(aws, importing)).resolves.toEqual({ Value: 'one' });
    // WHEN: it changes, fails to change, and goes
    await aws.stack('Exporting').deploy(source(exporting('two')));
    aws.cloudFormation.script('B', 'update', { failsWith: 'on purpose' });
    await aws.stack('Exporting').deploy(source(exporting('three')));
    await aws.stack('Stack').deploy(source(importing));
    // THEN
    expect(aws.stack('Stack').resource('A')?.properties).toEqual({ Value: 'two' });
    await aws.stack('Exporting').delete();
    expect((await aws.stack('Late').deploy(source(importing))).reasons).toEqual(['No export named exported-us-east-1 found']);
  });

  test('with a resource type that is not simulated are refused with those that are', async () => {
    const aws = await account();
    const result = await aws.stack('Stack').deploy(source({ Resources: { A: { Type: 'AWS::Nothing::Here' } } }));
    expect(result.reasons[0]).toMatch(/^Resource type AWS::Nothing::Here is not simulated\. Known: Custom::\*, AWS::CDK::Metadata, /);
  });
});
