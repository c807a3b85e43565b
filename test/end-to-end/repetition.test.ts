import { BRANCH, number, numbers, OFFICE, useTelephony } from './telephony';
import { InvokeFault } from '../../aws-simulator';

const telephony = useTelephony();

const BROKEN: [string, InvokeFault][] = [
  ['the answer of the first run is lost', { kind: 'answer lost' }],
  ['two runs overlap after 0 ms', { kind: 'connection broken', afterMs: 0 }],
  ['two runs overlap after 40 ms', { kind: 'connection broken', afterMs: 40 }],
  ['two runs overlap after 100 ms', { kind: 'connection broken', afterMs: 100 }],
];

describe.each(BROKEN)('an event is delivered twice: %s', (_, fault) => {
  const breakFirst = () => {
    const broken = new Set<string>();
    telephony().aws.lambda.faults = ({ event }) => {
      const { RequestId } = event as { RequestId: string };
      if (broken.has(RequestId)) return undefined;
      broken.add(RequestId);
      return fault;
    };
  };

  test.each(['success', 'PhoneNumberAssociationsExist'] as const)('creation, move and deletion succeed (again: %s)', async (associateAgain) => {
    telephony().aws.chime.behave({ associateAgain });
    telephony().order(numbers(0, 59));
    breakFirst();
    const created = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 58) }));
    await telephony().aws.drain();
    expect([created.status, created.reasons]).toEqual(['CREATE_COMPLETE', []]);
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 58));
    breakFirst();
    const moved = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(1, 59), voiceConnectorId: BRANCH }));
    await telephony().aws.drain();
    expect([moved.status, moved.reasons]).toEqual(['UPDATE_COMPLETE', []]);
    expect(telephony().on(BRANCH)).toEqual(numbers(1, 59));
    breakFirst();
    expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
    await telephony().aws.drain();
    expect(telephony().on(BRANCH)).toEqual([]);
  });

  test('a failing creation still leaves nothing behind', async () => {
    telephony().order(numbers(0, 1));
    breakFirst();
    const { status } = await telephony().deploy(telephony().association({ e164PhoneNumbers: [...numbers(0, 1), number(99)] }));
    await telephony().aws.drain();
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual([]);
  });
});
