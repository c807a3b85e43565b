import { fixtureStack } from '../fixture/fixture-app';
import { NUMBERS, runsOf, statusesOf, turnsOf, useAccount } from '../fixture/use-account';

const SLOW = { Sleep: '30000' };
const artifacts = {
  slow: fixtureStack({ more: SLOW, scripted: {} }),
  quick: fixtureStack({ scripted: {} }),
  slowChanged: fixtureStack({ more: SLOW, scripted: { value: 'b' }, numbers: NUMBERS.slice(0, 2) }),
};

const account = useAccount();

describe('cancellation', () => {
  test('a creation under way is cancelled when another resource fails: its Delete comes while it is still at work', async () => {
    // GIVEN
    const aws = await account();
    aws.cloudFormation.script('Scripted', 'create', { takesMs: 10_000, failsWith: 'on purpose' });
    // WHEN
    const result = await aws.stack('Fixture').deploy(artifacts.slow);
    // THEN
    const first = result.events.filter(({ logicalId }) => logicalId === 'First');
    expect(first.map(({ status, reason }) => reason ?? status)).toEqual(['CREATE_IN_PROGRESS', 'Resource creation cancelled', 'DELETE_IN_PROGRESS', 'DELETE_COMPLETE']);
    expect(turnsOf(result)[1]).toBe('ROLLBACK_IN_PROGRESS: The following resource(s) failed to create: [Scripted, First]. Rollback requested by user.');
    const [create, remove] = runsOf(aws);
    expect(remove).toMatchObject({ type: 'Delete', id: first[2].physicalId });
    expect(remove.id).toMatch(/^Fixture-First-/);
    expect(remove.at - create.at).toBeLessThan(30_000);
    // WHEN: nobody hears of what the cancelled run does
    await aws.drain();
    // THEN
    expect(aws.chime.requests.slice(0, 2).map(({ operation }) => operation)).toEqual(['Disassociate', 'Associate']);
    expect(aws.cloudFormation.responses.map(({ requestType, counted }) => [requestType, counted])).toEqual([['Delete', true], ['Create', false]]);
  });

  test.each([1, 2, 3, 4, 5])('the rollback comes two to six seconds later (seed %i)', async seed => {
    // GIVEN
    const aws = await account({ seed });
    const stack = aws.stack('Fixture');
    await stack.deploy(artifacts.quick);
    aws.cloudFormation.script('Scripted', 'update', { takesMs: 10_000, failsWith: 'on purpose' });
    // WHEN
    const result = await stack.deploy(artifacts.slowChanged);
    // THEN
    expect(result.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(statusesOf(result, 'First')).toEqual(['UPDATE_IN_PROGRESS', 'UPDATE_FAILED', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE']);
    const cancelled = result.events.find(({ reason }) => reason === 'Resource update cancelled')!;
    const [, , back] = aws.lambda.events;
    expect(back.acceptedAt - cancelled.time).toBeGreaterThanOrEqual(2_000);
    expect(back.acceptedAt - cancelled.time).toBeLessThan(6_000);
  });

  test('somebody cancels an update', async () => {
    // GIVEN
    const aws = await account();
    const stack = aws.stack('Fixture');
    await stack.deploy(artifacts.quick);
    aws.simulation.schedule(10_000, () => stack.cancelUpdate());
    // WHEN
    const result = await stack.deploy(artifacts.slowChanged);
    // THEN
    expect(result.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(result.reasons).toEqual(['Resource update cancelled']);
    expect(turnsOf(result)[1]).toBe('UPDATE_ROLLBACK_IN_PROGRESS: User Initiated');
    expect(() => stack.cancelUpdate()).toThrow('there is no update to cancel');
  });

  test('a run that was cancelled and then fails is repeated by Lambda after its rollback', async () => {
    // GIVEN
    const aws = await account();
    const stack = aws.stack('Fixture');
    await stack.deploy(artifacts.quick);
    aws.simulation.schedule(10_000, () => stack.cancelUpdate());
    const isSlow = (event: unknown) => (event as { ResourceProperties: { Sleep?: string } }).ResourceProperties.Sleep !== undefined;
    aws.lambda.killWhen = ({ run, when, event }) => run === 0 && when === 'before' && isSlow(event);
    // WHEN
    await stack.deploy(artifacts.slowChanged);
    await aws.drain();
    // THEN
    expect(runsOf(aws).map(({ type }) => type)).toEqual(['Create', 'Update', 'Update', 'Update']);
    expect(aws.chime.requests.map(({ numbers }) => numbers.length)).toEqual([3, 3, 2]);
  });

  test.each([
    ['unique', false],
    ['reused by rollbacks', true],
  ] as const)('request ids are %s', async (requestIds, same) => {
    const aws = await account();
    aws.cloudFormation.behave({ requestIds });
    aws.cloudFormation.script('Scripted', 'create', { takesMs: 10_000, failsWith: 'on purpose' });
    await aws.stack('Fixture').deploy(artifacts.slow);
    const [create, remove] = runsOf(aws);
    expect(create.requestId === remove.requestId).toBe(same);
  });
});
