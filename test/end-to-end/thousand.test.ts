import { BRANCH, numbers, OFFICE, useTelephony } from './telephony';
import { RateLimit } from '../../aws-simulator';

const telephony = useTelephony();
const THOUSAND = numbers(0, 999);

test.each([undefined, 2, 5, 10])('1,000 numbers are associated, moved and removed at %s requests a second', async (perSecond) => {
  telephony().order(THOUSAND);
  telephony().aws.chime.rateLimit = perSecond === undefined ? undefined : new RateLimit(perSecond);
  const created = await telephony().deploy(telephony().association({ e164PhoneNumbers: THOUSAND }));
  expect([created.status, created.reasons]).toEqual(['CREATE_COMPLETE', []]);
  expect(telephony().aws.chime.requests.length).toBeLessThanOrEqual(40);
  const moved = await telephony().deploy(telephony().association({ e164PhoneNumbers: THOUSAND, voiceConnectorId: BRANCH }));
  expect([moved.status, moved.reasons]).toEqual(['UPDATE_COMPLETE', []]);
  expect(telephony().on(BRANCH)).toEqual(THOUSAND);
  expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  expect([...telephony().on(OFFICE), ...telephony().on(BRANCH)]).toEqual([]);
});
