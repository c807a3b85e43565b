/**
 * What an answer means for us:
 * - `throttled`: nothing was done; ask again, more slowly.
 * - `unavailable`: no answer, or one that tells nothing. The work may or may not have been done.
 * - `malformed`: an answer that cannot be read; the work may have been done.
 * - `unreachable`: the host name does not resolve, as in a region without the service.
 * - `denied`: credentials or permissions; also seen for a while after a policy has changed.
 * - `notFound`, `badRequest`: as they say; each has meanings that only the place of the call can tell apart.
 * - `refused`: any other final answer.
 */
export type ErrorCategory = 'throttled' | 'unavailable' | 'malformed' | 'unreachable' | 'denied' | 'notFound' | 'badRequest' | 'refused';

/** Advice that depends on a code alone; see `report/advice.ts` for what depends on where the number is. */
export type CodeAdvice = 'missing' | 'permission' | 'quota' | 'invalid';

export interface ErrorCode {
  readonly category: ErrorCategory;
  /** For a single number inside an HTTP 200: worth asking again. */
  readonly transient?: true;
  /** The work may have been done all the same. */
  readonly outcomeUnknown?: true;
  /** The code says that something else holds the number. */
  readonly heldElsewhere?: true;
  readonly advice?: CodeAdvice;
}

/**
 * Every code that is known, as `PhoneNumberErrors` has it; exceptions have the same names with `Exception` or `ClientException` behind.
 *
 * @see https://docs.aws.amazon.com/chime-sdk/latest/APIReference/API_voice-chime_PhoneNumberError.html
 */
export const ERROR_CODES: Readonly<Record<string, ErrorCode>> = {
  AccessDenied: { category: 'denied', advice: 'permission' },
  BadRequest: { category: 'badRequest' },
  Conflict: { category: 'refused', heldElsewhere: true },
  CredentialsProviderError: { category: 'denied', advice: 'permission' },
  ENOTFOUND: { category: 'unreachable' },
  ExpiredToken: { category: 'denied', advice: 'permission' },
  Forbidden: { category: 'denied', advice: 'permission' },
  Gone: { category: 'refused', advice: 'missing' },
  NotFound: { category: 'notFound', advice: 'missing' },
  PhoneNumberAssociationsExist: { category: 'refused', heldElsewhere: true },
  PreconditionFailed: { category: 'refused' },
  RequestLimitExceeded: { category: 'throttled', transient: true },
  ResourceLimitExceeded: { category: 'refused', advice: 'quota' },
  ServiceFailure: { category: 'unavailable', transient: true, outcomeUnknown: true },
  ServiceUnavailable: { category: 'unavailable', transient: true, outcomeUnknown: true },
  SyntaxError: { category: 'malformed', outcomeUnknown: true },
  Throttled: { category: 'throttled', transient: true },
  Throttling: { category: 'throttled', transient: true },
  TooManyRequests: { category: 'throttled', transient: true },
  TypeError: { category: 'malformed', outcomeUnknown: true },
  Unauthorized: { category: 'denied', advice: 'permission' },
  Unprocessable: { category: 'refused' },
  Validation: { category: 'badRequest', advice: 'invalid' },
  VoiceConnectorGroupAssociationsExist: { category: 'refused', heldElsewhere: true },
};

const BY_STATUS: Readonly<Record<number, ErrorCategory>> = {
  400: 'badRequest',
  401: 'denied',
  403: 'denied',
  404: 'notFound',
  408: 'unavailable',
  429: 'throttled',
};

/** New codes appear over time: one that is not known is a final refusal. */
export function errorCode(code: string): ErrorCode {
  return ERROR_CODES[baseOf(code)] ?? { category: 'refused' };
}

/**
 * Category of the answer to a whole request, by its HTTP status before its name: some answers lack the error type, and
 * then the SDK knows the short code of the body at most.
 */
export function categoryOf(status: number | undefined, code: string): ErrorCategory {
  const known = ERROR_CODES[baseOf(code)]?.category;
  if (known === 'throttled') return known;
  // Nothing was sent without credentials, whatever the SDK says of a status.
  if (status === undefined || status === 200) return known ?? 'unavailable';
  if (BY_STATUS[status]) return BY_STATUS[status];
  return Math.floor(status / 100) === 4 ? 'refused' : 'unavailable';
}

function baseOf(code: string): string {
  return code.replace(/Exception$/, '').replace(/Client$/, '');
}
