/**
 * What an error means for us:
 * - `throttled`: nothing was done; ask again, more slowly.
 * - `unavailable`: no answer, or one that tells nothing. The work may or may not have been done.
 * - `unreachable`: the host name does not resolve, as in a region without the service.
 * - `denied`: credentials or permissions; also seen for seconds after a role has changed.
 * - `notFound`, `badRequest`: as they say; each has meanings that only the caller can tell apart.
 * - `refused`: any other final answer.
 */
export type ErrorCategory = 'throttled' | 'unavailable' | 'unreachable' | 'denied' | 'notFound' | 'badRequest' | 'refused';

export interface ServiceErrorDetails {
  readonly category: ErrorCategory;
  readonly code: string;
  readonly message: string;
  readonly retryAfterMillis?: number;
  readonly cause?: unknown;
}

/** A request that failed as a whole. */
export class ServiceError extends Error {
  public override readonly name = 'ServiceError';
  public readonly category: ErrorCategory;
  public readonly code: string;
  public readonly retryAfterMillis?: number;

  constructor(details: ServiceErrorDetails) {
    super(details.message, { cause: details.cause });
    this.category = details.category;
    this.code = details.code;
    this.retryAfterMillis = details.retryAfterMillis;
  }
}

const BY_STATUS: Record<number, ErrorCategory> = {
  400: 'badRequest',
  401: 'denied',
  403: 'denied',
  404: 'notFound',
  408: 'unavailable',
  429: 'throttled',
};

/**
 * Category of an answer, by its HTTP status before its name: some answers lack the error type, and
 * then the SDK knows the short code of the body at most.
 */
export function categorize(status: number | undefined, code: string): ErrorCategory {
  if (/throttl|TooManyRequests/i.test(code)) return 'throttled';
  if (status !== undefined && BY_STATUS[status]) return BY_STATUS[status];
  // A 200 that is no JSON tells as little as no answer at all.
  if (status !== undefined && status >= 400 && status < 500) return 'refused';
  if (code === 'ENOTFOUND') return 'unreachable';
  return 'unavailable';
}

/** Codes of single numbers inside an HTTP 200 that are worth asking again. */
export function isTransientCode(code: string): boolean {
  return /^(Throttled|Throttling|ServiceUnavailable|ServiceFailure)/.test(code);
}

/** Whether a number with this code may have been dealt with all the same. */
export function isUnknownOutcome(code: string): boolean {
  return /^Service(Unavailable|Failure)/.test(code);
}
