import { AssociationSpecs, BRANCH, number, numbers, OFFICE, STRANGER, useTelephony } from './telephony';
import { voiceConnector } from '../../aws-simulator';

const telephony = useTelephony();

const TWO: AssociationSpecs = { Office: { on: OFFICE, numbers: numbers(0, 3) }, Branch: { on: BRANCH, numbers: numbers(4, 7) } };

const HANDS: [string, (phoneNumber: string) => void][] = [
  ['moved', phoneNumber => telephony().aws.chime.associate(phoneNumber, voiceConnector(STRANGER))],
  ['taken off', phoneNumber => telephony().aws.chime.disassociate(phoneNumber)],
  ['released', phoneNumber => telephony().aws.chime.release(phoneNumber)],
];

/** Does something when the first write from now on that puts numbers onto an owner is served. */
function atAssociation(owner: string, act: () => void): void {
  let done = false;
  telephony().aws.chime.faults = call => {
    if (done || call.operation !== 'Associate' || call.owner?.value !== owner) return undefined;
    telephony().aws.simulation.schedule(0, act);
    done = true;
    return undefined;
  };
}

/** Takes a connector away, with its numbers, as somebody in the console can. */
function removeConnector(id: string): void {
  for (const phoneNumber of telephony().on(id)) telephony().aws.chime.disassociate(phoneNumber);
  telephony().aws.chime.remove(voiceConnector(id));
}

beforeEach(async () => {
  telephony().order(numbers(0, 9));
  await telephony().deployed(telephony().stackOf(TWO));
});

describe('a connector that was deleted by hand', () => {
  beforeEach(() => removeConnector(OFFICE));

  test('does not keep another association from being edited', async () => {
    await telephony().deployed(telephony().stackOf({ ...TWO, Branch: { on: BRANCH, numbers: numbers(4, 8) } }));
    expect(telephony().on(BRANCH)).toEqual(numbers(4, 8));
  });

  test('does not keep the edit of another association from being rolled back', async () => {
    const { status } = await telephony().deploy(telephony().stackFailingLast({ ...TWO, Branch: { on: BRANCH, numbers: numbers(5, 8) } }));
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(telephony().on(BRANCH)).toEqual(numbers(4, 7));
  });

  test('fails the edit of its own association by name, and the rollback completes', async () => {
    const { status, reasons } = await telephony().deploy(telephony().stackOf({ ...TWO, Office: { on: OFFICE, numbers: numbers(0, 2) } }));
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons[0]).toContain(`voice connector ${OFFICE}`);
  });

  test('is left behind: its numbers go to another one', async () => {
    await telephony().deployed(telephony().stackOf({ Branch: { on: BRANCH, numbers: numbers(0, 7) } }));
    expect(telephony().on(BRANCH)).toEqual(numbers(0, 7));
  });

  test('does not keep the stack from being deleted', async () => {
    expect(await telephony().delete()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
  });
});

describe.each(HANDS)('a number that was %s by hand', (name, byHand) => {
  test('does not keep another association from being edited, and stays', async () => {
    byHand(number(1));
    const before = telephony().owners();
    await telephony().deployed(telephony().stackOf({ ...TWO, Branch: { on: BRANCH, numbers: numbers(4, 6) } }));
    expect(telephony().owners()).toEqual({ ...before, [number(7)]: undefined });
  });

  test('leaves the template', async () => {
    byHand(number(1));
    const where = telephony().owners()[number(1)];
    await telephony().deployed(telephony().stackOf({ ...TWO, Office: { on: OFFICE, numbers: [number(0), number(2), number(3)] } }));
    expect(telephony().owners()[number(1)]).toBe(where);
  });

  test('does not get a rollback stuck', async () => {
    byHand(number(1));
    const { status } = await telephony().deploy(telephony().stackFailingLast({ ...TWO, Office: { on: OFFICE, numbers: [number(0), number(8)] } }));
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual(name === 'taken off' ? expect.arrayContaining([number(0), number(2), number(3)]) : [number(0), number(2), number(3)]);
  });

  test('during a move does not get its rollback stuck, and stays where it was put', async () => {
    const artifact = telephony().stackFailingLast({ ...TWO, Office: { on: STRANGER, numbers: numbers(0, 3) } });
    let where: string | undefined;
    atAssociation(STRANGER, () => {
      byHand(number(1));
      where = telephony().owners()[number(1)];
    });
    const { status } = await telephony().deploy(artifact);
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual(expect.arrayContaining([number(0), number(2), number(3)]));
    // Off its owner it counts as one that can be put back (P2: what was there before).
    expect([where, OFFICE]).toContain(telephony().owners()[number(1)]);
  });

  test('does not keep the stack from being deleted, also while that is under way', async () => {
    byHand(number(1));
    telephony().aws.chime.faults = ({ operation }) => {
      if (operation === 'Disassociate' && telephony().on(BRANCH).includes(number(5))) byHand(number(5));
      return undefined;
    };
    expect(await telephony().delete()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    expect([...telephony().on(OFFICE), ...telephony().on(BRANCH)]).toEqual([]);
  });
});

test('what a rollback cannot put back, because somebody has it now, is logged by number and owner', async () => {
  const artifact = telephony().stackFailingLast({ ...TWO, Office: { on: OFFICE, numbers: numbers(1, 3) } });
  telephony().aws.chime.faults = ({ operation }) => {
    const take = () => telephony().aws.chime.associate(number(0), voiceConnector(STRANGER));
    if (operation === 'Disassociate') telephony().aws.simulation.schedule(0, take);
    return undefined;
  };
  const { status } = await telephony().deploy(artifact);
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(telephony().on(STRANGER)).toEqual([number(0)]);
  const [line] = telephony().steps().filter(({ step }) => step === 'not-restored');
  expect(line).toMatchObject({ e164PhoneNumber: number(0), owner: `voice connector ${OFFICE}`, holder: `voice connector ${STRANGER}` });
});
