import { isDeploying, isOfStack, reachesBack } from '../../../lambda/phone-number-associations/cloudformation/stack-timeline';
import { created, failed, USER, ANSWERED, CANCELLED, SILENT, stack, numbers, connector, STABLE, FAILED_CREATION, FAILED_STACK, FAILED_UPDATE } from '../support/stack-histories';
import { eventInHand, judge, Line, STACK_ID, timeline } from '../support/stack-timeline';

describe('a creation', () => {
  const event = eventInHand('Create', 20);

  test.each<[string, Line[]]>([
    ['of the stack', [stack(0, 'CREATE_IN_PROGRESS', USER), connector(3, 'CREATE_COMPLETE'), numbers(20, 'CREATE_IN_PROGRESS')]],
    ['by a change set', [stack(-9, 'REVIEW_IN_PROGRESS', USER), stack(0, 'CREATE_IN_PROGRESS', USER), numbers(20, 'CREATE_IN_PROGRESS')]],
    ['entered twice', [stack(0, 'CREATE_IN_PROGRESS', USER), numbers(20, 'CREATE_IN_PROGRESS'), numbers(21, 'CREATE_IN_PROGRESS', created(20))]],
    ['in an update', [...STABLE, stack(0, 'UPDATE_IN_PROGRESS', USER), numbers(20, 'CREATE_IN_PROGRESS')]],
    ['after one that failed, which is still there', [...FAILED_STACK, stack(0, 'UPDATE_IN_PROGRESS', USER), numbers(20, 'CREATE_IN_PROGRESS')]],
    ['after one that failed and was deleted', [
      ...FAILED_CREATION, stack(0, 'UPDATE_IN_PROGRESS', USER),
      numbers(2, 'DELETE_IN_PROGRESS', failed(-600)), numbers(9, 'DELETE_COMPLETE', failed(-600)), numbers(20, 'CREATE_IN_PROGRESS'),
    ]],
    ['in a nested stack', [[0, 'stack', 'CREATE_IN_PROGRESS', STACK_ID], numbers(20, 'CREATE_IN_PROGRESS')]],
    ['beside a nested stack that goes on', [
      stack(0, 'CREATE_IN_PROGRESS', USER), numbers(20, 'CREATE_IN_PROGRESS'), [25, 'nested', 'CREATE_IN_PROGRESS', `${STACK_ID}-nested`], [29, 'nested', 'CREATE_COMPLETE', `${STACK_ID}-nested`],
    ]],
  ])('%s goes forward', (_, lines) => {
    expect(judge(event, lines)).toEqual({ kind: 'forward' });
  });

  test.each<[string, Line[], RegExp]>([
    ['a rollback', [stack(30, 'ROLLBACK_IN_PROGRESS')], /^the stack is in ROLLBACK_IN_PROGRESS$/],
    ['the end of the deployment', [numbers(30, 'CREATE_COMPLETE', created(20)), stack(31, 'CREATE_COMPLETE')], /CREATE_COMPLETE$/],
    ['a later deployment', [stack(31, 'CREATE_COMPLETE'), stack(99, 'UPDATE_IN_PROGRESS')], /UPDATE_IN_PROGRESS$/],
    ['its own cancellation', [numbers(30, 'CREATE_FAILED', '', CANCELLED)], /^CloudFormation has recorded CREATE_FAILED for it$/],
    ['its own answer', [numbers(30, 'CREATE_IN_PROGRESS', created(20)), numbers(30, 'CREATE_COMPLETE', created(20))], /^CloudFormation has recorded CREATE_COMPLETE for it$/],
    ['a failure that is kept', [numbers(30, 'CREATE_FAILED', '', SILENT), stack(31, 'CREATE_FAILED')], /CREATE_FAILED$/],
  ])('is overtaken by %s', (_, lines, reason) => {
    expect(judge(event, [stack(0, 'CREATE_IN_PROGRESS', USER), numbers(20, 'CREATE_IN_PROGRESS'), ...lines])).toEqual({ kind: 'overtaken', reason: expect.stringMatching(reason) });
  });
});

describe('an update', () => {
  const event = eventInHand('Update', 20, created());

  test.each<[string, Line[]]>([
    ['of a stack that is complete', [...STABLE]],
    ['after a rollback that was complete', [
      ...STABLE, stack(-300, 'UPDATE_IN_PROGRESS'), numbers(-290, 'UPDATE_IN_PROGRESS', created()), numbers(-280, 'UPDATE_FAILED', created(), ANSWERED), stack(-270, 'UPDATE_ROLLBACK_IN_PROGRESS'),
      numbers(-260, 'UPDATE_IN_PROGRESS', created()), numbers(-250, 'UPDATE_COMPLETE', created()), stack(-240, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'), stack(-230, 'UPDATE_ROLLBACK_COMPLETE'),
    ]],
    ['after one that failed and stays', [...STABLE, ...FAILED_UPDATE]],
    ['after two that failed and stay', [...STABLE, ...FAILED_UPDATE, stack(-90, 'UPDATE_IN_PROGRESS'), numbers(-80, 'UPDATE_IN_PROGRESS', created()), numbers(-70, 'UPDATE_FAILED', created(), CANCELLED), stack(-60, 'UPDATE_FAILED')]],
    ['of a stack whose creation failed elsewhere', [stack(-99, 'CREATE_IN_PROGRESS', USER), numbers(-90, 'CREATE_IN_PROGRESS'), numbers(-80, 'CREATE_COMPLETE', created()), connector(-79, 'CREATE_FAILED'), stack(-70, 'CREATE_FAILED')]],
    ['of a stack that was imported', [stack(-99, 'IMPORT_IN_PROGRESS', USER), stack(-90, 'IMPORT_COMPLETE')]],
  ])('%s goes forward', (_, before) => {
    expect(judge(event, [...before, stack(0, 'UPDATE_IN_PROGRESS', USER), numbers(20, 'UPDATE_IN_PROGRESS', created())])).toEqual({ kind: 'forward' });
  });

  test.each<[string, Line[]]>([
    ['a rollback', [stack(30, 'UPDATE_ROLLBACK_IN_PROGRESS')]],
    ['a rollback that has its own update', [numbers(30, 'UPDATE_FAILED', created(), CANCELLED), stack(30, 'UPDATE_ROLLBACK_IN_PROGRESS'), numbers(32, 'UPDATE_IN_PROGRESS', created())]],
    ['its cancellation, with --no-rollback', [numbers(30, 'UPDATE_FAILED', created(), CANCELLED)]],
    ['the clean-up', [numbers(30, 'UPDATE_COMPLETE', created()), stack(31, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS')]],
    ['a later deployment, an hour after', [stack(31, 'UPDATE_COMPLETE'), stack(3_600, 'UPDATE_IN_PROGRESS'), numbers(3_620, 'UPDATE_IN_PROGRESS', created())]],
    ['the deletion of the stack', [stack(31, 'UPDATE_COMPLETE'), stack(60, 'DELETE_IN_PROGRESS', USER)]],
  ])('is overtaken by %s', (_, after) => {
    expect(judge(event, [...STABLE, stack(0, 'UPDATE_IN_PROGRESS', USER), numbers(20, 'UPDATE_IN_PROGRESS', created()), ...after])?.kind).toBe('overtaken');
  });
});

describe('a deletion', () => {
  const lines: Line[] = [...STABLE];
  const event = eventInHand('Delete', 40, created());
  const deletion = numbers(40, 'DELETE_IN_PROGRESS', created());

  test.each<[string, Line[]]>([
    ['of the stack', [stack(35, 'DELETE_IN_PROGRESS', USER), deletion]],
    ['of a nested stack that was complete, by its parent', [stack(35, 'DELETE_IN_PROGRESS'), deletion]],
    ['in the clean-up of the update in which the last association left', [stack(30, 'UPDATE_IN_PROGRESS', USER), stack(35, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'), deletion]],
    ['that is tried again in the clean-up', [
      stack(10, 'UPDATE_IN_PROGRESS', USER), stack(15, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'), numbers(20, 'DELETE_IN_PROGRESS', created()), numbers(29, 'DELETE_FAILED', created(), ANSWERED), deletion,
    ]],
    ['that is tried again in the clean-up without an entry of its own', [
      stack(10, 'UPDATE_IN_PROGRESS', USER), stack(15, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'), numbers(34, 'DELETE_IN_PROGRESS', created()), numbers(40, 'DELETE_FAILED', created(), ANSWERED),
    ]],
    ['that is tried again after it failed', [
      stack(0, 'DELETE_IN_PROGRESS', USER), numbers(10, 'DELETE_IN_PROGRESS', created()), numbers(15, 'DELETE_FAILED', created(), ANSWERED), stack(20, 'DELETE_FAILED'), stack(35, 'DELETE_IN_PROGRESS', USER), deletion,
    ]],
    ['of the stack after an update that failed and stayed', [...FAILED_UPDATE, stack(35, 'DELETE_IN_PROGRESS', USER), deletion]],
  ])('%s takes everything off', (_, after) => {
    expect(judge(event, [...lines, ...after])).toEqual({ kind: 'deletion' });
  });

  test('by the user of a stack that never completed, in which the numbers had come, takes everything off', () => {
    const never: Line[] = [
      stack(-99, 'CREATE_IN_PROGRESS', USER), numbers(-90, 'CREATE_IN_PROGRESS'), numbers(-80, 'CREATE_COMPLETE', created()), stack(-70, 'CREATE_FAILED'), stack(35, 'DELETE_IN_PROGRESS', 'user initiated'), deletion,
    ];
    expect(judge(event, never)).toEqual({ kind: 'deletion' });
  });

  test('that comes again after it failed is overtaken', () => {
    const cleanUp: Line[] = [stack(30, 'UPDATE_IN_PROGRESS', USER), stack(35, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'), deletion, numbers(41, 'DELETE_FAILED', created(), ANSWERED)];
    expect(judge(event, [...lines, ...cleanUp])?.kind).toBe('overtaken');
  });

  test('is not one that failed before its stack has gone on', () => {
    const failedBefore: Line[] = [stack(0, 'DELETE_IN_PROGRESS', USER), numbers(10, 'DELETE_IN_PROGRESS', created()), numbers(15, 'DELETE_FAILED', created(), ANSWERED), stack(20, 'DELETE_FAILED')];
    expect(judge(event, [...lines, ...failedBefore])).toBeUndefined();
  });

  test('is overtaken when its stack has gone on', () => {
    const cleanUp: Line[] = [stack(30, 'UPDATE_IN_PROGRESS', USER), stack(35, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'), deletion];
    expect(judge(event, [...lines, ...cleanUp, stack(60, 'UPDATE_COMPLETE')])?.kind).toBe('overtaken');
  });

  test('of one id is not ended by the deletion of another', () => {
    const both: Line[] = [stack(35, 'DELETE_IN_PROGRESS', USER), deletion, numbers(41, 'DELETE_IN_PROGRESS', failed(9)), numbers(42, 'DELETE_COMPLETE', failed(9))];
    expect(judge(event, [...lines, ...both])).toEqual({ kind: 'deletion' });
    expect(judge(eventInHand('Delete', 41, failed(9)), [...lines, ...both])?.kind).toBe('overtaken');
  });

  test('without an id in its entry is this one', () => {
    expect(judge(event, [...lines, stack(35, 'DELETE_IN_PROGRESS', USER), numbers(40, 'DELETE_IN_PROGRESS')])).toEqual({ kind: 'deletion' });
  });
});

describe('the entry of an event', () => {
  const update = [...STABLE, stack(0, 'UPDATE_IN_PROGRESS', USER)];

  test.each([19.2, 20.0, 20.5, 20.999, 21.9])('is found at second %d for an event of second 20', at => {
    expect(judge(eventInHand('Update', 20, created()), [...update, numbers(at, 'UPDATE_IN_PROGRESS', created())])?.kind).toBe('forward');
  });

  test.each<[string, readonly Line[]]>([
    ['is not there yet', update],
    ['is of another resource', [...update, connector(20, 'UPDATE_IN_PROGRESS')]],
    ['is of another operation', [...update, numbers(20, 'CREATE_IN_PROGRESS')]],
    ['is of another id', [...update, numbers(20, 'DELETE_IN_PROGRESS', failed())]],
    ['has a status that is none of an operation', [...update, numbers(20, 'REVIEW_IN_PROGRESS', created())]],
    ['comes without an entry of the stack', [numbers(20, 'UPDATE_IN_PROGRESS', created())]],
    ['is too far away', [...update, numbers(31, 'UPDATE_IN_PROGRESS', created())]],
    ['is an end alone', [...update, numbers(20, 'UPDATE_COMPLETE', created())]],
  ])('%s: nothing is known', (_, lines) => {
    expect(judge(eventInHand(lines.some(([, , status]) => status.startsWith('DELETE')) ? 'Delete' : 'Update', 20, created()), lines)).toBeUndefined();
  });

  describe('of a rollback that comes seconds after the update', () => {
    const [OLD, NEW] = [{ Numbers: { Region: 'us-east-1' } }, { Numbers: { Region: 'us-west-2' } }];
    const step = (at: number, associations: unknown): Line => [at, 'numbers', 'UPDATE_IN_PROGRESS', created(), '', associations];
    const begun: Line[] = [...update, step(20.3, NEW), numbers(23, 'UPDATE_FAILED', created(), ANSWERED)];
    const event = (at: number, associations: unknown) => ({ ...eventInHand('Update', at, created()), associations });

    test('is its own', () => {
      const lines: Line[] = [...begun, stack(24, 'UPDATE_ROLLBACK_IN_PROGRESS'), step(24.6, OLD)];
      expect(judge(event(24.6, OLD), lines)).toMatchObject({ kind: 'rollback', spans: [[20.3, 23]] });
      expect(judge(event(20.3, NEW), lines)?.kind).toBe('overtaken');
    });

    test.each<[string, readonly Line[]]>([
      ['none of it shows', begun.slice(0, -1)],
      ['the failure shows', begun],
      ['the turn shows', [...begun, stack(24, 'UPDATE_ROLLBACK_IN_PROGRESS')]],
    ])('is not taken for the update\'s while only %s', (_, lines) => {
      expect(judge(event(24.6, OLD), lines)).toBeUndefined();
    });

    test('in the same second is its own', () => {
      const lines: Line[] = [
        ...update, step(20.3, NEW), numbers(20.8, 'UPDATE_FAILED', created(), ANSWERED), stack(20.85, 'UPDATE_ROLLBACK_IN_PROGRESS'), step(20.95, OLD),
      ];
      expect(judge(event(20.95, OLD), lines)).toMatchObject({ kind: 'rollback' });
      expect(judge(event(20.3, NEW), lines)?.kind).toBe('overtaken');
    });
  });

  test.each<[string, unknown]>([
    ['another association', { Other: { Region: 'us-east-1', ForceAssociate: 'false' } }],
    ['one association less', {}],
    ['a property less', { Numbers: { Region: 'us-east-1' } }],
    ['a list in place of text', { Numbers: { Region: ['us-east-1'], ForceAssociate: 'false' } }],
  ])('is not found when it tells %s', (_, told) => {
    const event = { ...eventInHand('Update', 20, created()), associations: { Numbers: { Region: 'us-east-1', ForceAssociate: 'false' } } };
    expect(judge(event, [...update, [20.2, 'numbers', 'UPDATE_IN_PROGRESS', created(), '', told]])).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['does not tell its properties', undefined],
    ['tells numbers and booleans as such', { Numbers: { Region: 'us-east-1', ForceAssociate: false } }],
    ['masks a NoEcho parameter', { Numbers: { Region: '****', ForceAssociate: 'false' } }],
    ['has a dynamic reference that is not resolved', { Numbers: { Region: '{{resolve:ssm:/region}}', ForceAssociate: 'false' } }],
  ])('is found when it %s', (_, told) => {
    const event = { ...eventInHand('Update', 20, created()), associations: { Numbers: { Region: 'us-east-1', ForceAssociate: 'false' } } };
    expect(judge(event, [...update, [20.2, 'numbers', 'UPDATE_IN_PROGRESS', created(), '', told]])?.kind).toBe('forward');
  });
});

describe('a stack', () => {
  test.each<[string, Line[], boolean | undefined]>([
    ['in a deployment', [...STABLE, stack(0, 'UPDATE_IN_PROGRESS')], true],
    ['in a rollback', [stack(0, 'UPDATE_ROLLBACK_IN_PROGRESS')], true],
    ['in a clean-up', [stack(0, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS')], true],
    ['that is complete', [...STABLE], false],
    ['that has failed', [stack(0, 'UPDATE_FAILED')], false],
    ['beside a nested one that is at work', [...STABLE, [0, 'nested', 'UPDATE_IN_PROGRESS', `${STACK_ID}-nested`]], false],
    ['without an entry of its own', [numbers(0, 'UPDATE_IN_PROGRESS')], undefined],
  ])('%s', (_, lines, deploying) => {
    expect(isDeploying(timeline(...lines), STACK_ID)).toBe(deploying);
  });

  test.each<[Line, boolean]>([
    [stack(0, 'CREATE_COMPLETE'), true],
    [[0, 'nested', 'CREATE_COMPLETE', `${STACK_ID}-nested`], false],
    [[0, 'connector', 'CREATE_COMPLETE', STACK_ID], false],
  ])('has entries of its own: %j %s', (line, isOwn) => {
    expect(isOfStack(timeline(line)[0], STACK_ID)).toBe(isOwn);
  });

  test.each<[string, Line[], boolean]>([
    ['enough, in a rollback', [stack(-90, 'UPDATE_COMPLETE'), stack(-60, 'UPDATE_IN_PROGRESS'), stack(-20, 'UPDATE_ROLLBACK_IN_PROGRESS')], true],
    ['not enough, where its parent rolls back what was complete', [stack(-60, 'UPDATE_COMPLETE'), stack(-20, 'UPDATE_ROLLBACK_IN_PROGRESS')], false],
    ['not enough, where that began with nothing before it', [stack(-90, 'UPDATE_IN_PROGRESS'), stack(-60, 'UPDATE_COMPLETE'), stack(-20, 'UPDATE_ROLLBACK_IN_PROGRESS')], false],
    ['enough, where the deployment before that shows', [
      stack(-99, 'CREATE_COMPLETE'), stack(-90, 'UPDATE_IN_PROGRESS'), stack(-60, 'UPDATE_COMPLETE'), stack(-20, 'UPDATE_ROLLBACK_IN_PROGRESS'),
    ], true],
  ])('is read back %s', (_, lines, isEnough) => {
    expect(reachesBack(timeline(...lines), eventInHand('Update', 0))).toBe(isEnough);
  });

  test.each<[string, Line, boolean]>([
    ['the end of the deployment before', stack(-60, 'UPDATE_COMPLETE'), true],
    ['the end of a rollback', stack(-60, 'UPDATE_ROLLBACK_COMPLETE'), true],
    ['the end of a creation that was rolled back', stack(-60, 'ROLLBACK_COMPLETE'), true],
    ['the end of an import', stack(-60, 'IMPORT_COMPLETE'), true],
    ['an end that may be this deployment\'s', stack(-10, 'UPDATE_COMPLETE'), false],
    ['a failure that stays', stack(-60, 'UPDATE_FAILED'), false],
    ['a clean-up', stack(-60, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'), false],
    ['the end of a nested stack', [-60, 'nested', 'UPDATE_COMPLETE', `${STACK_ID}-nested`], false],
    ['the end of a resource', numbers(-60, 'UPDATE_COMPLETE'), false],
  ])('is read back to %s: %#', (_, line, isEnough) => {
    expect(reachesBack(timeline(line), eventInHand('Update', 0))).toBe(isEnough);
  });
});
