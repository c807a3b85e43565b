import { bodyOf, NUMBER, OURS, setUp } from '../fixture/chime-service';

const DIAL_IN = '+12065550101';
const ORDERED = '+12065550102';

/** Numbers that are listed, of three: one on a connector, one of another product type, one that is still being acquired. */
function list(query: string): string[] {
  const { service, get } = setUp({ statusOfAssociated: 'Assigned' });
  service.order(NUMBER, { owner: OURS });
  service.order(DIAL_IN, { productType: 'SipMediaApplicationDialIn' });
  service.order(ORDERED, { acquiredAt: 1_000 });
  return (bodyOf(get(`/phone-numbers${query}`)).PhoneNumbers as { E164PhoneNumber: string }[]).map(({ E164PhoneNumber }) => E164PhoneNumber);
}

test.each([
  ['', [NUMBER, DIAL_IN, ORDERED]],
  ['?product-type=VoiceConnector', [NUMBER, ORDERED]],
  ['?product-type=SipMediaApplicationDialIn', [DIAL_IN]],
  ['?status=Assigned', [NUMBER]],
  ['?status=AcquireInProgress', [ORDERED]],
  ['?status=Cancelled', []],
  ['?product-type=VoiceConnector&status=Unassigned', []],
  [`?product-type=VoiceConnector&filter-name=VoiceConnectorId&filter-value=${OURS.value}`, [NUMBER]],
])('GET /phone-numbers%s', (query, expected) => {
  expect(list(query)).toEqual(expected);
});

test('a product type that does not exist is refused', () => {
  expect(setUp().get('/phone-numbers?product-type=Fax')).toMatchObject({ status: 400 });
});

test('an observer is told of requests and answers as they go over the wire, also of malformed ones', () => {
  const { service, get } = setUp();
  const seen: unknown[] = [];
  service.onServed = (...exchange) => seen.push(exchange);
  const answers = [get('/phone-numbers'), get('/phone-numbers?max-results=0')];
  expect(seen).toEqual([
    [{ method: 'GET', url: '/phone-numbers', body: '' }, answers[0]],
    [{ method: 'GET', url: '/phone-numbers?max-results=0', body: '' }, answers[1]],
  ]);
});
