import { Duration } from 'aws-cdk-lib';
import { ResponseFault } from '../..';
import { fixtureStack } from '../../fixture/fixture-app';
import { NUMBERS, useAccount } from '../../fixture/use-account';
import { jsonLog } from '../../testing';

const artifacts = {
  plain: fixtureStack({ serviceTimeout: Duration.minutes(10) }),
  two: fixtureStack({ serviceTimeout: Duration.minutes(10), numbers: NUMBERS.slice(0, 2) }),
  noId: fixtureStack({ more: { PhysicalId: '' } }),
  framework: fixtureStack({ framework: true }),
};

const account = useAccount();

describe('events for a custom resource', () => {
  test('are what CloudFormation makes', async () => {
    // GIVEN
    const aws = await account();
    const stack = aws.stack('Fixture');
    // WHEN
    await stack.deploy(artifacts.plain);
    await stack.deploy(artifacts.two);
    // THEN
    const [create, update] = aws.lambda.events.map(({ event }) => event as Record<string, unknown>);
    const { VoiceConnectorId } = stack.resource('First')!.properties;
    const properties = { ServiceToken: create.ServiceToken, VoiceConnectorId, E164PhoneNumbers: NUMBERS, ForceAssociate: 'false' };
    expect(create).toEqual({
      RequestType: 'Create',
      ServiceToken: expect.stringMatching(/^arn:aws:lambda:us-east-1:111122223333:function:Fixture-Handler/),
      ResponseURL: expect.stringMatching(/^https:\/\/[^/]+\/.*X-Amz-Date=20260101T\d{6}Z&.*X-Amz-Expires=7200&/),
      StackId: stack.id,
      RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      LogicalResourceId: 'First',
      ResourceType: 'Custom::Association',
      // `ServiceTimeout` is CloudFormation's own.
      ResourceProperties: properties,
    });
    expect(update).toMatchObject({
      RequestType: 'Update',
      PhysicalResourceId: VoiceConnectorId,
      ResourceProperties: { ...properties, E164PhoneNumbers: NUMBERS.slice(0, 2) },
      OldResourceProperties: properties,
    });
  });

  test.each([
    { kind: 'reset' },
    { kind: 'reset', workDone: true },
    { kind: 'status', status: 503 },
    { kind: 'hang' },
    { kind: 'hang', workDone: true },
  ] as ResponseFault[])("the answer's PUT meets %j and is tried again", async fault => {
    const aws = await account();
    aws.cloudFormation.responseFaults = ({ attempt }) => (attempt === 0 ? fault : undefined);
    const result = await aws.stack('Fixture').deploy(artifacts.plain);
    await aws.drain();
    expect(result.status).toBe('CREATE_COMPLETE');
    expect(aws.cloudFormation.responses.map(({ counted }) => counted)).toEqual([fault.workDone === true, fault.workDone !== true]);
    expect(jsonLog(aws).filter(({ error }) => error)).toHaveLength(1);
  });

  test('an answer that cannot be delivered makes Lambda run the event again', async () => {
    const aws = await account();
    aws.cloudFormation.responseFaults = ({ attempt }) => (attempt < 3 ? { kind: 'status', status: 500 } : undefined);
    const result = await aws.stack('Fixture').deploy(artifacts.plain);
    expect(result.status).toBe('CREATE_COMPLETE');
    expect(aws.chime.counts().Associate).toBe(2);
  });

  test('an answer without physical id is a failure, and an id is made up for what follows', async () => {
    const aws = await account();
    const result = await aws.stack('Fixture').deploy(artifacts.noId);
    expect(result.reasons[0]).toBe('Invalid PhysicalResourceId');
    const [, remove] = aws.lambda.events.map(({ event }) => event as Record<string, unknown>);
    expect(remove).toMatchObject({ RequestType: 'Delete', PhysicalResourceId: expect.stringMatching(/^Fixture-First-[0-9a-f]{8}$/) });
  });

  test('the service token cannot change', async () => {
    const aws = await account();
    await aws.stack('Fixture').deploy(artifacts.plain);
    const result = await aws.stack('Fixture').deploy(artifacts.framework);
    expect(result.reasons[0]).toBe('Modifying service token is not allowed.');
  });

  test('tell the time of a function whose clock is ahead', async () => {
    const aws = await account({ clockSkew: { lambdaMs: 90_000 } });
    await aws.stack('Fixture').deploy(artifacts.plain);
    const [{ acceptedAt }] = aws.lambda.events;
    expect(jsonLog(aws)[0].at).toBe(Date.UTC(2026, 0, 1) + acceptedAt + 90_000);
  });
});
