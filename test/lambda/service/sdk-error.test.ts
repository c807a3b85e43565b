import { toServiceError } from '../../../lambda/phone-number-associations/service/sdk-error';

const thrown = (fields: object) => Object.assign(new Error('told'), fields);

test.each<[string, unknown, object]>([
  ['an exception', thrown({ name: 'ConflictException', $metadata: { httpStatusCode: 409 } }), { category: 'refused', code: 'ConflictException', message: 'told' }],
  ['a broken connection', thrown({ code: 'ECONNRESET' }), { category: 'unavailable', code: 'ECONNRESET' }],
  ['an unknown host', thrown({ code: 'ENOTFOUND' }), { category: 'unreachable', code: 'ENOTFOUND' }],
  ['missing credentials', thrown({ name: 'CredentialsProviderError' }), { category: 'denied', code: 'CredentialsProviderError' }],
  ['a body that is no JSON', thrown({ name: 'SyntaxError', $metadata: { httpStatusCode: 200 } }), { category: 'malformed', code: 'SyntaxError' }],
  ['an exception without a message', { name: 'Error', message: '', $metadata: { httpStatusCode: 502 } }, { category: 'unavailable', message: 'HTTP status 502' }],
  ['a time to wait', thrown({ $metadata: { httpStatusCode: 429 }, $response: { headers: { 'retry-after': '3' } } }), { category: 'throttled', retryAfterMillis: 3_000 }],
  ['no time to wait', thrown({ $metadata: { httpStatusCode: 429 }, $response: { headers: { 'retry-after': '0' } } }), { category: 'throttled', retryAfterMillis: undefined }],
  ['a date', thrown({ $metadata: { httpStatusCode: 429 }, $response: { headers: { 'retry-after': 'Fri, 06 Nov 2026 00:00:00 GMT' } } }), { retryAfterMillis: undefined }],
])('%s', (_, error, expected) => {
  expect(toServiceError(error)).toMatchObject({ name: 'ServiceError', cause: error, ...expected });
});
