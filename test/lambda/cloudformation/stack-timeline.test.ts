import { NOW } from '../support/names';
import { eventInHand, judge, Line, STACK_ID, timeline } from '../support/stack-timeline';
import { failedPhysicalIdOf, physicalIdOf } from '../../../lambda/phone-number-associations/cloudformation/physical-id';
import { isDeploying, isOfStack, reachesBack } from '../../../lambda/phone-number-associations/cloudformation/stack-timeline';
import { EVERYTHING_UNDONE, NOTHING_CHANGED } from '../../../lambda/phone-number-associations/model/text';

/** Ids as the handler gives them, of creations at that second. */
const created = (seconds = 0) => physicalIdOf(NOW + seconds * 1_000);
const failed = (seconds = 0) => failedPhysicalIdOf(NOW + seconds * 1_000);
const MADE_UP = 'Stack-PhoneNumberAssociations-1ABCDEFGHIJKL';

const USER = 'User Initiated';
const FAILED = 'Received response status [FAILED] from custom resource. Message returned:';
/** The undo did not finish. */
const ANSWERED = `${FAILED} 1 of 1 phone number could not be associated. The undo did not finish (Out of time)`;
/** Nothing is left of the step. */
const UNDONE = `${FAILED} 1 of 1 phone number could not be associated. ${EVERYTHING_UNDONE} Tried 3 requests in 2 s.`;
const UNCHANGED = `${FAILED} Numbers: E164PhoneNumbers is empty. ${NOTHING_CHANGED}`;
const CANCELLED = 'Resource creation cancelled';
const SILENT = 'CloudFormation did not receive a response from your Custom Resource.';

const stack = (seconds: number, status: string, reason = ''): Line => [seconds, 'stack', status, STACK_ID, reason];
const numbers = (seconds: number, status: string, physicalId = '', reason = ''): Line => [seconds, 'numbers', status, physicalId, reason];
const connector = (seconds: number, status: string): Line => [seconds, 'connector', status, 'arn:aws:chime:us-east-1:111122223333:vc/new'];

/** A stack that was deployed an hour ago. */
const STABLE: readonly Line[] = [
  stack(-3_700, 'CREATE_IN_PROGRESS', USER),
  numbers(-3_650, 'CREATE_IN_PROGRESS'), numbers(-3_640, 'CREATE_IN_PROGRESS', created()), numbers(-3_640, 'CREATE_COMPLETE', created()),
  stack(-3_600, 'CREATE_COMPLETE'),
];

/** A creation that failed with `--no-rollback`, ten minutes ago. */
const FAILED_CREATION: readonly Line[] = [
  stack(-620, 'UPDATE_IN_PROGRESS', USER), numbers(-600, 'CREATE_IN_PROGRESS'), numbers(-590, 'CREATE_FAILED', failed(-600), ANSWERED), stack(-580, 'UPDATE_FAILED'),
];

/** The same in a stack that never was complete. */
const FAILED_STACK: readonly Line[] = [
  stack(-620, 'CREATE_IN_PROGRESS', USER), numbers(-600, 'CREATE_IN_PROGRESS'), numbers(-590, 'CREATE_FAILED', failed(-600), ANSWERED), stack(-580, 'CREATE_FAILED'),
];

/** An update of the numbers that failed with `--no-rollback`, ten minutes ago. */
const FAILED_UPDATE: readonly Line[] = [
  stack(-620, 'UPDATE_IN_PROGRESS', USER), numbers(-600, 'UPDATE_IN_PROGRESS', created()), numbers(-590, 'UPDATE_FAILED', created(), ANSWERED), stack(-580, 'UPDATE_FAILED'),
];

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

describe('the rollback of an update', () => {
  const event = eventInHand('Update', 40, created());
  const begun: Line[] = [...STABLE, stack(0, 'UPDATE_IN_PROGRESS', USER), numbers(20, 'UPDATE_IN_PROGRESS', created())];
  const ended: Line[] = [...begun, numbers(30, 'UPDATE_FAILED', created(), ANSWERED)];
  const turned: Line[] = [stack(35, 'UPDATE_ROLLBACK_IN_PROGRESS'), numbers(40, 'UPDATE_IN_PROGRESS', created())];
  const IN_FLIGHT = 35 + 13;

  test.each<[string, Line, number | undefined]>([
    ['that answered FAILED, with an undo that did not finish', numbers(30, 'UPDATE_FAILED', created(), ANSWERED), undefined],
    ['that had succeeded', numbers(30, 'UPDATE_COMPLETE', created()), undefined],
    ['that was cancelled at work', numbers(34, 'UPDATE_FAILED', created(), CANCELLED), IN_FLIGHT],
    ['that never answered', numbers(34, 'UPDATE_FAILED', created(), SILENT), IN_FLIGHT],
    ['whose end is not told', connector(34, 'CREATE_FAILED'), IN_FLIGHT],
  ])('%s undoes what was done while it was at work', (_, end, inFlightUntil) => {
    const [endAt, , status] = end;
    const to = inFlightUntil ?? (status.startsWith('UPDATE') ? endAt : 35);
    expect(judge(event, [...begun, end, ...turned])).toEqual({ kind: 'rollback', spans: [[20, to]], created: expect.any(Set), ...inFlightUntil === undefined ? {} : { inFlightUntil } });
  });

  test.each([['has undone itself', UNDONE], ['has changed nothing', UNCHANGED]])('that %s finds nothing that was made by it', (_, reason) => {
    expect(judge(event, [...begun, numbers(30, 'UPDATE_FAILED', created(), reason), ...turned])).toEqual({ kind: 'rollback', spans: [], created: expect.any(Set) });
  });

  test('says so only for the function\'s own answer', () => {
    expect(judge(event, [...begun, numbers(30, 'UPDATE_FAILED', created(), EVERYTHING_UNDONE), ...turned])).toMatchObject({ spans: [[20, IN_FLIGHT]], inFlightUntil: IN_FLIGHT });
  });

  test('is known by the resource\'s own status, too', () => {
    expect(judge(event, [...begun, numbers(30, 'UPDATE_FAILED', created(), ANSWERED), stack(35, 'UPDATE_ROLLBACK_IN_PROGRESS'), numbers(40, 'UPDATE_ROLLBACK_IN_PROGRESS', created())]))
      .toMatchObject({ kind: 'rollback', spans: [[20, 30]] });
    expect(judge(event, [...begun, numbers(30, 'UPDATE_FAILED', created(), ANSWERED), numbers(40, 'ROLLBACK_IN_PROGRESS', created())])).toMatchObject({ kind: 'rollback', spans: [[20, 30]] });
  });

  test('knows what the deployment has created, and nothing older', () => {
    const situation = judge(event, [...STABLE, stack(0, 'UPDATE_IN_PROGRESS', USER), connector(5, 'CREATE_COMPLETE'), numbers(20, 'UPDATE_IN_PROGRESS', created()), numbers(30, 'UPDATE_COMPLETE', created()), ...turned]);
    expect(situation).toMatchObject({ created: new Set(['arn:aws:chime:us-east-1:111122223333:vc/new']) });
  });

  test('is overtaken by the end of the rollback', () => {
    expect(judge(event, [...ended, ...turned, stack(60, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS')])?.kind).toBe('overtaken');
  });

  test('that is continued undoes what the first step has done', () => {
    const lines: Line[] = [
      ...ended, ...turned, numbers(50, 'UPDATE_FAILED', created(), ANSWERED), stack(55, 'UPDATE_ROLLBACK_FAILED'),
      stack(500, 'UPDATE_ROLLBACK_IN_PROGRESS', USER), numbers(510, 'UPDATE_IN_PROGRESS', created()),
    ];
    expect(judge(eventInHand('Update', 510, created()), lines)).toMatchObject({ kind: 'rollback', spans: expect.arrayContaining([[20, 30]]) });
  });

  test('by `cdk rollback` undoes all updates since the last deployment that completed, but for those that have undone themselves', () => {
    const lines: Line[] = [
      ...STABLE, ...FAILED_UPDATE,
      stack(-300, 'UPDATE_IN_PROGRESS', USER), numbers(-290, 'UPDATE_IN_PROGRESS', created()), numbers(-280, 'UPDATE_COMPLETE', created()), stack(-270, 'UPDATE_FAILED'),
      stack(-90, 'UPDATE_IN_PROGRESS', USER), numbers(-80, 'UPDATE_IN_PROGRESS', created()), numbers(-70, 'UPDATE_COMPLETE', created()), stack(-60, 'UPDATE_FAILED'),
      stack(35, 'UPDATE_ROLLBACK_IN_PROGRESS', USER), numbers(40, 'UPDATE_IN_PROGRESS', created()),
    ];
    expect(judge(event, lines)).toEqual({ kind: 'rollback', spans: [[-290, -280], [-80, -70]], created: new Set() });
  });

  test('of two updates, the second of them cancelled, leaves alone what people moved between them', () => {
    const lines: Line[] = [
      ...STABLE, stack(-620, 'UPDATE_IN_PROGRESS', USER), numbers(-600, 'UPDATE_IN_PROGRESS', created()), numbers(-590, 'UPDATE_COMPLETE', created()), stack(-580, 'UPDATE_FAILED'),
      stack(0, 'UPDATE_IN_PROGRESS', USER), numbers(20, 'UPDATE_IN_PROGRESS', created()), numbers(34, 'UPDATE_FAILED', created(), CANCELLED), ...turned,
    ];
    expect(judge(event, lines)).toEqual({ kind: 'rollback', spans: [[-600, -590], [20, IN_FLIGHT]], created: new Set(), inFlightUntil: IN_FLIGHT });
  });
});

describe('a failed update is put back, with --no-rollback,', () => {
  const begun: Line[] = [...STABLE, stack(0, 'UPDATE_IN_PROGRESS', USER), numbers(20, 'UPDATE_IN_PROGRESS', created()), numbers(30, 'UPDATE_FAILED', created(), ANSWERED)];
  const restore = numbers(40, 'UPDATE_IN_PROGRESS', created());
  const event = eventInHand('Update', 40, created());

  test.each<[string, Line[]]>([
    ['at once', [...begun, restore]],
    ['after the stack has failed', [...begun, stack(35, 'UPDATE_FAILED'), restore]],
    ['at once, after an earlier deployment that failed, too', [...STABLE, ...FAILED_UPDATE, ...begun.slice(STABLE.length), restore]],
  ])('%s', (_, lines) => {
    expect(judge(event, lines)).toEqual({ kind: 'rollback', spans: [[20, 30]], created: new Set() });
  });

  test('and a run that was cancelled can be at work until its next look after the cancellation', () => {
    const cancelled = [...begun.slice(0, -1), numbers(30, 'UPDATE_FAILED', created(), CANCELLED), restore];
    expect(judge(event, cancelled)).toMatchObject({ kind: 'rollback', spans: [[20, 30 + 13]], inFlightUntil: 30 + 13 });
  });

  test('again, when that has failed: what the first step has done is undone', () => {
    const lines: Line[] = [...begun, restore, numbers(50, 'UPDATE_FAILED', created(), ANSWERED), numbers(60, 'UPDATE_IN_PROGRESS', created())];
    expect(judge(eventInHand('Update', 60, created()), lines)).toMatchObject({ kind: 'rollback', spans: expect.arrayContaining([[20, 30]]) });
  });

  test('but one that had succeeded is not', () => {
    const lines: Line[] = [...begun.slice(0, -1), numbers(30, 'UPDATE_COMPLETE', created()), restore];
    expect(judge(event, lines)).toEqual({ kind: 'forward' });
  });

  describe('when the next deployment begins', () => {
    const FAILED_PROPERTIES = { Numbers: { Region: 'us-east-1', E164PhoneNumbers: ['+12065550000'], ForceAssociate: 'false' } };
    const update = numbers(20, 'UPDATE_IN_PROGRESS', created());
    const lines = (properties: unknown, last = numbers(-590, 'UPDATE_FAILED', created(), ANSWERED)): Line[] => [
      ...STABLE, stack(-620, 'UPDATE_IN_PROGRESS', USER), [-600, 'numbers', 'UPDATE_IN_PROGRESS', created(), '', properties], last, stack(-580, 'UPDATE_FAILED'), stack(0, 'UPDATE_IN_PROGRESS', USER), update,
    ];
    const leaving = (oldAssociations: unknown) => ({ ...eventInHand('Update', 20, created()), oldAssociations });

    test.each<[string, unknown]>([
      ['as they were', FAILED_PROPERTIES],
      ['in another order', { Numbers: { ForceAssociate: 'false', E164PhoneNumbers: ['+12065550000'], Region: 'us-east-1' } }],
      ['with a boolean', { Numbers: { ...FAILED_PROPERTIES.Numbers, ForceAssociate: false } }],
    ])('by an update that leaves its properties, %s', (_, old) => {
      expect(judge(leaving(old), lines(FAILED_PROPERTIES))).toEqual({ kind: 'rollback', spans: [[-600, -590]], created: new Set() });
    });

    test.each<[string, unknown, unknown]>([
      ['others', { Numbers: { ...FAILED_PROPERTIES.Numbers, E164PhoneNumbers: ['+12065550001'] } }, FAILED_PROPERTIES],
      ['those of another path', { Other: FAILED_PROPERTIES.Numbers }, FAILED_PROPERTIES],
      ['some that the timeline does not tell', FAILED_PROPERTIES, undefined],
      ['none', undefined, undefined],
      ['null', { Numbers: null }, FAILED_PROPERTIES],
    ])('but not by one that leaves %s', (_, old, told) => {
      expect(judge(leaving(old), lines(told))).toEqual({ kind: 'forward' });
    });

    test('but not what had succeeded', () => {
      expect(judge(leaving(FAILED_PROPERTIES), lines(FAILED_PROPERTIES, numbers(-590, 'UPDATE_COMPLETE', created())))).toEqual({ kind: 'forward' });
    });
  });
});

describe('the deletion after a creation', () => {
  const creation: Line[] = [stack(0, 'CREATE_IN_PROGRESS', USER), connector(5, 'CREATE_COMPLETE'), numbers(20, 'CREATE_IN_PROGRESS')];
  const deletion = (physicalId: string) => numbers(40, 'DELETE_IN_PROGRESS', physicalId);
  const IN_FLIGHT = { inFlightUntil: 35 + 13 };

  test.each<[string, string, Line, object]>([
    ['that answered FAILED', failed(20), numbers(30, 'CREATE_FAILED', failed(20), ANSWERED), {}],
    ['that had succeeded', created(20), numbers(30, 'CREATE_COMPLETE', created(20)), {}],
    ['that was cancelled, with an id that is made up', MADE_UP, numbers(34, 'CREATE_FAILED', '', CANCELLED), IN_FLIGHT],
    ['that still runs, with an id that is made up', MADE_UP, connector(34, 'CREATE_FAILED'), IN_FLIGHT],
  ])('%s, in the rollback of a stack, undoes it', (_, id, end, inFlight) => {
    const situation = judge(eventInHand('Delete', 40, id), [...creation, end, stack(35, 'ROLLBACK_IN_PROGRESS'), deletion(id)]);
    expect(situation).toEqual({ kind: 'rollback', spans: [[20, expect.any(Number)]], created: expect.any(Set), ...inFlight });
  });

  test.each<[string, string, Line]>([
    ['that answered FAILED', failed(20), numbers(30, 'CREATE_FAILED', failed(20), ANSWERED)],
    ['that had succeeded', created(20), numbers(30, 'CREATE_COMPLETE', created(20))],
    ['that was cancelled', MADE_UP, numbers(34, 'CREATE_FAILED', '', CANCELLED)],
  ])('%s, in the clean-up of an update that was rolled back, undoes it', (_, id, end) => {
    const lines: Line[] = [
      ...STABLE.filter(([, of]) => of === 'stack'), stack(0, 'UPDATE_IN_PROGRESS', USER), numbers(20, 'CREATE_IN_PROGRESS'), end,
      stack(34, 'UPDATE_ROLLBACK_IN_PROGRESS'), stack(35, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'), deletion(id),
    ];
    expect(judge(eventInHand('Delete', 40, id), lines)).toMatchObject({ kind: 'rollback', spans: [[20, expect.any(Number)]] });
  });

  test.each<[string, string, Line]>([
    ['that answered FAILED', failed(20), numbers(30, 'CREATE_FAILED', failed(20), ANSWERED)],
    ['that had succeeded', created(20), numbers(30, 'CREATE_COMPLETE', created(20))],
  ])('%s, of a stack with OnFailure: DELETE, undoes it', (_, id, end) => {
    const begun = stack(35, 'DELETE_IN_PROGRESS', 'The following resource(s) failed to create: [Other]. . Delete requested by user.');
    expect(judge(eventInHand('Delete', 40, id), [...creation, end, begun, deletion(id)])).toMatchObject({ kind: 'rollback', spans: [[20, expect.any(Number)]] });
  });

  test('that failed and stayed, of a stack that its user deletes, undoes it', () => {
    const lines: Line[] = [...FAILED_STACK, stack(35, 'DELETE_IN_PROGRESS', USER), deletion(failed(-600))];
    expect(judge(eventInHand('Delete', 40, failed(-600)), lines)).toMatchObject({ kind: 'rollback', spans: [[-600, -590]] });
  });

  test('by `cdk rollback` of a stack that never completed undoes it', () => {
    const lines: Line[] = [...FAILED_STACK, stack(35, 'ROLLBACK_IN_PROGRESS', USER), deletion(failed(-600))];
    expect(judge(eventInHand('Delete', 40, failed(-600)), lines)).toEqual({ kind: 'rollback', spans: [[-600, -590]], created: expect.any(Set) });
  });

  test('is overtaken by its own end', () => {
    const lines: Line[] = [...creation, numbers(30, 'CREATE_FAILED', failed(20), ANSWERED), stack(35, 'ROLLBACK_IN_PROGRESS'), deletion(failed(20)), numbers(41, 'DELETE_COMPLETE', failed(20))];
    expect(judge(eventInHand('Delete', 40, failed(20)), lines)).toEqual({ kind: 'overtaken', reason: 'CloudFormation has recorded DELETE_COMPLETE for it' });
  });
});

describe('what a failed creation has left, in a stack that goes on,', () => {
  const event = (id = failed(-600)) => eventInHand('Delete', 40, id);
  const deletion = (id = failed(-600)) => numbers(40, 'DELETE_IN_PROGRESS', id);

  test.each<[string, readonly Line[], boolean]>([
    ['goes before there is a successor', [stack(0, 'UPDATE_IN_PROGRESS', USER)], false],
    ['goes in the clean-up of an update without a successor', [stack(0, 'UPDATE_IN_PROGRESS', USER), stack(30, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS')], false],
    ['goes beside a successor', [stack(0, 'UPDATE_IN_PROGRESS', USER), numbers(20, 'CREATE_IN_PROGRESS')], true],
    ['goes after a successor', [stack(0, 'UPDATE_IN_PROGRESS', USER), numbers(20, 'CREATE_IN_PROGRESS'), numbers(30, 'CREATE_COMPLETE', created(20)), stack(35, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS')], true],
    ['goes with the stack after a successor', [
      stack(0, 'UPDATE_IN_PROGRESS', USER), numbers(20, 'CREATE_IN_PROGRESS'), numbers(30, 'CREATE_COMPLETE', created(20)), stack(31, 'UPDATE_FAILED'), stack(35, 'DELETE_IN_PROGRESS', USER),
    ], true],
  ])('%s', (_, lines, hasSuccessor) => {
    expect(judge(event(), [...FAILED_STACK, ...lines, deletion()])).toEqual({ kind: 'remains', spans: [[-600, -590]], hasSuccessor, created: expect.any(Set) });
  });

  test.each<[string, Line[]]>([
    ['in an update', [stack(0, 'UPDATE_IN_PROGRESS', USER)]],
    ['in a clean-up', [stack(0, 'UPDATE_IN_PROGRESS', USER), stack(30, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS')]],
  ])('goes by its made-up id, %s', (_, lines) => {
    const cancelled: Line[] = [stack(-620, 'CREATE_IN_PROGRESS', USER), numbers(-600, 'CREATE_IN_PROGRESS'), numbers(-590, 'CREATE_FAILED', '', CANCELLED), stack(-580, 'CREATE_FAILED')];
    expect(judge(event(MADE_UP), [...cancelled, ...lines, deletion(MADE_UP)])).toMatchObject({ kind: 'remains', hasSuccessor: false });
  });

  test('may have come by a request that was under way at the cancellation, and not later', () => {
    const cancelled: Line[] = [stack(-620, 'CREATE_IN_PROGRESS', USER), numbers(-600, 'CREATE_IN_PROGRESS'), numbers(-590, 'CREATE_FAILED', '', CANCELLED), stack(-580, 'CREATE_FAILED')];
    const situation = judge(event(MADE_UP), [...cancelled, stack(0, 'UPDATE_IN_PROGRESS', USER), deletion(MADE_UP)]);
    expect(situation).toMatchObject({ kind: 'remains', spans: [[-600, -590 + 13]] });
  });

  describe.each<[string, string, number]>([['first', failed(-600), -600], ['second', failed(-300), -300]])('of two failed creations the %s', (_, id, since) => {
    const again: Line[] = [
      ...FAILED_STACK, stack(-320, 'UPDATE_IN_PROGRESS', USER), numbers(-300, 'CREATE_IN_PROGRESS'), numbers(-290, 'CREATE_FAILED', failed(-300), ANSWERED), stack(-280, 'UPDATE_FAILED'),
    ];

    test('is told by its id', () => {
      expect(judge(event(id), [...again, stack(0, 'UPDATE_IN_PROGRESS', USER), deletion(id)])).toMatchObject({ kind: 'remains', spans: [[since, since + 10]] });
    });
  });

  test('is undone with the update that followed, where that is rolled back', () => {
    const lines: Line[] = [
      ...STABLE.filter(([, of]) => of === 'stack'), ...FAILED_CREATION, stack(0, 'UPDATE_IN_PROGRESS', USER), numbers(20, 'CREATE_IN_PROGRESS'), numbers(25, 'CREATE_FAILED', failed(20), ANSWERED),
      stack(30, 'UPDATE_ROLLBACK_IN_PROGRESS'), stack(35, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'), deletion(),
    ];
    expect(judge(event(), lines)).toMatchObject({ kind: 'rollback', spans: expect.arrayContaining([[-600, -590]]) });
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
    const begun: Line[] = [...update, numbers(20.3, 'UPDATE_IN_PROGRESS', created()), numbers(23, 'UPDATE_FAILED', created(), ANSWERED)];
    const event = eventInHand('Update', 24.6, created());

    test('is its own', () => {
      const lines: Line[] = [...begun, stack(24, 'UPDATE_ROLLBACK_IN_PROGRESS'), numbers(24.6, 'UPDATE_IN_PROGRESS', created())];
      expect(judge(event, lines)).toMatchObject({ kind: 'rollback', spans: [[20.3, 23]] });
      expect(judge(eventInHand('Update', 20.3, created()), lines)?.kind).toBe('overtaken');
    });

    test.each<[string, readonly Line[]]>([
      ['none of it shows', begun.slice(0, -1)],
      ['the failure shows', begun],
      ['the turn shows', [...begun, stack(24, 'UPDATE_ROLLBACK_IN_PROGRESS')]],
    ])('is not taken for the update\'s while only %s', (_, lines) => {
      expect(judge(event, lines)).toBeUndefined();
    });

    test('in the same second is its own', () => {
      const lines: Line[] = [
        ...update, numbers(20.3, 'UPDATE_IN_PROGRESS', created()), numbers(20.8, 'UPDATE_FAILED', created(), ANSWERED), stack(20.85, 'UPDATE_ROLLBACK_IN_PROGRESS'), numbers(20.95, 'UPDATE_IN_PROGRESS', created()),
      ];
      expect(judge(eventInHand('Update', 20.95, created()), lines)).toMatchObject({ kind: 'rollback' });
    });
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
