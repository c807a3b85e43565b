import { AssociationSpecs, BRANCH, number, numbers, OFFICE, STACK_NAME, STRANGER, useTelephony } from './telephony';
import { voiceConnector, when } from '../../aws-simulator';

/** Where the promises end, and that the harm ends there too */
const telephony = useTelephony();

const OFFICE_0_3: AssociationSpecs = { Numbers: { on: OFFICE, numbers: numbers(0, 3) } };

describe('E1: a number that was taken by force', () => {
  const FORCED: AssociationSpecs = { Numbers: { on: OFFICE, numbers: numbers(0, 1), forceAssociate: true } };

  beforeEach(() => {
    telephony().order([number(0)]);
    telephony().order([number(1)], voiceConnector(STRANGER));
  });

  function expectOriginInLog(): void {
    const [taken] = telephony().steps().filter(({ step }) => step === 'take');
    expect(taken).toMatchObject({ from: `voice connector ${STRANGER}`, e164PhoneNumbers: [number(1)] });
  }

  test('goes off when the deployment is rolled back later, and the log tells where it was', async () => {
    const { status } = await telephony().deploy(telephony().stackFailingLast(FORCED));
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect([...telephony().on(OFFICE), ...telephony().on(STRANGER)]).toEqual([]);
    expectOriginInLog();
  });

  test('by a run that is killed at once is in the log, with where it was', async () => {
    telephony().order([number(2)], voiceConnector(STRANGER));
    telephony().aws.lambda.killWhen = ({ run, service, when: moment }) => (
      run === 0 && service === 'chime' && moment === 'after' && telephony().on(OFFICE).includes(number(1))
    );
    const { status } = await telephony().deploy(telephony().stackOf({ Numbers: { ...FORCED.Numbers, numbers: [number(0), number(1), number(99)] } }));
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual([]);
    expectOriginInLog();
  });
});

test('E2: a declared number that was on nothing when a failed deployment began is on its declared owner at most', async () => {
  telephony().order(numbers(0, 5));
  await telephony().deployed(telephony().stackOf(OFFICE_0_3));
  telephony().aws.chime.disassociate(number(1));
  const { status } = await telephony().deploy(telephony().stackFailingLast({ Numbers: { on: BRANCH, numbers: numbers(0, 5) } }));
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect([undefined, OFFICE]).toContain(telephony().owners()[number(1)]);
  expect(telephony().on(BRANCH)).toEqual([]);
});

test('E3: what people move within the lag of reads is overlooked, and the next deployment that touches it tells', async () => {
  telephony().order(numbers(0, 4));
  await telephony().deployed(telephony().stackOf(OFFICE_0_3));
  // GIVEN reads that lag for longer than the handler waits for them
  await telephony().aws.simulation.run('pause', () => telephony().aws.simulation.sleep(120_000));
  telephony().aws.chime.behave({ readLagMs: 60_000 });
  telephony().aws.chime.associate(number(0), voiceConnector(STRANGER));
  // WHEN
  await telephony().deployed(telephony().stackOf({ Numbers: { on: OFFICE, numbers: numbers(0, 4) } }));
  // THEN it is green without the number, which stays with whoever has it
  expect([telephony().on(OFFICE), telephony().on(STRANGER)]).toEqual([numbers(1, 4), [number(0)]]);
  telephony().aws.chime.behave({ readLagMs: 0 });
  const { status, reasons } = await telephony().deploy(telephony().stackOf(OFFICE_0_3));
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reasons[0]).toContain(`is on voice connector ${STRANGER}.`);
});

test('E4: without timestamps a number on its owner counts as having been there before, and the log names it', async () => {
  telephony().aws.chime.behave({ associatedTimestamp: 'absent' });
  telephony().order(numbers(0, 3));
  const { status } = await telephony().deploy(telephony().stackFailingLast(OFFICE_0_3));
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
  expect(telephony().steps()).toContainEqual(expect.objectContaining({ step: 'leave', e164PhoneNumbers: numbers(0, 3) }));
});

test('E5: a number that leaves is off until the rollback has put it back', async () => {
  telephony().order(numbers(0, 3));
  await telephony().deployed(telephony().stackOf(OFFICE_0_3));
  const start = telephony().now();
  const { status } = await telephony().deploy(telephony().stackFailingLast({ Numbers: { on: OFFICE, numbers: numbers(0, 2) } }));
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
  expect(telephony().unownedSince(start, numbers(0, 3))).toEqual([number(3)]);
});

test('E6: after a rollback that was skipped, the next failure names what is on an owner that no template declares', async () => {
  telephony().order(numbers(0, 3));
  await telephony().deployed(telephony().stackOf(OFFICE_0_3));
  const artifact = telephony().stackFailingLast({ Numbers: { on: BRANCH, numbers: numbers(0, 3) } });
  telephony().aws.chime.faults = when(({ operation, owner }) => operation === 'Associate' && owner?.value === OFFICE, { kind: 'exception', code: 'AccessDenied' });
  expect((await telephony().deploy(artifact)).status).toBe('UPDATE_ROLLBACK_FAILED');
  telephony().aws.chime.faults = undefined;
  const [{ logicalId }] = telephony().aws.stack(STACK_NAME).resourcesOfType('Custom::ChimePhoneNumberAssociations');
  expect((await telephony().aws.stack(STACK_NAME).continueUpdateRollback({ skip: [logicalId] })).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(telephony().on(BRANCH)).toEqual(numbers(0, 3));
  const { status, reasons } = await telephony().deploy(telephony().stackOf({ Numbers: { on: STRANGER, numbers: numbers(0, 3) } }));
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reasons[0]).toContain(`voice connector ${BRANCH}`);
});

describe('E7: between two stacks', () => {
  const inOther = (forceAssociate: boolean) => telephony().aws.stack('Other').deploy(
    telephony().stackOf({ Numbers: { on: BRANCH, numbers: numbers(0, 3), forceAssociate } }),
  );

  beforeEach(async () => {
    telephony().order(numbers(0, 3));
    await telephony().deployed(telephony().stackOf(OFFICE_0_3));
  });

  test('a number is refused with its owner named', async () => {
    const { status, reasons } = await inOther(false);
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(reasons[0]).toContain(`voice connector ${OFFICE}`);
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
  });

  test('a number moves with forceAssociate, and stays when the other stack lets go of it', async () => {
    expect((await inOther(true)).status).toBe('CREATE_COMPLETE');
    expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
    expect(telephony().on(BRANCH)).toEqual(numbers(0, 3));
  });
});
