import { FakeChime, serviceError } from './support/fake-chime';
import { run } from './support/handler-run';
import { CONNECTOR, ONE } from './support/names';
import { driftEvent } from './support/resource-events';
import { FakeStackEvents, Line, STACK_ID } from './support/stack-timeline';

const COMPLETE: Line = [-600, 'stack', 'UPDATE_COMPLETE', STACK_ID];
const DEPLOYING: Line = [0, 'stack', 'UPDATE_IN_PROGRESS', STACK_ID];
const SKIPPED = { step: 'drift-check-skipped', association: 'Stack/Numbers', reason: 'a deployment of the stack is under way' };

test('looks, and answers nobody', async () => {
  const { answer, error, recorder } = await run(driftEvent([ONE]), new FakeChime().has([ONE], CONNECTOR), { stack: [COMPLETE] });
  expect([answer, error]).toEqual([undefined, undefined]);
  expect(recorder.of('drift')).toMatchObject([{ association: 'Stack/Numbers', Association: 'Stack/Numbers', DriftedPhoneNumbers: 0 }]);
});

test.each([[true, CONNECTOR], [false, undefined]])('puts back what is on nothing, if it may: %s', async (repair, holder) => {
  const chime = new FakeChime().has([ONE]);
  await run(driftEvent([ONE], repair), chime, { stack: [COMPLETE] });
  expect(chime.holderOf(ONE)).toEqual(holder);
});

test('waits for the next time while a deployment is under way', async () => {
  const chime = new FakeChime().has([ONE]);
  const { error, recorder } = await run(driftEvent([ONE], true), chime, { stack: [COMPLETE, DEPLOYING] });
  expect(error).toBeUndefined();
  expect(chime.calls).toEqual([]);
  expect(recorder.of('drift-check-skipped')).toEqual([SKIPPED]);
});

test('stops before it writes when a deployment begins', async () => {
  const chime = new FakeChime().has([ONE]);
  const stack = new FakeStackEvents([COMPLETE]);
  stack.before(2, () => stack.goesOn(DEPLOYING));
  const { error, recorder } = await run(driftEvent([ONE], true), chime, { stack });
  expect(error).toBeUndefined();
  expect(chime.writes()).toEqual([]);
  expect(recorder.of('drift-check-skipped')).toEqual([SKIPPED]);
});

test.each<[string, Parameters<typeof run>[0], (chime: FakeChime, stack: FakeStackEvents) => void, RegExp]>([
  ['bad properties', driftEvent(['x']), () => undefined, /^Stack\/Numbers: Not in E\.164 format/],
  ['a look that fails', driftEvent([ONE]), chime => chime.whenever({ operation: 'get' }).throws(serviceError('refused', 'Gone')), /^message of Gone$/],
  ['a timeline that cannot be read', driftEvent([ONE]), (_, stack) => stack.fails(serviceError('refused', 'AccessDenied'), 9), /DescribeStackEvents/],
])('fails for %s, and says so', async (_, event, prepare, reason) => {
  const chime = new FakeChime().has([ONE], CONNECTOR);
  const stack = new FakeStackEvents([COMPLETE]);
  prepare(chime, stack);
  const { error, recorder } = await run(event, chime, { stack });
  expect(error?.message).toMatch(reason);
  expect(recorder.of('failed')).toMatchObject([{ reason: expect.stringMatching(reason) }]);
  expect(recorder.of('drift')).toEqual([]);
});
