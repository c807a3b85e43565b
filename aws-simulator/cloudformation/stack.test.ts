import { fixtureStack } from '../fixture/fixture-app';
import { connectorOf, NUMBERS, runsOf, statusesOf, turnsOf, useAccount } from '../fixture/use-account';

const OTHER = '+12065550199';

// Synthesizing is what takes time: each variant once.
const artifacts = {
  plain: fixtureStack(),
  two: fixtureStack({ numbers: NUMBERS.slice(0, 2) }),
  second: fixtureStack({ second: [OTHER] }),
  before: fixtureStack({ scripted: { waits: 'before' } }),
  beforeChanged: fixtureStack({ scripted: { waits: 'before', value: 'b' }, numbers: NUMBERS.slice(0, 2) }),
  after: fixtureStack({ scripted: { waits: 'after' } }),
  afterChanged: fixtureStack({ scripted: { waits: 'after', value: 'b' }, numbers: NUMBERS.slice(0, 2) }),
  afterChangedTwice: fixtureStack({ scripted: { waits: 'after', value: 'b' }, numbers: NUMBERS.slice(0, 1) }),
};

const account = useAccount();

describe('statuses of a stack', () => {
  test('created, updated, deleted', async () => {
    const aws = await account();
    aws.chime.order(OTHER);
    const stack = aws.stack('Fixture');
    const results = [await stack.deploy(artifacts.plain), await stack.deploy(artifacts.second), await stack.delete()];
    expect(results.map(turnsOf)).toEqual([
      ['CREATE_IN_PROGRESS: User Initiated', 'CREATE_COMPLETE'],
      ['UPDATE_IN_PROGRESS: User Initiated', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_COMPLETE'],
      ['DELETE_IN_PROGRESS: User Initiated', 'DELETE_COMPLETE'],
    ]);
  });

  test('a stack that is created again after its deletion has another id', async () => {
    const stack = (await account()).stack('Fixture');
    await stack.deploy(artifacts.plain);
    const { id } = stack;
    await stack.delete();
    await stack.deploy(artifacts.plain);
    expect(stack.id).not.toBe(id);
    expect(stack.events.every(({ stackId }) => stackId === stack.id)).toBe(true);
  });

  test('a failed creation', async () => {
    const aws = await account();
    aws.chime.release(NUMBERS[0]);
    expect(turnsOf(await aws.stack('Fixture').deploy(artifacts.plain))).toEqual([
      'CREATE_IN_PROGRESS: User Initiated',
      'ROLLBACK_IN_PROGRESS: The following resource(s) failed to create: [First]. Rollback requested by user.',
      'ROLLBACK_COMPLETE',
    ]);
  });

  test('a failed creation with OnFailure DELETE', async () => {
    const aws = await account();
    aws.chime.release(NUMBERS[0]);
    expect(turnsOf(await aws.stack('Fixture').deploy(artifacts.plain, { onFailure: 'DELETE' }))).toEqual([
      'CREATE_IN_PROGRESS: User Initiated',
      'DELETE_IN_PROGRESS: The following resource(s) failed to create: [First]. Delete requested by user.',
      'DELETE_COMPLETE',
    ]);
  });

  test('a failed update, after the resource has succeeded', async () => {
    // GIVEN
    const aws = await account();
    const stack = aws.stack('Fixture');
    await stack.deploy(artifacts.after);
    aws.cloudFormation.script('Scripted', 'update', { failsWith: 'on purpose' });
    // WHEN
    const result = await stack.deploy(artifacts.afterChanged);
    // THEN
    expect(turnsOf(result)).toEqual([
      'UPDATE_IN_PROGRESS: User Initiated',
      'UPDATE_ROLLBACK_IN_PROGRESS: The following resource(s) failed to update: [Scripted].',
      'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
      'UPDATE_ROLLBACK_COMPLETE',
    ]);
    expect(result.reasons).toEqual(['on purpose']);
    expect(runsOf(aws).map(({ type }) => type)).toEqual(['Create', 'Update', 'Update']);
  });

  test('a deletion that fails', async () => {
    const aws = await account();
    const stack = aws.stack('Fixture');
    await stack.deploy(artifacts.after);
    aws.cloudFormation.script('Scripted', 'delete', { failsWith: 'on purpose' });
    expect(turnsOf(await stack.delete())).toEqual(['DELETE_IN_PROGRESS: User Initiated', 'DELETE_FAILED']);
    expect(stack.resource('First')).toBeDefined();
    expect(turnsOf(await stack.delete())).toEqual(['DELETE_IN_PROGRESS: User Initiated', 'DELETE_COMPLETE']);
  });

  test('a rollback that fails is continued', async () => {
    // GIVEN
    const aws = await account();
    const stack = aws.stack('Fixture');
    await stack.deploy(artifacts.before);
    aws.chime.release(NUMBERS[0]);
    aws.cloudFormation.script('Scripted', 'update', {}, { failsWith: 'on the way back' });
    // WHEN
    const result = await stack.deploy(artifacts.beforeChanged);
    // THEN
    expect(result.status).toBe('UPDATE_ROLLBACK_FAILED');
    await expect(stack.deploy(artifacts.before)).rejects.toThrow('UPDATE_ROLLBACK_FAILED state and can not be updated');
    // WHEN
    aws.chime.order(NUMBERS[0]);
    // THEN
    expect(turnsOf(await stack.continueUpdateRollback())).toEqual([
      'UPDATE_ROLLBACK_IN_PROGRESS: User Initiated', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE',
    ]);
    expect(stack.resource('Scripted')?.properties).toEqual({ Value: 'a' });
    expect(aws.chime.numbersOf(connectorOf(aws))).toEqual(NUMBERS);
  });

  test('a rollback is continued without a resource, which counts as it was', async () => {
    const aws = await account();
    const stack = aws.stack('Fixture');
    await stack.deploy(artifacts.before);
    aws.chime.release(NUMBERS[0]);
    aws.cloudFormation.script('Scripted', 'update', {}, { failsWith: 'on the way back' }, { failsWith: 'must not be asked' });
    await stack.deploy(artifacts.beforeChanged);
    expect((await stack.continueUpdateRollback({ skip: ['Scripted', 'First'] })).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(stack.resource('Scripted')?.properties).toEqual({ Value: 'a' });
  });

  test('a clean-up tries three times to delete', async () => {
    const aws = await account();
    const stack = aws.stack('Fixture');
    await stack.deploy(artifacts.after);
    aws.cloudFormation.script('Scripted', 'delete', ...Array.from({ length: 5 }, () => ({ failsWith: 'on purpose' })));
    const result = await stack.deploy(artifacts.plain);
    expect(result.status).toBe('UPDATE_COMPLETE');
    expect(result.reasons).toEqual(['on purpose', 'on purpose', 'on purpose']);
    expect(stack.resource('Scripted')).toBeUndefined();
  });
});

describe('with rollback disabled', () => {
  test('a creation stops at the failure; what does not depend on it goes on', async () => {
    const aws = await account();
    aws.cloudFormation.script('Scripted', 'create', { failsWith: 'on purpose' });
    const stack = aws.stack('Fixture');
    const result = await stack.deploy(artifacts.after, { disableRollback: true });
    expect(turnsOf(result)).toEqual(['CREATE_IN_PROGRESS: User Initiated', 'CREATE_FAILED: The following resource(s) failed to create: [Scripted].']);
    expect(aws.chime.numbersOf(connectorOf(aws))).toEqual(NUMBERS);
    await expect(stack.deploy(artifacts.after)).rejects.toThrow('CREATE_FAILED state and can only be updated with rollback disabled');
  });

  test.each([
    ['before its successor', ['Create', 'Delete failed', 'Create']],
    ['after its successor', ['Create', 'Create', 'Delete failed']],
  ] as const)('a failed creation is deleted %s', async (failedCreationDeleted, expected) => {
    // GIVEN
    const aws = await account();
    aws.cloudFormation.behave({ failedCreationDeleted });
    const stack = aws.stack('Fixture');
    aws.chime.release(NUMBERS[0]);
    await stack.deploy(artifacts.plain, { disableRollback: true });
    expect(stack.status).toBe('CREATE_FAILED');
    // WHEN
    aws.chime.order(NUMBERS[0]);
    const result = await stack.deploy(artifacts.plain, { disableRollback: true });
    // THEN
    expect(result.status).toBe('UPDATE_COMPLETE');
    expect(runsOf(aws).map(({ type, id }) => (id ? `${type} ${id}` : type))).toEqual(expected);
  });

  test.each([
    ['at once', ['UPDATE_IN_PROGRESS', 'UPDATE_FAILED', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE'], []],
    ['with the next operation', ['UPDATE_IN_PROGRESS', 'UPDATE_FAILED'], ['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE']],
  ] as const)('a failed update is restored %s', async (failedUpdateRestored, atOnce, later) => {
    // GIVEN
    const aws = await account();
    aws.cloudFormation.behave({ failedUpdateRestored });
    const stack = aws.stack('Fixture');
    await stack.deploy(artifacts.plain);
    const [number] = NUMBERS;
    aws.chime.release(number);
    // WHEN
    const failed = await stack.deploy(artifacts.two, { disableRollback: true });
    // THEN
    expect(failed.status).toBe('UPDATE_FAILED');
    if (failedUpdateRestored === 'at once') {
      // Its restoration is refused as well, for the same number.
      expect(statusesOf(failed, 'First').slice(0, 3)).toEqual(atOnce.slice(0, 3));
    } else {
      expect(statusesOf(failed, 'First')).toEqual(atOnce);
      aws.chime.order(number);
      expect(statusesOf(await stack.deploy(artifacts.two, { disableRollback: true }), 'First')).toEqual(later);
    }
  });

  test('rollback goes back over several failures to where the stack was last complete', async () => {
    // GIVEN: two updates that fail at the last resource
    const aws = await account();
    aws.chime.order(OTHER);
    const stack = aws.stack('Fixture');
    await stack.deploy(artifacts.after);
    aws.cloudFormation.script('Scripted', 'update', { failsWith: 'first' }, {}, { failsWith: 'second' }, {});
    await stack.deploy(artifacts.afterChanged, { disableRollback: true });
    const second = await stack.deploy(artifacts.afterChangedTwice, { disableRollback: true });
    expect(second.status).toBe('UPDATE_FAILED');
    // WHEN
    const result = await stack.rollback();
    // THEN
    expect(turnsOf(result)).toEqual(['UPDATE_ROLLBACK_IN_PROGRESS: User Initiated', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE']);
    expect(stack.resource('Scripted')?.properties).toEqual({ Value: 'a' });
    expect(stack.resource('First')?.properties.E164PhoneNumbers).toEqual(NUMBERS);
  });

  test.each([
    ['rolled back', ['ROLLBACK_IN_PROGRESS: User Initiated', 'ROLLBACK_COMPLETE']],
    ['deleted', ['DELETE_IN_PROGRESS: User Initiated', 'DELETE_COMPLETE']],
  ] as const)('a stack that was never complete is %s', async (neverComplete, turns) => {
    const aws = await account();
    aws.cloudFormation.behave({ neverComplete });
    aws.cloudFormation.script('Scripted', 'create', { failsWith: 'first' }, { failsWith: 'second' });
    const stack = aws.stack('Fixture');
    await stack.deploy(artifacts.after, { disableRollback: true });
    await stack.deploy(artifacts.after, { disableRollback: true });
    expect(turnsOf(await stack.rollback())).toEqual(turns);
    expect(NUMBERS.map(number => aws.chime.ownerOf(number))).toEqual([undefined, undefined, undefined]);
  });
});
