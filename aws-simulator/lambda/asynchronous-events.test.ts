import { Duration } from 'aws-cdk-lib';
import { KillPoint, SimulatedAccount } from '..';
import { fixtureStack } from '../fixture/fixture-app';

const NUMBERS = ['+12065550100', '+12065550101', '+12065550102'];

const artifacts = {
  plain: fixtureStack(),
  throwing: fixtureStack({ more: { Throw: 'yes' }, serviceTimeout: Duration.minutes(10) }),
  slow: fixtureStack({ more: { Sleep: '200000' }, timeout: Duration.seconds(20), serviceTimeout: Duration.minutes(10) }),
};

describe('asynchronous events', () => {
  const started = SimulatedAccount.start({ seed: 1 });

  async function setUp(seed = 1): Promise<SimulatedAccount> {
    const aws = await started;
    aws.reset({ seed });
    for (const number of NUMBERS) aws.chime.order(number);
    return aws;
  }

  /** Virtual times at which the function began, and its request ids. */
  function runsOf(aws: SimulatedAccount) {
    const [fn] = aws.stack('Fixture').resourcesOfType('AWS::Lambda::Function');
    const lines = aws.lambda.log(fn.physicalId).join('').split('\n').filter(line => line.startsWith('{')).map(line => JSON.parse(line));
    return lines.filter(({ type }) => type).map(({ at, run, type }) => ({ at: at as number, run: run as string, type: type as string }));
  }

  /** All kill points of the first creation. */
  async function killPoints(): Promise<KillPoint[]> {
    const aws = await setUp();
    const points: KillPoint[] = [];
    aws.lambda.killWhen = point => points.push(point) < 0;
    await aws.stack('Fixture').deploy(artifacts.plain);
    return points;
  }

  afterAll(async () => (await started).stop());

  test.each([
    ['throws', artifacts.throwing, 0],
    ['runs out of time', artifacts.slow, 20_000],
  ])('a function that %s is run three times, about one and two minutes later, then nobody answers', async (_, artifact, time) => {
    // GIVEN
    const aws = await setUp();
    // WHEN
    const result = await aws.stack('Fixture').deploy(artifact, { disableRollback: true });
    // THEN
    expect(result.status).toBe('CREATE_FAILED');
    expect(result.reasons).toEqual([expect.stringContaining('CloudFormation did not receive a response')]);
    const [first, second, third, ...more] = runsOf(aws);
    expect(more).toEqual([]);
    expect([second.run, third.run]).toEqual([first.run, first.run]);
    for (const [pause, minutes] of [[second.at - first.at - time, 1], [third.at - second.at - time, 2]]) {
      expect(pause).toBeGreaterThanOrEqual(minutes * 60_000);
      expect(pause).toBeLessThan(minutes * 60_000 + 5_000);
    }
    // The time limit of the event, after which its creation has failed.
    const [begun, failed] = ['CREATE_IN_PROGRESS', 'CREATE_FAILED'].map(status => result.events.find(event => event.logicalId === 'First' && event.status === status)!.time);
    expect(failed - begun).toBeGreaterThan(600_000);
    expect(failed - begun).toBeLessThan(603_000);
  });

  test('a creation without any answer is deleted by an id that CloudFormation makes up', async () => {
    const aws = await setUp();
    const result = await aws.stack('Fixture').deploy(artifacts.throwing);
    const ids = result.events.filter(({ logicalId, status }) => logicalId === 'First' && status === 'DELETE_IN_PROGRESS').map(({ physicalId }) => physicalId);
    expect(ids).toEqual([expect.stringMatching(/^Fixture-First-[0-9a-f]{8}$/)]);
  });

  test('kill points are before and after each outgoing request, the PUT included', async () => {
    const points = await killPoints();
    expect(points.map(({ run, index, service, when }) => `${run} ${index} ${service} ${when}`)).toEqual([
      '0 0 chime before', '0 0 chime after', '0 1 response before', '0 1 response after',
    ]);
    expect(points[0].event).toMatchObject({ RequestType: 'Create' });
  });

  test.each([
    ['chime', 'before', 1, 2],
    ['chime', 'after', 2, 2],
    ['response', 'before', 2, 2],
    // CloudFormation has its answer: Lambda nevertheless runs the event again.
    ['response', 'after', 2, 1],
  ] as const)('a run that is killed at the %s request, %s its work, is run again', async (service, when, associations, puts) => {
    // GIVEN
    const aws = await setUp();
    const killed: KillPoint[] = [];
    aws.lambda.killWhen = point => {
      const kill = point.run === 0 && point.service === service && point.when === when;
      if (kill) killed.push(point);
      return kill;
    };
    // WHEN
    const result = await aws.stack('Fixture').deploy(artifacts.plain);
    const answeredAt = aws.cloudFormation.responses.findIndex(({ counted }) => counted);
    await aws.drain();
    // THEN
    expect(result.status).toBe('CREATE_COMPLETE');
    expect(killed).toHaveLength(1);
    expect(runsOf(aws)).toHaveLength(2);
    expect(aws.chime.counts().Associate).toBe(associations);
    expect(answeredAt).toBe(0);
    expect(aws.cloudFormation.responses).toHaveLength(puts === 1 ? 2 : 1);
    expect(aws.cloudFormation.responses.filter(({ counted }) => counted)).toHaveLength(1);
  });

  test('a run can be killed at any moment, and what is at a service by then is still served', async () => {
    // GIVEN
    const aws = await setUp();
    aws.chime.behave({ latencyMs: 3_000 });
    const kill = () => {
      if (aws.lambda.killRunning() === 0) aws.simulation.schedule(100, kill);
    };
    kill();
    // WHEN
    const result = await aws.stack('Fixture').deploy(artifacts.plain);
    // THEN
    expect(result.status).toBe('CREATE_COMPLETE');
    expect(runsOf(aws)).toHaveLength(2);
    expect(aws.chime.counts().Associate).toBe(2);
  });

  test('an event can be delivered again at any later time', async () => {
    // GIVEN
    const aws = await setUp();
    await aws.stack('Fixture').deploy(artifacts.plain);
    // WHEN
    const [event] = aws.lambda.events;
    await aws.simulation.run('again', () => aws.lambda.deliverAgain(event));
    // THEN
    expect(runsOf(aws).map(({ run }) => run)).toEqual([event.awsRequestId, event.awsRequestId]);
    expect(aws.cloudFormation.responses.map(({ counted, status }) => [counted, status])).toEqual([[true, 200], [false, 200]]);
  });

  test('an event can be held back', async () => {
    const aws = await setUp();
    aws.lambda.delayEvents(() => 900_000);
    const result = await aws.stack('Fixture').deploy(artifacts.throwing, { disableRollback: true });
    expect(result.status).toBe('CREATE_FAILED');
    expect(runsOf(aws)).toEqual([]);
    await aws.drain();
    expect(runsOf(aws)).toHaveLength(3);
  });
});
