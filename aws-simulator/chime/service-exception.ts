const STATUS = {
  AccessDenied: 403,
  BadRequest: 400,
  Conflict: 409,
  Forbidden: 403,
  NotFound: 404,
  ServiceFailure: 500,
  ServiceUnavailable: 503,
  ThrottledClient: 429,
  UnauthorizedClient: 401,
} as const;

export type ExceptionCode = keyof typeof STATUS;

/** A request that is refused as a whole. */
export class ServiceException extends Error {
  public override readonly name = 'ServiceException';
  public readonly status: number;

  constructor(
    public readonly code: ExceptionCode, message: string, public readonly details: { retryAfterSeconds?: number; onlyInBody?: boolean } = {},
  ) {
    super(message);
    this.status = STATUS[code];
  }
}
