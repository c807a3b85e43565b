import { BRANCH, numbers, OFFICE, useTelephony } from './telephony';
import { RateLimit } from '../../aws-simulator';

const telephony = useTelephony();
const THOUSAND = numbers(0, 999);

test.each([undefined, 2, 5, 10])('1,000 numbers are associated, moved and removed with few requests, at %s a second', async perSecond => {
  telephony().order(THOUSAND);
  telephony().aws.chime.rateLimit = perSecond === undefined ? undefined : new RateLimit(perSecond);
  /** Requests that were not turned away by the rate limit. */
  const served = (since: number) => telephony().requestsSince(since).filter(({ status }) => status !== 429).length;

  await telephony().deployed(telephony().association({ e164PhoneNumbers: THOUSAND }));
  expect(telephony().on(OFFICE)).toEqual(THOUSAND);
  expect(served(0)).toBeLessThanOrEqual(21);

  const created = telephony().now();
  await telephony().deployed(telephony().association({ e164PhoneNumbers: THOUSAND, voiceConnectorId: BRANCH }));
  expect(telephony().on(BRANCH)).toEqual(THOUSAND);
  expect(telephony().unownedSince(created, THOUSAND)).toEqual([]);
  expect(served(created)).toBeLessThanOrEqual(31);

  const moved = telephony().now();
  expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  expect([...telephony().on(OFFICE), ...telephony().on(BRANCH)]).toEqual([]);
  expect(served(moved)).toBeLessThanOrEqual(30);
});
