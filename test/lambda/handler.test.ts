import { FakeChime, LONG_AGO, serviceError } from './support/fake-chime';
import { FakeClock } from './support/fake-clock';
import { run } from './support/handler-run';
import { CONNECTOR, GROUP, NOW, ONE, OTHER_CONNECTOR, TWO } from './support/names';
import { associationOf, createEvent, deleteEvent, PHYSICAL_ID, propertiesOf, updateEvent } from './support/resource-events';
import { FakeStackEvents, Line, LOGICAL_ID, STACK_ID } from './support/stack-timeline';
import { failedPhysicalIdOf, physicalIdOf } from '../../lambda/phone-number-associations/cloudformation/physical-id';
import { ResourceEvent } from '../../lambda/phone-number-associations/cloudformation/resource-event';

const stack = (seconds: number, status: string, reason = 'User Initiated'): Line => [seconds, 'stack', status, STACK_ID, reason];
const numbers = (seconds: number, status: string, physicalId = '', reason = ''): Line => [seconds, 'numbers', status, physicalId, reason];

const STABLE = stack(-3_600, 'CREATE_COMPLETE');
const CREATING: Line[] = [stack(-20, 'CREATE_IN_PROGRESS'), numbers(0, 'CREATE_IN_PROGRESS')];
const UPDATING: Line[] = [STABLE, stack(-20, 'UPDATE_IN_PROGRESS'), numbers(0, 'UPDATE_IN_PROGRESS', PHYSICAL_ID)];
const ROLLING_BACK: Line[] = [
  STABLE, stack(-70, 'UPDATE_IN_PROGRESS'), numbers(-60, 'UPDATE_IN_PROGRESS', PHYSICAL_ID), numbers(-30, 'UPDATE_COMPLETE', PHYSICAL_ID),
  stack(-10, 'UPDATE_ROLLBACK_IN_PROGRESS'), numbers(0, 'UPDATE_IN_PROGRESS', PHYSICAL_ID),
];
const DELETING: Line[] = [STABLE, stack(-20, 'DELETE_IN_PROGRESS'), numbers(0, 'DELETE_IN_PROGRESS', PHYSICAL_ID)];
const FAILED_ID = failedPhysicalIdOf(NOW - 60_000);
const FAILED_CREATION: Line[] = [stack(-70, 'CREATE_IN_PROGRESS'), numbers(-60, 'CREATE_IN_PROGRESS'), numbers(-30, 'CREATE_FAILED', FAILED_ID, 'Received response status [FAILED]')];
const MEANWHILE = { associatedAt: NOW - 45_000 };

const one = { Numbers: associationOf() };
const elsewhere = { Numbers: associationOf({ VoiceConnectorId: OTHER_CONNECTOR.id }) };

describe('an event that goes well', () => {
  test.each<[string, ResourceEvent, Line[], FakeChime, string, object | undefined]>([
    ['a creation', createEvent(), CREATING, new FakeChime().has([ONE]), physicalIdOf(NOW), CONNECTOR],
    ['an update', updateEvent(one, elsewhere), UPDATING, new FakeChime().has([ONE], CONNECTOR), PHYSICAL_ID, OTHER_CONNECTOR],
    ['a rollback', updateEvent(elsewhere, one), ROLLING_BACK, new FakeChime().has([ONE], OTHER_CONNECTOR, MEANWHILE), PHYSICAL_ID, CONNECTOR],
    ['a rollback of what was there before', updateEvent(elsewhere, one), ROLLING_BACK, new FakeChime().has([ONE], OTHER_CONNECTOR), PHYSICAL_ID, OTHER_CONNECTOR],
    ['a deletion', deleteEvent(), DELETING, new FakeChime().has([ONE], CONNECTOR), PHYSICAL_ID, undefined],
    ['the deletion after a creation that failed', deleteEvent(one, NOW, FAILED_ID), [...FAILED_CREATION, stack(-9, 'ROLLBACK_IN_PROGRESS'), numbers(0, 'DELETE_IN_PROGRESS', FAILED_ID)],
      new FakeChime().has([ONE], CONNECTOR, MEANWHILE), FAILED_ID, undefined],
    ['the same, of a number that was there before', deleteEvent(one, NOW, FAILED_ID), [...FAILED_CREATION, stack(-9, 'ROLLBACK_IN_PROGRESS'), numbers(0, 'DELETE_IN_PROGRESS', FAILED_ID)],
      new FakeChime().has([ONE], CONNECTOR), FAILED_ID, CONNECTOR],
    ['the remains of a creation', deleteEvent(one, NOW, FAILED_ID), [...FAILED_CREATION, stack(-25, 'CREATE_FAILED'), stack(-9, 'UPDATE_IN_PROGRESS'), numbers(0, 'DELETE_IN_PROGRESS', FAILED_ID)],
      new FakeChime().has([ONE], CONNECTOR, MEANWHILE), FAILED_ID, undefined],
    ['the remains of a creation that has a successor', deleteEvent(one, NOW, FAILED_ID), [
      ...FAILED_CREATION, stack(-25, 'CREATE_FAILED'), stack(-20, 'UPDATE_IN_PROGRESS'), numbers(-15, 'CREATE_IN_PROGRESS'), numbers(-9, 'CREATE_COMPLETE', PHYSICAL_ID),
      stack(-5, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'), numbers(0, 'DELETE_IN_PROGRESS', FAILED_ID),
    ], new FakeChime().has([ONE], CONNECTOR, MEANWHILE), FAILED_ID, CONNECTOR],
  ])('answers SUCCESS: %s', async (_, event, lines, chime, id, holder) => {
    const { answer, error } = await run(event, chime, { stack: lines });
    expect(error).toBeUndefined();
    expect(answer).toEqual({ Status: 'SUCCESS', PhysicalResourceId: id, StackId: STACK_ID, RequestId: '5f0e3f6c-request', LogicalResourceId: LOGICAL_ID });
    expect(chime.holderOf(ONE)).toEqual(holder);
  });

  test('says why it leaves what a successor may have declared', async () => {
    const lines: Line[] = [
      ...FAILED_CREATION, stack(-25, 'CREATE_FAILED'), stack(-20, 'UPDATE_IN_PROGRESS'), numbers(-15, 'CREATE_IN_PROGRESS'), numbers(0, 'DELETE_IN_PROGRESS', FAILED_ID),
    ];
    const { recorder } = await run(deleteEvent(one, NOW, FAILED_ID), new FakeChime(), { stack: lines });
    expect(recorder.of('leave')).toMatchObject([{ why: 'a successor of the creation that failed may have declared it', e164PhoneNumbers: [ONE] }]);
  });
});

describe('an event that fails', () => {
  test('answers FAILED with the reason and the log group', async () => {
    const { answer, error, recorder } = await run(createEvent(), new FakeChime().has([ONE], GROUP), { stack: CREATING, logGroupName: '/numbers' });
    expect(error).toBeUndefined();
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: failedPhysicalIdOf(NOW) });
    expect(answer?.Reason).toMatch(/^1 of 1 phone number could not be associated .* Log group: \/numbers$/);
    expect(recorder.of('failed')).toHaveLength(1);
  });

  test('keeps its physical id', async () => {
    const { answer } = await run(updateEvent(one, { Numbers: associationOf({ E164PhoneNumbers: ['x'] }) }), new FakeChime(), { stack: UPDATING });
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: PHYSICAL_ID, Reason: "Numbers: Not in E.164 format (a plus sign and up to 15 digits): 'x'. Nothing was changed." });
  });

  test('of a format that is not known writes nothing', async () => {
    const chime = new FakeChime();
    const { answer } = await run({ ...createEvent(), ResourceProperties: { ...propertiesOf(), FormatVersion: '2' } }, chime, { stack: CREATING });
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining("FormatVersion '2' is not known") });
    expect(chime.calls).toEqual([]);
  });

  test('does not keep its own rollback from working', async () => {
    const bad = { Numbers: associationOf({ VoiceConnectorId: 'nonsense', E164PhoneNumbers: ['x'] }) };
    const { answer } = await run(updateEvent(bad, one), new FakeChime().has([ONE], CONNECTOR), { stack: ROLLING_BACK });
    expect(answer).toMatchObject({ Status: 'SUCCESS' });
  });

  test('of a format that is not known does not keep its own rollback from working either', async () => {
    const event = updateEvent(one, one);
    const unknown = { ...event, OldResourceProperties: { ...event.OldResourceProperties, FormatVersion: '2' } };
    const { answer } = await run(unknown, new FakeChime().has([ONE], CONNECTOR), { stack: ROLLING_BACK });
    expect(answer).toMatchObject({ Status: 'SUCCESS' });
  });
});

describe('an event that is overtaken', () => {
  test('before it begins changes nothing', async () => {
    const chime = new FakeChime().has([ONE]);
    const { answer, recorder } = await run(createEvent(), chime, { stack: [...CREATING, stack(5, 'ROLLBACK_IN_PROGRESS')] });
    expect(chime.calls).toEqual([]);
    expect(answer?.Reason).toMatch(/the stack is in ROLLBACK_IN_PROGRESS\. Numbers are where the last run/);
    expect(recorder.of('overtaken')).toHaveLength(1);
  });

  test('at work stops at its next batch', async () => {
    const chime = new FakeChime().has([ONE]);
    const events = new FakeStackEvents(CREATING);
    events.before(2, () => events.goesOn(stack(2, 'ROLLBACK_IN_PROGRESS')));
    const { answer } = await run(createEvent(), chime, { stack: events });
    expect(chime.writes()).toEqual([]);
    expect(answer?.Status).toBe('FAILED');
  });

  test.each([['has given up on', 961], ['gives up on within the second', 960]])('or that CloudFormation %s changes nothing and answers nothing', async (_, seconds) => {
    const chime = new FakeChime(new FakeClock(840_000, 10, NOW + seconds * 1_000)).has([ONE]);
    const { answer, error, recorder } = await run(createEvent(), chime, { stack: CREATING });
    expect([answer, error]).toEqual([undefined, undefined]);
    expect(chime.calls).toEqual([]);
    expect(recorder.of('overtaken')).toMatchObject([{ reason: 'CloudFormation has given up on this event' }]);
  });
});

describe('the time of an event', () => {
  test.each<[string, string | undefined, number]>([
    ['of its properties', '100', 100],
    ['that is missing is an hour', undefined, 3_600],
    ['that is no number is an hour', 'soon', 3_600],
    ['that is nothing is an hour', '0', 3_600],
    ['that is too long is an hour', '7200', 3_600],
    ['of an hour', '3600', 3_600],
  ])('%s', async (_, seconds, expected) => {
    const event = { ...createEvent(), ResourceProperties: { ...propertiesOf(), AnswerWithinSeconds: seconds } } as ResourceEvent;
    const chimeAt = (elapsed: number) => new FakeChime(new FakeClock(840_000, 10, NOW + elapsed)).has([ONE], CONNECTOR);
    const at = async (elapsed: number) => run(event, chimeAt(elapsed), { stack: CREATING });
    expect((await at(expected * 1_000 - 20_000)).answer).toBeDefined();
    expect((await at(expected * 1_000)).answer).toBeUndefined();
  });

  test('without a date counts from the run', async () => {
    const event = { ...createEvent(), ResponseURL: 'https://host.example/' };
    const { answer } = await run(event, new FakeChime().has([ONE]), { stack: CREATING });
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: physicalIdOf(NOW) });
  });

  test('ends the work, the undo and the answer', async () => {
    // GIVEN a minute before CloudFormation gives up, and a service that is out of order
    const chime = new FakeChime(new FakeClock(840_000, 10, NOW + 900_000)).has([ONE]);
    chime.whenever({ operation: 'associate' }).throws(serviceError('unavailable'));
    // WHEN
    const { answer } = await run(createEvent(), chime, { stack: CREATING });
    // THEN
    expect(answer?.Status).toBe('FAILED');
    expect(chime.clock.elapsedMillis()).toBeLessThan(60_000);
  });
});

describe('a timeline that cannot be read', () => {
  const unreadable = () => {
    const events = new FakeStackEvents(CREATING);
    events.fails(serviceError('refused', 'ValidationError'), 1_000);
    return events;
  };

  test('is left to the next run of Lambda, and nothing is written', async () => {
    const chime = new FakeChime().has([ONE]);
    const { answer, error, recorder } = await run(createEvent(), chime, { stack: unreadable() });
    expect(error).toHaveProperty('name', 'TimelineUnreadableError');
    expect(answer).toBeUndefined();
    expect(chime.calls).toEqual([]);
    expect(recorder.of('failed')).toMatchObject([{ reason: expect.stringContaining('cloudformation:DescribeStackEvents') }]);
  });

  test.each([
    ['the time for another run is over', 880_000],
    ['this is the last run: Lambda has made two already, after one and two minutes', 190_000],
  ])('fails the event in the end, and says why, when %s', async (_, elapsed) => {
    const chime = new FakeChime(new FakeClock(240_000, 10, NOW + elapsed)).has([ONE]);
    const { answer, error } = await run(createEvent(), chime, { stack: unreadable() });
    expect(error).toBeUndefined();
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('could not be read (cloudformation:DescribeStackEvents)') });
    expect(answer?.Reason).toContain('Numbers are where the last run that could tell has left them');
  });
});

describe('an answer that cannot be delivered', () => {
  test('ends the run, and Lambda runs the event again', async () => {
    const chime = new FakeChime(new FakeClock(60_000)).has([ONE]);
    const statuses = Array.from({ length: 1_000 }, () => 503);
    const { answer, error } = await run(createEvent(), chime, { stack: CREATING, statuses });
    expect(answer).toBeUndefined();
    expect(error?.message).toContain('HTTP status 503');
  });

  test('is delivered by the next run, which changes nothing', async () => {
    const chime = new FakeChime(new FakeClock(840_000, 10, NOW + 60_000)).has([ONE], CONNECTOR, { associatedAt: NOW + 4_000 });
    const { answer } = await run(createEvent(), chime, { stack: CREATING });
    expect(answer?.Status).toBe('SUCCESS');
    expect(chime.writes()).toEqual([]);
  });
});

describe('the log', () => {
  test('tells the steps, each with the event it belongs to', async () => {
    const { recorder } = await run(createEvent(), new FakeChime().has([ONE]), { stack: CREATING });
    expect(recorder.steps()).toEqual(['situation', 'read', 'plan', 'associate', 'done', 'answer']);
    const context = { requestType: 'Create', logicalResourceId: LOGICAL_ID, requestId: '5f0e3f6c-request' };
    for (const line of recorder.lines) expect(JSON.parse(line)).toMatchObject(context);
  });

  test('tells which way the deployment goes, and since when', async () => {
    const forward = await run(createEvent(), new FakeChime().has([ONE]), { stack: CREATING });
    expect(forward.recorder.of('situation')).toMatchObject([{ situation: 'forward' }]);
    const cancelled = ROLLING_BACK.map((line): Line => line[2] === 'UPDATE_COMPLETE' ? numbers(-30, 'UPDATE_FAILED', PHYSICAL_ID, 'Resource update cancelled') : line);
    const back = await run(updateEvent(elsewhere, one), new FakeChime().has([ONE], CONNECTOR), { stack: cancelled });
    expect(back.recorder.of('situation')).toMatchObject([{
      situation: 'rollback', since: new Date(NOW - 60_000).toISOString(), inFlightUntil: expect.stringMatching(/^2026-/),
    }]);
  });

  test.each([
    ['success', new FakeChime().has([ONE])],
    ['failure', new FakeChime().lacks(ONE)],
  ])('never holds the signed URL: %s', async (_, chime) => {
    const { recorder } = await run(createEvent(), chime, { stack: CREATING, statuses: [503, 200] });
    expect(recorder.lines.length).toBeGreaterThan(3);
    expect(recorder.lines.join('')).not.toMatch(/ResponseURL|secret-signature|X-Amz/);
  });
});

test('the same event delivered inside a later deployment changes nothing', async () => {
  const chime = new FakeChime(new FakeClock(840_000, 10, NOW + 600_000)).has([ONE], OTHER_CONNECTOR, { associatedAt: LONG_AGO }).has([TWO]);
  const later: Line[] = [...CREATING, numbers(9, 'CREATE_COMPLETE', PHYSICAL_ID), stack(10, 'CREATE_COMPLETE'), stack(590, 'UPDATE_IN_PROGRESS'), numbers(599, 'UPDATE_IN_PROGRESS', PHYSICAL_ID)];
  await run(createEvent({ Numbers: associationOf({ ForceAssociate: 'true' }) }), chime, { stack: later });
  expect(chime.calls).toEqual([]);
});
