import { AssociationSpecs, BRANCH, number, numbers, OFFICE, STACK_NAME, useTelephony } from './telephony';
import { Call, StackSource, when } from '../../aws-simulator';
import { sourceOf } from '../../aws-simulator/cloudformation/template';

const telephony = useTelephony();

/** Four batches of the service's own limit. */
const MANY = numbers(0, 199);
const BEFORE: AssociationSpecs = { Numbers: { on: OFFICE, numbers: MANY } };
const AFTER: AssociationSpecs = { Numbers: { on: BRANCH, numbers: MANY } };

const isWrite = ({ operation }: Pick<Call, 'operation'>) => operation === 'Associate' || operation === 'Disassociate';

/** Does something once, when the nth write from now on is served. */
function atWrite(nth: number, act: () => void): void {
  let left = nth;
  telephony().aws.chime.faults = call => {
    if (isWrite(call)) left -= 1;
    if (isWrite(call) && left === 0) act();
    return undefined;
  };
}

const cancelUpdate = () => telephony().aws.simulation.schedule(0, () => telephony().aws.stack(STACK_NAME).cancelUpdate());

/** When the stack turned into its rollback. */
function turnedAt(): number {
  return telephony().aws.stack(STACK_NAME).events.find(({ status }) => /ROLLBACK_IN_PROGRESS$/.test(status))!.time;
}

/** Writes of a deployment's own way, by where they put numbers, after the stack had turned. */
function forwardWritesAfterTurn(owner: string): number[] {
  const turned = turnedAt();
  return telephony().requestsSince(turned).filter(request => request.operation === 'Associate' && request.owner?.value === owner).map(({ time }) => time - turned);
}

describe('an update that is cancelled while its function is at work', () => {
  beforeEach(async () => {
    telephony().order(MANY);
    await telephony().deployed(telephony().stackOf(BEFORE));
  });

  test.each([1, 2, 3, 4])('after %d requests is undone, without a gap', async nth => {
    // GIVEN
    const start = telephony().now();
    atWrite(nth, cancelUpdate);
    // WHEN
    const { status } = await telephony().deploy(telephony().stackOf(AFTER));
    await telephony().aws.drain();
    // THEN
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual(MANY);
    expect(telephony().unownedSince(start, MANY)).toEqual([]);
  });

  test.each([1, 2, 3])('and killed, after %d requests, stays undone when Lambda runs it again', async nth => {
    atWrite(nth, () => {
      cancelUpdate();
      const { simulation, lambda } = telephony().aws;
      simulation.schedule(1, () => lambda.killRunning(({ event }) => event === lambda.events[1].event));
    });
    const { status } = await telephony().deploy(telephony().stackOf(AFTER));
    const ended = telephony().now();
    await telephony().aws.drain();
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(telephony().now()).toBeGreaterThan(ended);
    expect(telephony().requestsSince(ended)).toEqual([]);
    expect(telephony().on(OFFICE)).toEqual(MANY);
  });

  test('before its function has started changes nothing, however late that starts', async () => {
    telephony().aws.lambda.delayEvents(({ event }) => event === telephony().aws.lambda.events[1]?.event ? 300_000 : 0);
    telephony().aws.simulation.schedule(20_000, cancelUpdate);
    const { status } = await telephony().deploy(telephony().stackOf(AFTER));
    const writes = telephony().writes();
    await telephony().aws.drain();
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(telephony().writes()).toBe(writes);
    expect(telephony().on(OFFICE)).toEqual(MANY);
    expect(telephony().steps()).toContainEqual(expect.objectContaining({ step: 'overtaken' }));
  });

  test('stops at its next batch', async () => {
    telephony().aws.chime.behave({ latencyMs: 1_500 });
    atWrite(1, cancelUpdate);
    await telephony().deploy(telephony().stackOf(AFTER));
    await telephony().aws.drain();
    expect(telephony().steps()).toContainEqual(expect.objectContaining({ step: 'overtaken' }));
    // One may be under way, and one may have been sent before the run looks again.
    expect(forwardWritesAfterTurn(BRANCH).length).toBeLessThanOrEqual(2);
    expect(telephony().on(OFFICE)).toEqual(MANY);
  });

  test('while a request has no answer, although its work is done, is undone with it', async () => {
    const start = telephony().now();
    const isForward = ({ operation, owner }: Call) => operation === 'Associate' && owner?.value === BRANCH;
    telephony().aws.chime.faults = when(isForward, { kind: 'hang', workDone: true });
    telephony().aws.simulation.schedule(8_000, cancelUpdate);
    const { status } = await telephony().deploy(telephony().stackOf(AFTER));
    await telephony().aws.drain();
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual(MANY);
    expect(telephony().unownedSince(start, MANY)).toEqual([]);
  });

  test('can be deployed again', async () => {
    atWrite(2, cancelUpdate);
    await telephony().deploy(telephony().stackOf(AFTER));
    telephony().aws.chime.faults = undefined;
    await telephony().deployed(telephony().stackOf(AFTER));
    await telephony().aws.drain();
    expect(telephony().on(BRANCH)).toEqual(MANY);
  });
});

describe('a creation that another resource cancels', () => {
  const OTHER = 'Other';

  /** A template in which another resource goes side by side with the numbers, as the `DependsOn` of an escape hatch could make it. */
  function sideBySide(): StackSource {
    const source = sourceOf(telephony().stackOf(BEFORE));
    return { ...source, template: { ...source.template, Resources: { ...source.template.Resources, [OTHER]: { Type: 'Test::Scripted', Properties: {} } } } };
  }

  beforeEach(() => telephony().order(MANY));

  test.each([4_000, 5_050, 5_100, 5_200])('after %d ms leaves nothing behind', async takesMs => {
    telephony().aws.cloudFormation.script(OTHER, 'create', { takesMs, failsWith: 'It was to fail' });
    const { status } = await telephony().deploy(sideBySide());
    await telephony().aws.drain();
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual([]);
  });

  test('and that is killed leaves nothing behind when Lambda runs it again', async () => {
    telephony().aws.cloudFormation.script(OTHER, 'create', { takesMs: 5_100, failsWith: 'It was to fail' });
    telephony().aws.simulation.schedule(5_110, () => telephony().aws.lambda.killRunning());
    const { status } = await telephony().deploy(sideBySide());
    await telephony().aws.drain();
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual([]);
  });

  test('leaves what was there before', async () => {
    telephony().reset();
    telephony().order(numbers(1, 199));
    telephony().order([number(0)], { kind: 'VoiceConnectorId', value: OFFICE });
    telephony().aws.cloudFormation.script(OTHER, 'create', { takesMs: 5_100, failsWith: 'It was to fail' });
    const { status } = await telephony().deploy(sideBySide());
    await telephony().aws.drain();
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual([number(0)]);
  });
});
