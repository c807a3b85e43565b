import { AssociationSpecs, number, numbers, OFFICE, STACK_NAME, useTelephony } from './telephony';
import { voiceConnector } from '../../aws-simulator';

/** What a creation leaves that was killed every time, where nothing rolls it back. */
const telephony = useTelephony();

const OFFICE_0_3: AssociationSpecs = { Numbers: { on: OFFICE, numbers: numbers(0, 3) } };

const stop = (associations: AssociationSpecs) => telephony().deploy(telephony().stackOf(associations), undefined, { disableRollback: true });

describe.each(['before its successor', 'after its successor'] as const)('a killed creation that is deleted %s', failedCreationDeleted => {
  beforeEach(async () => {
    telephony().aws.cloudFormation.behave({ failedCreationDeleted });
    telephony().order(numbers(1, 5));
    telephony().order([number(0)], voiceConnector(OFFICE));
    telephony().aws.lambda.killWhen = ({ service }) => service === 'response';
    expect((await stop(OFFICE_0_3)).status).toBe('CREATE_FAILED');
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
    telephony().aws.lambda.killWhen = undefined;
  });

  test('loses nothing that its successor declares', async () => {
    const { status } = await stop(OFFICE_0_3);
    await telephony().aws.drain();
    expect(status).toMatch(/^(?:CREATE|UPDATE)_COMPLETE$/);
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
  });

  test('stays on rather than goes silent where its successor declares others, or is off', async () => {
    expect((await stop({ Numbers: { on: OFFICE, numbers: numbers(2, 5) } })).status).toMatch(/^(?:CREATE|UPDATE)_COMPLETE$/);
    await telephony().aws.drain();
    expect(telephony().on(OFFICE)).toEqual(expect.arrayContaining([number(0), ...numbers(2, 5)]));
  });

  test.each([
    ['rolled back', () => telephony().aws.stack(STACK_NAME).rollback()],
    ['deleted', () => telephony().delete()],
  ])('is undone when the stack is %s, but for what was there before', async (_, end) => {
    expect((await end()).status).toMatch(/^(?:ROLLBACK|DELETE)_COMPLETE$/);
    expect(telephony().on(OFFICE)).toEqual([number(0)]);
  });
});
