import { AssociationSpecs, BRANCH, number, numbers, OFFICE, useTelephony } from './telephony';

const telephony = useTelephony();

const OFFICE_ALL: AssociationSpecs = { Numbers: { on: OFFICE, numbers: numbers(0, 58) } };
const BRANCH_ALL: AssociationSpecs = { Numbers: { on: BRANCH, numbers: numbers(1, 59) } };

/** Delivers each event that is accepted from now on a second time, so many milliseconds after its first run has begun. */
function deliverTwice(afterMs: number): void {
  const { lambda, simulation } = telephony().aws;
  lambda.delayEvents(event => {
    simulation.schedule(afterMs, () => {
      // By then the function may be gone.
      lambda.deliverAgain(event).catch(() => undefined);
    });
    return 0;
  });
}

beforeEach(() => telephony().order(numbers(0, 59)));

describe.each([0, 40, 100, 2_600, 3_000, 20_000])('events are delivered twice, %d ms apart', afterMs => {
  test.each(['success', 'PhoneNumberAssociationsExist'] as const)('creation, move and deletion succeed (again: %s)', async associateAgain => {
    telephony().aws.chime.behave({ associateAgain });
    deliverTwice(afterMs);
    await telephony().deployed(telephony().stackOf(OFFICE_ALL));
    await telephony().aws.drain();
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 58));
    const start = telephony().now();
    await telephony().deployed(telephony().stackOf(BRANCH_ALL));
    await telephony().aws.drain();
    expect(telephony().on(BRANCH)).toEqual(numbers(1, 59));
    expect(telephony().unownedSince(start, numbers(1, 58))).toEqual([]);
    expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  });

  test('a refused creation leaves nothing behind', async () => {
    deliverTwice(afterMs);
    const { status } = await telephony().deploy(telephony().stackOf({ Numbers: { on: OFFICE, numbers: [...numbers(0, 1), number(99)] } }));
    await telephony().aws.drain();
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual([]);
  });
});

describe('an event of an earlier deployment that is delivered again', () => {
  test.each([0, 1])('changes nothing after the next one (event %d)', async which => {
    await telephony().deployed(telephony().stackOf(OFFICE_ALL));
    await telephony().deployed(telephony().stackOf(BRANCH_ALL));
    const [writes, before] = [telephony().writes(), telephony().owners()];
    const { lambda, simulation } = telephony().aws;
    await simulation.run('late event', () => lambda.deliverAgain(lambda.events[which]));
    expect(telephony().owners()).toEqual(before);
    expect(telephony().writes()).toBe(writes);
  });

  test.each([500, 3_000, 5_000])('changes nothing during the next one, %d ms after its start', async afterMs => {
    await telephony().deployed(telephony().stackOf(OFFICE_ALL));
    const { lambda, simulation } = telephony().aws;
    const [creation] = lambda.events;
    simulation.schedule(afterMs, () => { void lambda.deliverAgain(creation); });
    await telephony().deployed(telephony().stackOf(BRANCH_ALL));
    await telephony().aws.drain();
    expect(telephony().on(BRANCH)).toEqual(numbers(1, 59));
    expect(telephony().on(OFFICE)).toEqual([]);
  });
});
