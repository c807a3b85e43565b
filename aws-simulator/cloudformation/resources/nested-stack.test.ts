import { App, CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { declareFixture, FixtureOptions } from '../../fixture/fixture-app';
import { NUMBERS, runsOf, useAccount } from '../../fixture/use-account';
import { RecordedStackEvent } from '../stack-event';
import { StackInstance } from '../stack-instance';

/** A parent whose scripted resource waits for a nested stack, and takes an output of it. */
function parentStack(options: FixtureOptions & { readonly changed?: boolean } = {}): CloudFormationStackArtifact {
  const app = new App({ analyticsReporting: false });
  const parent = new Stack(app, 'Fixture');
  const nested = new NestedStack(parent, 'Nested');
  const connector = declareFixture(nested, options);
  const properties = { Value: connector.attrVoiceConnectorId, Changed: options.changed ?? false };
  new CfnResource(parent, 'Last', { type: 'Test::Scripted', properties }).node.addDependency(nested);
  return app.synth().getStackByName('Fixture');
}

const artifacts = {
  plain: parentStack(),
  changed: parentStack({ numbers: NUMBERS.slice(0, 2), changed: true }),
};

const account = useAccount();
type Account = Awaited<ReturnType<typeof account>>;

function nestedOf(aws: Account): StackInstance {
  const [resource] = aws.stack('Fixture').resourcesOfType('AWS::CloudFormation::Stack');
  return aws.nestedStack(resource.physicalId)!;
}

function turns(events: readonly RecordedStackEvent[]): string[] {
  return events.filter(({ physicalId, stackId }) => physicalId === stackId).map(({ status }) => status);
}

describe('nested stacks', () => {
  test('have ids, events, statuses and outputs of their own', async () => {
    const aws = await account();
    const result = await aws.stack('Fixture').deploy(artifacts.plain);
    expect(result).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    const nested = nestedOf(aws);
    expect(turns(nested.record.events)).toEqual(['CREATE_IN_PROGRESS', 'CREATE_COMPLETE']);
    expect(aws.stack('Fixture').resource('Last')?.properties.Value).toBe(nested.resources.get('Connector')?.attributes?.VoiceConnectorId);
    expect(aws.lambda.events[0].event).toMatchObject({ StackId: nested.id });
  });

  test('are cleaned up with their parent', async () => {
    const aws = await account();
    await aws.stack('Fixture').deploy(artifacts.plain);
    const result = await aws.stack('Fixture').deploy(artifacts.changed);
    expect(result.status).toBe('UPDATE_COMPLETE');
    const nested = nestedOf(aws);
    expect(turns(nested.record.events).slice(2)).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE']);
    const [, , , cleanUp] = result.events.filter(({ physicalId }) => physicalId === nested.id);
    expect(cleanUp).toBeUndefined();
  });

  test('that were complete are deleted by the rollback of a creation', async () => {
    const aws = await account();
    aws.cloudFormation.script('Last', 'create', { failsWith: 'on purpose' });
    const result = await aws.stack('Fixture').deploy(artifacts.plain);
    expect(result.status).toBe('ROLLBACK_COMPLETE');
    const { physicalId } = result.events.find(({ type, status }) => type === 'AWS::CloudFormation::Stack' && status === 'DELETE_COMPLETE')!;
    expect(turns(aws.nestedStack(physicalId!)!.record.events)).toEqual(['CREATE_IN_PROGRESS', 'CREATE_COMPLETE', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
    expect(NUMBERS.map(number => aws.chime.ownerOf(number))).toEqual([undefined, undefined, undefined]);
  });

  test('take an update back when their parent does', async () => {
    const aws = await account();
    await aws.stack('Fixture').deploy(artifacts.plain);
    aws.cloudFormation.script('Last', 'update', { failsWith: 'on purpose' });
    const result = await aws.stack('Fixture').deploy(artifacts.changed);
    expect(result.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(turns(nestedOf(aws).record.events).slice(2)).toEqual([
      'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE',
    ]);
    expect(runsOf(aws).map(({ type }) => type)).toEqual(['Create', 'Update', 'Update']);
  });

  test.each([
    ['rolled back', ['CREATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_COMPLETE', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE']],
    ['left to its parent', ['CREATE_IN_PROGRESS', 'CREATE_FAILED', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE']],
  ] as const)('that fail to be created are %s', async (failedNestedCreation, expected) => {
    const aws = await account();
    aws.cloudFormation.behave({ failedNestedCreation });
    aws.chime.release(NUMBERS[0]);
    const result = await aws.stack('Fixture').deploy(artifacts.plain);
    expect(result.status).toBe('ROLLBACK_COMPLETE');
    expect(result.reasons).toEqual([expect.stringMatching(/^Embedded stack arn:.* was not successfully created: The following resource\(s\) failed to create: \[First\]\./)]);
    const { physicalId } = result.events.find(({ status, type }) => status === 'CREATE_FAILED' && type === 'AWS::CloudFormation::Stack')!;
    expect(turns(aws.nestedStack(physicalId!)!.record.events)).toEqual(expected);
  });

  test('go with their parent', async () => {
    const aws = await account();
    await aws.stack('Fixture').deploy(artifacts.plain);
    const nested = nestedOf(aws);
    expect((await aws.stack('Fixture').delete()).status).toBe('DELETE_COMPLETE');
    expect(nested.status).toBe('DELETE_COMPLETE');
  });
});
