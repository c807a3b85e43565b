import { situationOf } from '../../../lambda/phone-number-associations/cloudformation/stack-timeline';
import { EVERYTHING_UNDONE } from '../../../lambda/phone-number-associations/model/text';
import { CONNECTOR, ONE, TWO } from '../support/names';
import { created, failed, MADE_UP, USER, ANSWERED, UNDONE, UNCHANGED, CANCELLED, SILENT, stack, numbers, connector, STABLE, FAILED_STACK, FAILED_UPDATE } from '../support/stack-histories';
import { eventInHand, judge, Line, timeline } from '../support/stack-timeline';

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

  test.each(['UPDATE_COMPLETE', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'])('of a nested stack that was in %s already, by its parent, undoes it', status => {
    const lines: Line[] = [...begun, numbers(30, 'UPDATE_COMPLETE', created()), stack(32, status), ...turned];
    expect(judge(event, lines)).toEqual({ kind: 'rollback', spans: [[20, 30]], created: expect.any(Set) });
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

  test('by `cdk rollback` undoes all updates since the last deployment that completed, but for earlier ones that have answered FAILED', () => {
    const lines: Line[] = [
      ...STABLE, ...FAILED_UPDATE,
      stack(-300, 'UPDATE_IN_PROGRESS', USER), numbers(-290, 'UPDATE_IN_PROGRESS', created()), numbers(-280, 'UPDATE_COMPLETE', created()), stack(-270, 'UPDATE_FAILED'),
      stack(-90, 'UPDATE_IN_PROGRESS', USER), numbers(-80, 'UPDATE_IN_PROGRESS', created()), numbers(-70, 'UPDATE_COMPLETE', created()), stack(-60, 'UPDATE_FAILED'),
      stack(35, 'UPDATE_ROLLBACK_IN_PROGRESS', USER), numbers(40, 'UPDATE_IN_PROGRESS', created()),
    ];
    expect(judge(event, lines)).toEqual({ kind: 'rollback', spans: [[-290, -280], [-80, -70]], created: new Set() });
  });

  test('knows what each of its steps declared, the newest first, as far as the timeline tells', () => {
    const declaring = (...e164PhoneNumbers: string[]) => ({ Numbers: { VoiceConnectorId: CONNECTOR.id, Region: 'us-east-1', E164PhoneNumbers: e164PhoneNumbers } });
    const step = (seconds: number, associations?: unknown): Line => [seconds, 'numbers', 'UPDATE_IN_PROGRESS', created(), '', associations];
    const lines: Line[] = [
      ...STABLE, stack(-620, 'UPDATE_IN_PROGRESS', USER), step(-600, declaring(ONE)), numbers(-590, 'UPDATE_COMPLETE', created()), stack(-580, 'UPDATE_FAILED'),
      stack(-320, 'UPDATE_IN_PROGRESS', USER), step(-300), numbers(-290, 'UPDATE_COMPLETE', created()), stack(-280, 'UPDATE_FAILED'),
      stack(0, 'UPDATE_IN_PROGRESS', USER), step(20, declaring(ONE, TWO)), numbers(30, 'UPDATE_FAILED', created(), UNDONE), ...turned,
    ];
    const situation = situationOf(event, timeline(...lines));
    const declared = situation?.kind === 'rollback' ? situation.declared : [];
    expect(declared.map(declarations => declarations.get('Numbers')?.phoneNumbers)).toEqual([[ONE, TWO], undefined, [ONE]]);
  });

  test('after an update that has undone itself knows when that was at work', () => {
    const lines: Line[] = [
      ...STABLE, stack(-620, 'UPDATE_IN_PROGRESS', USER), numbers(-600, 'UPDATE_IN_PROGRESS', created()), numbers(-590, 'UPDATE_COMPLETE', created()), stack(-580, 'UPDATE_FAILED'),
      stack(0, 'UPDATE_IN_PROGRESS', USER), numbers(20, 'UPDATE_IN_PROGRESS', created()), numbers(30, 'UPDATE_FAILED', created(), UNDONE), ...turned,
    ];
    expect(judge(event, lines)).toEqual({ kind: 'rollback', spans: [[-600, -590]], undone: [[20, 30]], created: new Set() });
  });

  test('of two updates, the second of them cancelled, leaves alone what people moved between them', () => {
    const lines: Line[] = [
      ...STABLE, stack(-620, 'UPDATE_IN_PROGRESS', USER), numbers(-600, 'UPDATE_IN_PROGRESS', created()), numbers(-590, 'UPDATE_COMPLETE', created()), stack(-580, 'UPDATE_FAILED'),
      stack(0, 'UPDATE_IN_PROGRESS', USER), numbers(20, 'UPDATE_IN_PROGRESS', created()), numbers(34, 'UPDATE_FAILED', created(), CANCELLED), ...turned,
    ];
    expect(judge(event, lines)).toEqual({ kind: 'rollback', spans: [[-600, -590], [20, IN_FLIGHT]], created: new Set(), inFlightUntil: IN_FLIGHT });
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
