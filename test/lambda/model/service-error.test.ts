import { categorize, ErrorCategory, isTransientCode, isUnknownOutcome, ServiceError } from '../../../lambda/phone-number-associations/model/service-error';

describe('categorize', () => {
  test.each<[number | undefined, string, ErrorCategory]>([
    [400, 'BadRequestException', 'badRequest'],
    [400, 'ThrottlingException', 'throttled'],
    [401, 'UnauthorizedClientException', 'denied'],
    [403, 'AccessDeniedException', 'denied'],
    [403, 'ForbiddenException', 'denied'],
    [404, 'NotFoundException', 'notFound'],
    [404, 'NotFound', 'notFound'],
    [404, 'Error', 'notFound'],
    [408, 'RequestTimeout', 'unavailable'],
    [409, 'ConflictException', 'refused'],
    [422, 'UnprocessableEntityException', 'refused'],
    [429, 'ThrottledClientException', 'throttled'],
    [429, 'Error', 'throttled'],
    [500, 'ServiceFailureException', 'unavailable'],
    [502, 'Error', 'unavailable'],
    [503, 'ServiceUnavailableException', 'unavailable'],
    [503, 'TooManyRequestsException', 'throttled'],
    [200, 'SyntaxError', 'unavailable'],
    [undefined, 'ENOTFOUND', 'unreachable'],
    [undefined, 'ECONNRESET', 'unavailable'],
    [undefined, 'AbortError', 'unavailable'],
  ])('%s %s is %s', (status, code, category) => {
    expect(categorize(status, code)).toBe(category);
  });
});

test.each([
  ['Throttled', true, false],
  ['Throttling', true, false],
  ['ThrottlingException', true, false],
  ['ServiceUnavailable', true, true],
  ['ServiceFailure', true, true],
  ['Conflict', false, false],
  ['NotFound', false, false],
  ['SomethingNew', false, false],
])('the code %s of a number: asked again %s, perhaps done %s', (code, transient, unknown) => {
  expect(isTransientCode(code)).toBe(transient);
  expect(isUnknownOutcome(code)).toBe(unknown);
});

test('an error keeps what is known of it', () => {
  const cause = new Error('socket hang up');
  expect(new ServiceError({ category: 'throttled', code: 'Throttled', message: 'slow down', retryAfterMillis: 2_000, cause })).toMatchObject({
    name: 'ServiceError', message: 'slow down', category: 'throttled', code: 'Throttled', retryAfterMillis: 2_000, cause,
  });
});
