import { FakeChime, serviceError } from './support/fake-chime';
import { FakeClock } from './support/fake-clock';
import { run } from './support/handler-run';
import { CONNECTOR, NOW, ONE, OTHER_CONNECTOR } from './support/names';
import { associationOf, createEvent, PHYSICAL_ID, propertiesOf, updateEvent } from './support/resource-events';
import { FakeStackEvents, Line, STACK_ID } from './support/stack-timeline';
import { ResourceEvent } from '../../lambda/phone-number-associations/cloudformation/resource-event';

const stack = (seconds: number, status: string): Line => [seconds, 'stack', status, STACK_ID, 'User Initiated'];
const numbers = (seconds: number, status: string, physicalId = '', reason = ''): Line => [seconds, 'numbers', status, physicalId, reason];

const CREATING: Line[] = [stack(-20, 'CREATE_IN_PROGRESS'), numbers(0, 'CREATE_IN_PROGRESS')];

describe('a timeline that cannot be read, of an event that CloudFormation waits for 100 s for,', () => {
  const event: ResourceEvent = { ...createEvent(), ResourceProperties: { ...propertiesOf(), AnswerWithinSeconds: '100' } as ResourceEvent['ResourceProperties'] };

  test.each([
    ['is left to the next run while one can come in time', 500, false],
    ['fails the event when none can', 20_000, true],
  ])('%s', async (_, elapsed, fails) => {
    const events = new FakeStackEvents(CREATING);
    events.fails(serviceError('refused', 'ValidationError'), 1_000);
    const { answer, error } = await run(event, new FakeChime(new FakeClock(240_000, 10, NOW + elapsed)).has([ONE]), { stack: events });
    expect([answer?.Status, error?.name]).toEqual(fails ? ['FAILED', undefined] : [undefined, 'TimelineUnreadableError']);
  });
});

test('an event that is overtaken says in the log by what', async () => {
  const { recorder } = await run(createEvent(), new FakeChime().has([ONE]), { stack: [...CREATING, stack(5, 'ROLLBACK_IN_PROGRESS')] });
  expect(recorder.of('overtaken')).toMatchObject([{ reason: expect.stringContaining('the stack is in ROLLBACK_IN_PROGRESS') }]);
  expect(recorder.of('failed')).toEqual([]);
});

test('a rollback of a step that has undone itself has nothing to undo, and succeeds', async () => {
  const reason = 'Received response status [FAILED] from custom resource. Message returned: no. What was done was undone: every number is where it was before.';
  const chime = new FakeChime().has([ONE], CONNECTOR);
  const { answer, recorder } = await run(
    updateEvent({ Numbers: associationOf({ VoiceConnectorId: OTHER_CONNECTOR.id }) }, { Numbers: associationOf() }),
    chime,
    {
      stack: [
        stack(-3_600, 'CREATE_COMPLETE'), stack(-70, 'UPDATE_IN_PROGRESS'), numbers(-60, 'UPDATE_IN_PROGRESS', PHYSICAL_ID),
        numbers(-30, 'UPDATE_FAILED', PHYSICAL_ID, reason), stack(-10, 'UPDATE_ROLLBACK_IN_PROGRESS'), numbers(0, 'UPDATE_IN_PROGRESS', PHYSICAL_ID),
      ],
    },
  );
  expect(answer).toMatchObject({ Status: 'SUCCESS' });
  expect(recorder.of('situation')).toMatchObject([{ situation: 'rollback' }]);
  expect(recorder.of('situation')[0]).not.toHaveProperty('since');
  expect(chime.writes()).toEqual([]);
});
