import { AssociationSpecs, BRANCH, GROUP, OFFICE, useTelephony } from './telephony';

const telephony = useTelephony();

/** What CloudFormation was sure to send to a function before October 2025. */
const LARGEST_EVENT_BYTES = 256 * 1024;

/** Numbers that form no range. */
const SCATTERED = Array.from({ length: 5_000 }, (_, index) => `+1${2_000_000_000 + 206_555 * 10 + index * 79_013}`);

/** Shares of the numbers, by association; the owners in turn. */
function spread(associations: number, firstOwner: number): AssociationSpecs {
  const size = Math.ceil(SCATTERED.length / associations);
  const owners = [OFFICE, BRANCH, GROUP];
  return Object.fromEntries(Array.from({ length: associations }, (_, index) => [
    `Site${index}`, { on: owners[(index + firstOwner) % owners.length], numbers: SCATTERED.slice(index * size, (index + 1) * size) },
  ]));
}

test.each([1, 20, 200])('5,000 scattered numbers in %d associations are created, moved and deleted', async associations => {
  telephony().order(SCATTERED);
  await telephony().deployed(telephony().stackOf(spread(associations, 0)));
  expect(Object.values(telephony().owners())).not.toContain(undefined);

  const start = telephony().now();
  await telephony().deployed(telephony().stackOf(spread(associations, 1)));
  expect(telephony().unownedSince(start, SCATTERED)).toEqual([]);
  const declared = Object.values(spread(associations, 1)).flatMap(({ on, numbers }) => numbers.map(phoneNumber => [phoneNumber, on]));
  expect(telephony().owners()).toEqual(Object.fromEntries(declared));

  expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  expect(Object.values(telephony().owners()).filter(owner => owner !== undefined)).toEqual([]);

  const sizes = telephony().aws.lambda.events.map(({ event }) => Buffer.byteLength(JSON.stringify(event)));
  expect(Math.max(...sizes)).toBeLessThan(LARGEST_EVENT_BYTES);
}, 60_000);
