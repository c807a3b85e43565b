import { Deployment } from '../../../lambda/phone-number-associations/cloudformation/deployment';
import { OvertakenError, TimelineUnreadableError } from '../../../lambda/phone-number-associations/model/errors';
import { Deadline } from '../../../lambda/phone-number-associations/service/deadline';
import { AdaptiveRateLimiter } from '../../../lambda/phone-number-associations/service/rate-limiter';
import { RequestExecutor } from '../../../lambda/phone-number-associations/service/request-executor';
import { serviceError } from '../support/fake-chime';
import { FakeClock } from '../support/fake-clock';
import { LogRecorder } from '../support/log-recorder';
import { eventInHand, FakeStackEvents, Line, STACK_ID, timeline } from '../support/stack-timeline';

const STABLE: Line = [-3_600, 'stack', 'CREATE_COMPLETE', STACK_ID];
const BEGIN: Line = [-5, 'stack', 'UPDATE_IN_PROGRESS', STACK_ID];
const STEP: Line = [0, 'numbers', 'UPDATE_IN_PROGRESS', 'id'];
const TURN: Line = [8, 'stack', 'UPDATE_ROLLBACK_IN_PROGRESS', STACK_ID];
const EVENT = eventInHand('Update', 0, 'id');

function deploymentOn(stack: FakeStackEvents, clock = new FakeClock()) {
  const random = () => 0.5;
  const { log } = new LogRecorder();
  const executor = new RequestExecutor({ clock, random, deadline: Deadline.full(clock), rateLimiter: new AdaptiveRateLimiter(random), log });
  return { deployment: new Deployment(stack, executor, clock), clock };
}

describe('the situation', () => {
  test('is told by one request, if one page reaches back', async () => {
    const old = Array.from({ length: 250 }, (_, index): Line => [-7_200 - index, 'connector', 'CREATE_COMPLETE']).reverse();
    const stack = new FakeStackEvents([...old, STABLE, BEGIN, STEP]);
    await expect(deploymentOn(stack).deployment.situate(EVENT)).resolves.toEqual({ kind: 'forward' });
    expect(stack.requests).toBe(1);
  });

  test('is read from as many pages as it needs', async () => {
    const others = Array.from({ length: 250 }, (_, index): Line => [-4 + index / 100, 'connector', 'CREATE_COMPLETE']);
    const stack = new FakeStackEvents([STABLE, BEGIN, ...others, STEP]);
    await expect(deploymentOn(stack).deployment.situate(EVENT)).resolves.toEqual({ kind: 'forward' });
    expect(stack.requests).toBe(3);
  });

  test('of a stack that never completed is read to the end', async () => {
    const stack = new FakeStackEvents([BEGIN, STEP], 1);
    await expect(deploymentOn(stack).deployment.situate(EVENT)).resolves.toEqual({ kind: 'forward' });
    expect(stack.requests).toBe(2);
  });

  test('is waited for until the entry of the event shows', async () => {
    const stack = new FakeStackEvents([STABLE, BEGIN]);
    stack.before(4, () => stack.goesOn(STEP));
    const { deployment, clock } = deploymentOn(stack);
    await expect(deployment.situate(EVENT)).resolves.toEqual({ kind: 'forward' });
    expect(clock.sleeps).toEqual([500, 1_000, 2_000]);
  });

  test('is not waited for longer than half a minute', async () => {
    const { deployment, clock } = deploymentOn(new FakeStackEvents([STABLE, BEGIN]));
    const error = await deployment.situate(EVENT).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TimelineUnreadableError);
    expect(error).toHaveProperty('message', expect.stringContaining('does not show this Update of PhoneNumberAssociations'));
    expect(clock.elapsedMillis()).toBeGreaterThan(30_000);
    expect(clock.elapsedMillis()).toBeLessThan(65_000);
  });

  test('that cannot be read is asked for again', async () => {
    const stack = new FakeStackEvents([STABLE, BEGIN, STEP]);
    stack.fails(serviceError('unavailable'), 5);
    await expect(deploymentOn(stack).deployment.situate(EVENT)).resolves.toEqual({ kind: 'forward' });
  });

  test.each([
    ['a denial that stays', serviceError('denied', 'AccessDenied'), 'AccessDenied'],
    ['an outage that stays', serviceError('unavailable', 'ServiceUnavailable'), 'Out of time'],
  ])('that cannot be read at all names the permission: %s', async (_, failure, text) => {
    const stack = new FakeStackEvents([STABLE, BEGIN, STEP]);
    stack.fails(failure, 10_000);
    const error = await deploymentOn(stack, new FakeClock(120_000)).deployment.situate(EVENT).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TimelineUnreadableError);
    expect(error).toHaveProperty('message', expect.stringContaining('cloudformation:DescribeStackEvents'));
    expect(error).toHaveProperty('message', expect.stringContaining(text));
    expect((error as Error).cause).toBeDefined();
  });

  test('passes on what is no answer of a service', async () => {
    const { deployment, clock } = deploymentOn(new FakeStackEvents([STABLE, BEGIN, STEP]));
    jest.spyOn(clock, 'now').mockImplementation(() => { throw new RangeError('no clock'); });
    await expect(deployment.situate(EVENT)).rejects.toThrow(RangeError);
  });
});

describe('the way on', () => {
  async function situated(lines: readonly Line[] = [STABLE, BEGIN, STEP], pageSize = 100) {
    const stack = new FakeStackEvents(lines, pageSize);
    const { deployment, clock } = deploymentOn(stack);
    await deployment.situate(EVENT);
    return { stack, deployment, clock };
  }

  test('is looked at once a second', async () => {
    const { stack, deployment, clock } = await situated();
    await clock.sleep(980);
    await deployment.assertCurrent(EVENT);
    expect(stack.requests).toBe(1);
    await clock.sleep(20);
    await deployment.assertCurrent(EVENT);
    await deployment.assertCurrent(EVENT);
    expect(stack.requests).toBe(2);
  });

  test('is closed by a rollback', async () => {
    const { stack, deployment, clock } = await situated();
    stack.goesOn(TURN);
    await clock.sleep(1_000);
    await expect(deployment.assertCurrent(EVENT)).rejects.toThrow(new OvertakenError('the stack is in UPDATE_ROLLBACK_IN_PROGRESS'));
  });

  test('is open while others go on, and only what is new is read', async () => {
    const { stack, deployment, clock } = await situated([STABLE, BEGIN, ...Array.from({ length: 8 }, (): Line => [-1, 'connector', 'CREATE_IN_PROGRESS']), STEP], 4);
    const before = stack.requests;
    for (const second of [1, 2, 3]) {
      stack.goesOn([second, 'connector', 'CREATE_COMPLETE']);
      await clock.sleep(1_000);
      await deployment.assertCurrent(EVENT);
    }
    expect(stack.requests - before).toBe(3);
    stack.goesOn(...Array.from({ length: 9 }, (_, index): Line => [3 + index / 10, 'connector', 'DELETE_COMPLETE']), TURN);
    await clock.sleep(1_000);
    await expect(deployment.assertCurrent(EVENT)).rejects.toThrow(OvertakenError);
  });

  test('is closed by an entry that becomes visible after a younger one', async () => {
    const { stack, deployment, clock } = await situated();
    stack.goesOn([3, 'connector', 'DELETE_IN_PROGRESS']);
    await clock.sleep(1_000);
    await deployment.assertCurrent(EVENT);
    const [youngest, ...older] = stack.newestFirst;
    stack.newestFirst = [youngest, ...timeline(TURN), ...older];
    await clock.sleep(1_000);
    await expect(deployment.assertCurrent(EVENT)).rejects.toThrow(OvertakenError);
  });

  test('that cannot be seen any more ends the run', async () => {
    const { stack, deployment, clock } = await situated();
    stack.fails(serviceError('refused', 'ValidationError'));
    await clock.sleep(1_000);
    await expect(deployment.assertCurrent(EVENT)).rejects.toThrow(TimelineUnreadableError);
  });

  test('of a timeline that has been replaced is read anew', async () => {
    const { stack, deployment, clock } = await situated();
    stack.newestFirst = [...new FakeStackEvents([[1, 'connector', 'CREATE_COMPLETE'], TURN]).newestFirst];
    await clock.sleep(1_000);
    await expect(deployment.assertCurrent(EVENT)).resolves.toBeUndefined();
  });
});

test.each<[Line[], boolean]>([
  [[STABLE, BEGIN], true],
  [[STABLE], false],
  [[], false],
  [[BEGIN, STEP, [1, 'connector', 'CREATE_COMPLETE']], true],
])('is a deployment under way: %#', async (lines, deploying) => {
  await expect(deploymentOn(new FakeStackEvents(lines, 1)).deployment.isDeploying(STACK_ID)).resolves.toBe(deploying);
});
