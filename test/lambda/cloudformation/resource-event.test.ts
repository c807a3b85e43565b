import { dateOf, formatBasicDate, parseBasicDate } from '../../../lambda/phone-number-associations/cloudformation/resource-event';
import { NOW } from '../support/names';
import { createEvent } from '../support/resource-events';

test.each<[string, string, number | undefined]>([
  ['first in the query', 'https://host/path?X-Amz-Date=20261026T073320Z&X-Amz-Expires=7200', NOW],
  ['later in the query', 'https://host/path?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20261026T073320Z', NOW],
  ['nowhere', 'https://host/path', undefined],
  ['in the path', 'https://host/X-Amz-Date=20261026T073320Z', undefined],
  ['in a name that only ends so', 'https://host/path?NotX-Amz-Date=20261026T073320Z', undefined],
  ['malformed', 'https://host/path?X-Amz-Date=2026-10-26', undefined],
])('the date of an event stands %s', (_, ResponseURL, date) => {
  expect(dateOf({ ...createEvent(), ResponseURL })).toBe(date);
});

test('a date is written to the second, and read again', () => {
  expect(formatBasicDate(NOW + 999)).toBe('20261026T073320Z');
  expect(parseBasicDate(formatBasicDate(NOW))).toBe(NOW);
});
