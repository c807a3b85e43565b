import { categoryOf, errorCode, ERROR_CODES } from '../../../lambda/phone-number-associations/model/error-codes';

describe('the answer to a whole request', () => {
  test.each<[number | undefined, string, string]>([
    [400, 'BadRequestException', 'badRequest'],
    [400, 'ThrottlingException', 'throttled'],
    [400, 'RequestLimitExceeded', 'throttled'],
    [400, 'Error', 'badRequest'],
    [401, 'UnauthorizedClientException', 'denied'],
    [403, 'ForbiddenException', 'denied'],
    [403, 'AccessDeniedException', 'denied'],
    [403, 'Error', 'denied'],
    [404, 'NotFoundException', 'notFound'],
    [404, 'NotFound', 'notFound'],
    [408, 'Error', 'unavailable'],
    [409, 'ConflictException', 'refused'],
    [422, 'UnprocessableEntityException', 'refused'],
    [429, 'ThrottledClientException', 'throttled'],
    [429, 'Error', 'throttled'],
    [499, 'Error', 'refused'],
    [500, 'ServiceFailureException', 'unavailable'],
    [502, 'Error', 'unavailable'],
    [503, 'ServiceUnavailableException', 'unavailable'],
    [503, 'TooManyRequestsException', 'throttled'],
    [301, 'Error', 'unavailable'],
    [200, 'SyntaxError', 'malformed'],
    [200, 'TypeError', 'malformed'],
    [200, 'Error', 'unavailable'],
    [undefined, 'ENOTFOUND', 'unreachable'],
    [undefined, 'CredentialsProviderError', 'denied'],
    [undefined, 'ExpiredTokenException', 'denied'],
    [undefined, 'ECONNRESET', 'unavailable'],
    [undefined, 'AbortError', 'unavailable'],
    [403, 'ENOTFOUND', 'denied'],
  ])('%s %s is %s', (status, code, category) => {
    expect(categoryOf(status, code)).toBe(category);
  });
});

describe('a code', () => {
  test.each<[string, object]>([
    ['Throttled', { category: 'throttled', transient: true }],
    ['Throttling', { transient: true }],
    ['ThrottlingException', { transient: true }],
    ['ServiceUnavailable', { transient: true, outcomeUnknown: true }],
    ['ServiceFailureException', { transient: true, outcomeUnknown: true }],
    ['Conflict', { heldElsewhere: true }],
    ['PhoneNumberAssociationsExist', { heldElsewhere: true }],
    ['VoiceConnectorGroupAssociationsExist', { heldElsewhere: true }],
    ['NotFoundException', { advice: 'missing' }],
    ['UnauthorizedClientException', { category: 'denied', advice: 'permission' }],
    ['SomethingNew', { category: 'refused' }],
  ])('%s means %j', (code, meaning) => {
    const { advice, heldElsewhere, outcomeUnknown, transient } = errorCode(code);
    expect(errorCode(code)).toMatchObject(meaning);
    expect({ advice, heldElsewhere, outcomeUnknown, transient }).toEqual({
      advice: undefined, heldElsewhere: undefined, outcomeUnknown: undefined, transient: undefined, ...meaning, category: undefined,
    });
  });

  test.each([
    'AccessDenied', 'BadRequest', 'Conflict', 'Forbidden', 'Gone', 'NotFound', 'PhoneNumberAssociationsExist', 'PreconditionFailed', 'ResourceLimitExceeded', 'ServiceFailure',
    'ServiceUnavailable', 'Throttled', 'Throttling', 'Unauthorized', 'Unprocessable', 'Validation', 'VoiceConnectorGroupAssociationsExist',
  ])('that the service documents is known: %s', code => {
    expect(ERROR_CODES[code]).toBeDefined();
  });
});
