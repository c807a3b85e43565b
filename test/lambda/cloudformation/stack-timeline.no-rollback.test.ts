import { created, failed, MADE_UP, USER, ANSWERED, CANCELLED, stack, numbers, STABLE, FAILED_CREATION, FAILED_STACK, FAILED_UPDATE } from '../support/stack-histories';
import { eventInHand, judge, Line } from '../support/stack-timeline';

describe('a failed update is put back, with --no-rollback,', () => {
  const begun: Line[] = [...STABLE, stack(0, 'UPDATE_IN_PROGRESS', USER), numbers(20, 'UPDATE_IN_PROGRESS', created()), numbers(30, 'UPDATE_FAILED', created(), ANSWERED)];
  const restore = numbers(40, 'UPDATE_IN_PROGRESS', created());
  const event = eventInHand('Update', 40, created());

  test.each<[string, Line[]]>([
    ['at once', [...begun, restore]],
    ['after the stack has failed', [...begun, stack(35, 'UPDATE_FAILED'), restore]],
  ])('%s', (_, lines) => {
    expect(judge(event, lines)).toEqual({ kind: 'rollback', spans: [[20, 30]], created: new Set() });
  });

  test('at once, after an earlier deployment that failed, too', () => {
    const lines: Line[] = [...STABLE, ...FAILED_UPDATE, ...begun.slice(STABLE.length), restore];
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

    test.each<[string, unknown, string]>([
      ['what was complete', { Numbers: null }, 'rollback'],
      ['anything else', { Numbers: {} }, 'forward'],
    ])('or not, by whether %s is declared again', (_, associations, kind) => {
      const told = STABLE.map(([at, of, status, id]): Line => [at, of, status, id, '', of === 'numbers' ? { Numbers: null } : undefined]);
      expect(judge({ ...leaving(FAILED_PROPERTIES), associations }, [...told, ...lines(FAILED_PROPERTIES).slice(STABLE.length)])?.kind).toBe(kind);
    });

    test.each<[string, string, string]>([['the last that was complete', 'second', 'rollback'], ['an earlier one', 'first', 'forward'], ['one that failed', 'third', 'forward']])('or not, where %s is declared again after several', (_, declared, kind) => {
      const named = (name: string) => ({ [name]: FAILED_PROPERTIES.Numbers });
      const step = (seconds: number, name: string): Line => [seconds, 'numbers', 'UPDATE_IN_PROGRESS', created(), '', named(name)];
      const several: Line[] = [
        ...STABLE,
        stack(-1_020, 'UPDATE_IN_PROGRESS', USER), step(-1_000, 'first'), numbers(-990, 'UPDATE_COMPLETE', created()), stack(-980, 'UPDATE_FAILED'),
        stack(-820, 'UPDATE_IN_PROGRESS', USER), step(-800, 'second'), numbers(-790, 'UPDATE_COMPLETE', created()), stack(-780, 'UPDATE_FAILED'),
        stack(-720, 'UPDATE_IN_PROGRESS', USER), step(-700, 'third'), numbers(-690, 'UPDATE_FAILED', created(), ANSWERED), stack(-680, 'UPDATE_FAILED'),
        ...lines(FAILED_PROPERTIES).slice(STABLE.length),
      ];
      expect(judge({ ...leaving(FAILED_PROPERTIES), associations: named(declared) }, several)?.kind).toBe(kind);
    });

    test('but not what had succeeded', () => {
      expect(judge(leaving(FAILED_PROPERTIES), lines(FAILED_PROPERTIES, numbers(-590, 'UPDATE_COMPLETE', created())))).toEqual({ kind: 'forward' });
    });
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

  test('is told by times alone, also on an owner that the deployment has created: people may have used it since', () => {
    const [began, ...rest] = FAILED_STACK;
    const lines: Line[] = [began, [-610, 'connector', 'CREATE_COMPLETE', 'arn:aws:chime:us-east-1:111122223333:vc/new'], ...rest, stack(0, 'UPDATE_IN_PROGRESS', USER), deletion()];
    expect(judge(event(), lines)).toMatchObject({ kind: 'remains', created: new Set() });
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
