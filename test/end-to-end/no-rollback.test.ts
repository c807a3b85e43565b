import { AssociationSpecs, BRANCH, number, numbers, OFFICE, STACK_NAME, useTelephony } from './telephony';
import { StackResult, voiceConnector } from '../../aws-simulator';

const telephony = useTelephony();

const MISSING = number(99);
const OFFICE_0_3: AssociationSpecs = { Numbers: { on: OFFICE, numbers: numbers(0, 3) } };
const REFUSED: AssociationSpecs = { Numbers: { on: OFFICE, numbers: [...numbers(2, 5), MISSING] } };
const OFFICE_2_5: AssociationSpecs = { Numbers: { on: OFFICE, numbers: numbers(2, 5) } };
const MOVED: AssociationSpecs = { Numbers: { on: BRANCH, numbers: numbers(2, 5) } };

const stop = (source: Parameters<ReturnType<typeof telephony>['deploy']>[0]): Promise<StackResult> => (
  telephony().deploy(source, undefined, { disableRollback: true })
);
const rollBack = () => telephony().aws.stack(STACK_NAME).rollback();

/** Lets reads and clocks catch up, as the time does that a human takes. */
const pause = () => telephony().aws.simulation.run('pause', () => telephony().aws.simulation.sleep(60_000));

const ORDERS = (['at once', 'with the next operation'] as const).flatMap(failedUpdateRestored => (
  (['before its successor', 'after its successor'] as const).map(failedCreationDeleted => ({ failedUpdateRestored, failedCreationDeleted }))
));

describe.each(ORDERS)('a failed update restored $failedUpdateRestored, a failed creation deleted $failedCreationDeleted', behaviour => {
  beforeEach(() => {
    telephony().aws.cloudFormation.behave(behaviour);
    // One is there before it is declared.
    telephony().order([number(0), ...numbers(2, 5)]);
    telephony().order([number(1)], voiceConnector(OFFICE));
  });

  describe('a refused creation', () => {
    let before: ReturnType<ReturnType<typeof telephony>['owners']>;
    beforeEach(async () => {
      before = telephony().owners();
      const { status, reasons } = await stop(telephony().stackOf(REFUSED));
      expect([status, reasons]).toEqual(['CREATE_FAILED', [expect.stringContaining(MISSING)]]);
      await pause();
    });

    test('leaves every number where it was', () => {
      expect(telephony().owners()).toEqual(before);
    });

    test('is followed by one that succeeds, from which the late deletion takes nothing', async () => {
      const { status } = await stop(telephony().stackOf(OFFICE_0_3));
      await telephony().aws.drain();
      expect(status).toMatch(/^(?:CREATE|UPDATE)_COMPLETE$/);
      expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
    });

    test.each([['rolled back', rollBack], ['deleted', () => telephony().delete()]])('is %s, and every number is where it was', async (_, end) => {
      expect((await end()).status).toMatch(/^(?:ROLLBACK|DELETE)_COMPLETE$/);
      expect(telephony().owners()).toEqual(before);
    });
  });

  describe('a creation after which another resource fails', () => {
    beforeEach(async () => {
      expect((await stop(telephony().stackFailingLast(OFFICE_0_3))).status).toBe('CREATE_FAILED');
      await pause();
    });

    test('keeps its numbers, and so does the retry', async () => {
      expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
      const { status } = await stop(telephony().stackWithLast(OFFICE_0_3));
      expect(status).toMatch(/^(?:CREATE|UPDATE)_COMPLETE$/);
      expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
    });

    test('is rolled back: what was there before stays', async () => {
      expect((await rollBack()).status).toBe('ROLLBACK_COMPLETE');
      expect(telephony().on(OFFICE)).toEqual([number(1)]);
    });
  });

  describe('a refused update', () => {
    beforeEach(async () => {
      await telephony().deployed(telephony().stackOf(OFFICE_0_3));
      await pause();
      const { status, reasons } = await stop(telephony().stackOf(REFUSED));
      expect([status, reasons]).toEqual(['UPDATE_FAILED', [expect.stringContaining(MISSING)]]);
      await pause();
    });

    test('leaves every number where it was', () => {
      expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
    });

    test('is followed by a move that succeeds, without a gap', async () => {
      const start = telephony().now();
      expect((await stop(telephony().stackOf(MOVED))).status).toBe('UPDATE_COMPLETE');
      expect(telephony().on(BRANCH)).toEqual(numbers(2, 5));
      expect(telephony().on(OFFICE)).toEqual([]);
      expect(telephony().unownedSince(start, numbers(2, 3))).toEqual([]);
    });

    test('is rolled back without a write that matters', async () => {
      expect((await rollBack()).status).toBe('UPDATE_ROLLBACK_COMPLETE');
      expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
    });

    test('is followed by the deletion of the stack', async () => {
      expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
      expect(telephony().on(OFFICE)).toEqual([]);
    });
  });

  describe('a move after which another resource fails', () => {
    beforeEach(async () => {
      await telephony().deployed(telephony().stackOf(OFFICE_0_3));
      await pause();
      expect((await stop(telephony().stackFailingLast(MOVED))).status).toBe('UPDATE_FAILED');
      await pause();
    });

    test('stays', () => {
      expect(telephony().on(BRANCH)).toEqual(numbers(2, 5));
      expect(telephony().on(OFFICE)).toEqual([]);
    });

    test('is completed by the retry, without a write', async () => {
      const writes = telephony().writes();
      expect((await stop(telephony().stackWithLast(MOVED))).status).toBe('UPDATE_COMPLETE');
      expect(telephony().on(BRANCH)).toEqual(numbers(2, 5));
      expect(telephony().writes()).toBe(writes);
    });

    test('is rolled back without a gap', async () => {
      const start = telephony().now();
      expect((await rollBack()).status).toBe('UPDATE_ROLLBACK_COMPLETE');
      expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
      expect(telephony().on(BRANCH)).toEqual([]);
      expect(telephony().unownedSince(start, numbers(2, 3))).toEqual([]);
    });

    test('is followed by the deletion of the stack', async () => {
      expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
      expect([...telephony().on(OFFICE), ...telephony().on(BRANCH)]).toEqual([]);
    });

    test('and a second failure are rolled back together', async () => {
      expect((await stop(telephony().stackOf(REFUSED))).status).toBe('UPDATE_FAILED');
      await pause();
      expect((await rollBack()).status).toBe('UPDATE_ROLLBACK_COMPLETE');
      expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
      // The second update has given numbers 4 and 5 back: whether they were there before cannot be known, so they stay on, and the log says so.
      expect(telephony().on(BRANCH)).toEqual(numbers(4, 5));
      expect(telephony().steps()).toContainEqual(expect.objectContaining({ step: 'leave', e164PhoneNumbers: numbers(4, 5) }));
    });

    test('and a second failure are followed by a move that succeeds, without a gap', async () => {
      expect((await stop(telephony().stackOf(REFUSED))).status).toBe('UPDATE_FAILED');
      await pause();
      const start = telephony().now();
      expect((await stop(telephony().stackOf(OFFICE_2_5))).status).toBe('UPDATE_COMPLETE');
      expect([telephony().on(OFFICE), telephony().on(BRANCH)]).toEqual([numbers(2, 5), []]);
      expect(telephony().unownedSince(start, numbers(2, 5))).toEqual([]);
    });

    test('and a second failure are followed by the deletion of the stack', async () => {
      expect((await stop(telephony().stackOf(REFUSED))).status).toBe('UPDATE_FAILED');
      await pause();
      expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
      expect([...telephony().on(OFFICE), ...telephony().on(BRANCH)]).toEqual([]);
    });
  });
});
