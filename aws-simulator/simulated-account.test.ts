import { Duration } from 'aws-cdk-lib';
import { Fault, inTurn, SimulatedAccount, StackResult, voiceConnector } from '.';
import { fixtureStack } from './fixture/fixture-app';

const NUMBERS = ['+12065550100', '+12065550101', '+12065550102'];
const OTHER = '+12065550199';

// Synthesizing is what takes time: each variant once.
const artifacts = {
  plain: fixtureStack(),
  replaced: fixtureStack({ networkType: 'IPV4_ONLY', force: true }),
  failingSecond: fixtureStack({ numbers: NUMBERS.slice(0, 2), second: [OTHER] }),
  withSecond: fixtureStack({ second: [OTHER] }),
  notGranted: fixtureStack({ granted: false }),
  longMessage: fixtureStack({ more: { MessageLength: '4000' } }),
  framework: fixtureStack({ framework: true }),
  slow: fixtureStack({ framework: true, more: { Sleep: '200000' }, timeout: Duration.seconds(20) }),
  parameter: fixtureStack({ parameter: true }),
};

describe('SimulatedAccount', () => {
  const started = SimulatedAccount.start({ seed: 1 });

  async function setUp(seed = 1): Promise<SimulatedAccount> {
    const aws = await started;
    aws.reset({ seed, freshConnectorMs: 0 });
    for (const number of NUMBERS) aws.chime.order(number);
    return aws;
  }

  function connectorOf(aws: SimulatedAccount) {
    return voiceConnector(String(aws.stack('Fixture').resource('Connector')?.attributes?.VoiceConnectorId));
  }

  function statusesOf({ events }: StackResult, logicalId: string): string[] {
    return events.filter(event => event.logicalId === logicalId).map(({ status }) => status);
  }

  afterAll(async () => (await started).stop());

  test('creates a stack and deletes it', async () => {
    // GIVEN
    const aws = await setUp();
    const stack = aws.stack('Fixture');
    // WHEN
    const created = await stack.deploy(artifacts.plain);
    // THEN
    expect(created).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    expect(aws.chime.numbersOf(connectorOf(aws))).toEqual(NUMBERS);
    // WHEN
    const deleted = await stack.delete();
    // THEN
    expect(deleted).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    expect(NUMBERS.map(number => aws.chime.ownerOf(number))).toEqual([undefined, undefined, undefined]);
    expect(aws.chime.counts()).toEqual({ Associate: 1, Disassociate: 1, Get: 0, List: 0 });
    expect(aws.chime.unexpected).toEqual([]);
  });

  test('a seed gives the same run again, warm or cold', async () => {
    const aws = await started;
    const runs = [];
    for (const cold of [true, false, true]) {
      aws.reset({ seed: 5, cold });
      for (const number of NUMBERS) aws.chime.order(number);
      aws.chime.faults = inTurn({ kind: 'reset' }, { kind: 'hang' });
      const { events } = await aws.stack('Fixture').deploy(artifacts.plain);
      const functions = aws.stack('Fixture').resourcesOfType('AWS::Lambda::Function');
      runs.push({ events, requests: aws.chime.requests, logs: functions.map(({ physicalId }) => aws.lambda.log(physicalId)) });
    }
    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).toEqual(runs[0]);
  });

  test('rolls a failed create back: the physical id of its answer is deleted', async () => {
    const aws = await setUp();
    aws.chime.release(NUMBERS[1]);
    const result = await aws.stack('Fixture').deploy(artifacts.plain);
    expect(result.status).toBe('ROLLBACK_COMPLETE');
    expect(result.reasons).toEqual([`Received response status [FAILED] from custom resource. Message returned: ${NUMBERS[1]} NotFound`]);
    expect(result.events.filter(({ logicalId }) => logicalId === 'First').map(({ status, physicalId }) => [status, physicalId])).toEqual([
      ['CREATE_IN_PROGRESS', undefined], ['CREATE_FAILED', 'failed'], ['DELETE_IN_PROGRESS', 'failed'], ['DELETE_COMPLETE', 'failed'],
    ]);
  });

  test("rolls a failed create back behind CDK's provider framework, which keeps the Delete to itself", async () => {
    const aws = await setUp();
    aws.chime.release(NUMBERS[1]);
    const result = await aws.stack('Fixture').deploy(artifacts.framework);
    expect(result.status).toBe('ROLLBACK_FAILED');
    expect(result.reasons).toEqual([expect.stringContaining(`${NUMBERS[1]} NotFound`), expect.stringContaining('has phone numbers associated with it')]);
  });

  test('rolls a failed update back: the old properties come back as an Update', async () => {
    // GIVEN
    const aws = await setUp();
    await aws.stack('Fixture').deploy(artifacts.plain);
    // WHEN: OTHER is not in the account, and the fixture's handler does not undo what it did
    const result = await aws.stack('Fixture').deploy(artifacts.failingSecond);
    // THEN
    expect(result.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(statusesOf(result, 'First')).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE']);
    expect(statusesOf(result, 'Second')).toEqual(['CREATE_IN_PROGRESS', 'CREATE_FAILED', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
    expect(aws.chime.requests.map(({ operation, numbers }) => `${operation} ${numbers.length}`)).toEqual(['Associate 3', 'Associate 2', 'Associate 1', 'Associate 3', 'Disassociate 1']);
  });

  test('a replaced connector and the physical id on it are deleted in the clean-up, with their old properties', async () => {
    // GIVEN
    const aws = await setUp();
    await aws.stack('Fixture').deploy(artifacts.plain);
    const old = connectorOf(aws);
    // WHEN
    const result = await aws.stack('Fixture').deploy(artifacts.replaced);
    // THEN
    expect(result).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    expect(statusesOf(result, 'Connector')).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
    expect(aws.chime.exists(old)).toBe(false);
    expect(aws.chime.numbersOf(connectorOf(aws))).toEqual(NUMBERS);
    expect(aws.chime.requests.at(-1)).toMatchObject({ operation: 'Disassociate', owner: old });
  });

  test('a resource that the new template lacks is deleted in the clean-up', async () => {
    const aws = await setUp();
    aws.chime.order(OTHER);
    await aws.stack('Fixture').deploy(artifacts.withSecond);
    const result = await aws.stack('Fixture').deploy(artifacts.plain);
    expect(statusesOf(result, 'Second')).toEqual(['DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
    expect(aws.chime.ownerOf(OTHER)).toBeUndefined();
  });

  test('a missing grant is noticed', async () => {
    const aws = await setUp();
    const result = await aws.stack('Fixture').deploy(artifacts.notGranted);
    // The Delete is refused just so.
    expect(result.status).toBe('ROLLBACK_FAILED');
    expect(result.reasons[0]).toContain('is not authorized to perform: chime:AssociatePhoneNumbersWithVoiceConnector');
  });

  test('a response beyond 4,096 bytes shows as CloudFormation shows it', async () => {
    const aws = await setUp();
    for (const number of NUMBERS) aws.chime.release(number);
    const result = await aws.stack('Fixture').deploy(artifacts.longMessage);
    expect(result.reasons[0]).toBe('Response object is too long.');
  });

  test('a function that takes too long is killed', async () => {
    const aws = await setUp();
    const result = await aws.stack('Fixture').deploy(artifacts.slow);
    expect(result.reasons[0]).toContain('Task timed out after 20.00 seconds');
    await aws.drain();
    expect(aws.chime.requests).toEqual([]);
  });

  test.each([
    { kind: 'exception', code: 'ThrottledClient' },
    { kind: 'exception', code: 'NotFound', onlyInBody: true },
    { kind: 'html 502' },
    { kind: 'not JSON' },
    { kind: 'half a body' },
    { kind: 'reset' },
    { kind: 'reset', workDone: true },
    { kind: 'hang' },
    { kind: 'hang', workDone: true },
  ] as Fault[])('the function meets $kind (work done: $workDone) and can try again', async fault => {
    const aws = await setUp();
    aws.chime.faults = inTurn(fault);
    const result = await aws.stack('Fixture').deploy(artifacts.plain);
    expect(result.status).toBe('CREATE_COMPLETE');
    expect(aws.chime.requests).toHaveLength(2);
    expect(aws.chime.requests[1].time - aws.chime.requests[0].time).toBeGreaterThan(fault.kind === 'hang' ? 10_000 : 2_000);
  });

  test('a fresh connector is unknown to the API for a while', async () => {
    const aws = await started;
    aws.reset({ seed: 1, freshConnectorMs: 60_000 });
    for (const number of NUMBERS) aws.chime.order(number);
    const result = await aws.stack('Fixture').deploy(artifacts.plain);
    expect(result.status).toBe('ROLLBACK_FAILED');
    expect(aws.chime.requests.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
  });

  test('an Invoke call whose answer gets lost runs the function again', async () => {
    const aws = await setUp();
    aws.lambda.faults = ({ index }) => (index === 0 ? { kind: 'answer lost' } : undefined);
    const result = await aws.stack('Fixture').deploy(artifacts.framework);
    expect(result.status).toBe('CREATE_COMPLETE');
    expect(aws.chime.counts().Associate).toBe(2);
  });

  test('an Invoke call that breaks in the middle lets two runs of one event overlap', async () => {
    // GIVEN
    const aws = await setUp();
    aws.lambda.faults = ({ index }) => (index === 0 ? { kind: 'connection broken', afterMs: 100 } : undefined);
    // The first run hangs until its watchdog, and goes on when the second one has long ended.
    aws.chime.faults = inTurn({ kind: 'hang' });
    // WHEN
    const result = await aws.stack('Fixture').deploy(artifacts.framework);
    // THEN
    expect(result.status).toBe('CREATE_COMPLETE');
    expect(aws.chime.counts().Associate).toBe(2);
    await aws.drain();
    expect(aws.chime.counts().Associate).toBe(3);
  });

  test('parameters with lists', async () => {
    const aws = await setUp();
    await aws.stack('Fixture').deploy(artifacts.parameter, { parameters: { Numbers: NUMBERS.slice(1).join(',') } });
    expect(aws.chime.numbersOf(connectorOf(aws))).toEqual(NUMBERS.slice(1));
    await expect(aws.stack('Other').deploy(artifacts.parameter)).rejects.toThrow('Parameters: [Numbers] must have values');
  });

  test('fires a rule on the function that it targets', async () => {
    const aws = await setUp();
    const stack = aws.stack('Fixture');
    await stack.deploy(artifacts.plain);
    const [rule] = stack.resourcesOfType('AWS::Events::Rule');
    await expect(stack.fire(rule.logicalId)).resolves.toEqual({ count: 3 });
  });

  test('a stack that cannot be deleted can be tried again', async () => {
    // GIVEN: somebody puts another number on the connector
    const aws = await setUp();
    aws.chime.order(OTHER);
    const stack = aws.stack('Fixture');
    await stack.deploy(artifacts.plain);
    aws.chime.associate(OTHER, connectorOf(aws));
    // WHEN
    const refused = await stack.delete();
    aws.chime.disassociate(OTHER);
    const deleted = await stack.delete();
    // THEN
    expect(refused).toMatchObject({ status: 'DELETE_FAILED', reasons: [expect.stringContaining(OTHER)] });
    expect(deleted.status).toBe('DELETE_COMPLETE');
  });

  test('functions write their logs', async () => {
    const aws = await setUp();
    aws.chime.faults = inTurn({ kind: 'exception', code: 'ServiceFailure' });
    const stack = aws.stack('Fixture');
    await stack.deploy(artifacts.plain);
    const names = stack.resourcesOfType('AWS::Lambda::Function').map(({ physicalId }) => physicalId);
    expect(names.flatMap(name => aws.lambda.log(name))).toContainEqual(expect.stringMatching(/^\{.*"attempt":1,"error":"ServiceFailureException",.*"status":500,"left":1\d{5}\}\n$/));
  });
});
