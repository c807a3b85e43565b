import { Duration } from 'aws-cdk-lib';
import { number, numbers, OFFICE, useTelephony } from './telephony';
import { voiceConnector, when } from '../../aws-simulator';

const telephony = useTelephony();
const NEW = 'newnew1ghij2klmno3pqr4';

test('a connector that was created a moment ago is waited for', async () => {
  telephony().order(numbers(0, 1));
  telephony().aws.chime.create(voiceConnector(NEW), 60_000);
  const { status, reasons } = await telephony().deploy(telephony().association({ voiceConnectorId: NEW, e164PhoneNumbers: numbers(0, 1) }));
  expect([status, reasons]).toEqual(['CREATE_COMPLETE', []]);
  expect(telephony().on(NEW)).toEqual(numbers(0, 1));
});

test.each(['empty', 'NotFound'] as const)('one that never comes fails with its id (its list is %s)', async (listOfUnknownOwner) => {
  telephony().aws.chime.behave({ listOfUnknownOwner });
  telephony().order(numbers(0, 1));
  const { status, reasons } = await telephony().deploy(telephony().association({ voiceConnectorId: NEW, e164PhoneNumbers: numbers(0, 1) }));
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(reasons[0]).toContain(`voice connector ${NEW} does not exist`);
});

test('a number that is still being acquired is waited for', async () => {
  telephony().order([number(0)]);
  telephony().aws.chime.order(number(1), { acquiredAt: 90_000 });
  const { status, reasons } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 1) }));
  expect([status, reasons]).toEqual(['CREATE_COMPLETE', []]);
  expect(telephony().on(OFFICE)).toEqual(numbers(0, 1));
});

test('one that does not become ready fails, and the others are taken off again', async () => {
  telephony().order([number(0)]);
  telephony().aws.chime.order(number(1), { acquiredAt: 10_000_000 });
  const { status, reasons } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 1) }));
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(reasons[0]).toContain('still being acquired');
  expect(telephony().on(OFFICE)).toEqual([]);
});

test('a function with little time answers before it is killed while it waits', async () => {
  telephony().aws.chime.order(number(0), { acquiredAt: 10_000_000 });
  const { status, reasons } = await telephony().deploy(telephony().association({ timeout: Duration.seconds(20) }));
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(reasons[0]).toContain(number(0));
});

test('a role that was changed a moment ago is denied for some seconds', async () => {
  telephony().order(numbers(0, 1));
  telephony().aws.chime.faults = when(({ time }) => time < 8_000, { kind: 'exception', code: 'AccessDenied' });
  const { status, reasons } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 1) }));
  expect([status, reasons]).toEqual(['CREATE_COMPLETE', []]);
});
