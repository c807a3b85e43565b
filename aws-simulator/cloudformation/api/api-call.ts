/** Codes of errors that CloudFormation's API answers with. */
const STATUS = {
  AccessDenied: 403,
  InternalFailure: 500,
  ServiceUnavailable: 503,
  Throttling: 400,
  ValidationError: 400,
} as const;

export type ApiErrorCode = keyof typeof STATUS;

/** A call that is refused. */
export class ApiError extends Error {
  public override readonly name = 'ApiError';
  public readonly status: number;

  constructor(public readonly code: ApiErrorCode, message: string) {
    super(message);
    this.status = STATUS[code];
  }
}

/** What goes back over the socket. */
export type ApiAnswer = { readonly status: number; readonly contentType: string; readonly body: string } | 'reset' | 'none';

/** What goes wrong with one call. Reads leave nothing behind, so it does not matter whether they were served. */
export type ApiFault =
  | { readonly kind: 'exception'; readonly code: ApiErrorCode }
  /** 502 with a page of HTML, from something in front of the service. */
  | { readonly kind: 'html 502' }
  | { readonly kind: 'reset' }
  /** No answer ever. */
  | { readonly kind: 'hang' };

/** A call that is about to be served. */
export interface ApiCall {
  /** Counts all calls since the start or the last reset, from 0. */
  readonly index: number;
  /** Virtual milliseconds. */
  readonly time: number;
  readonly operation: string;
  /** Name or id, as the caller gave it. */
  readonly stackName?: string;
  readonly role: string;
}

/** A call that was served, and how. */
export interface ServedApiRequest extends ApiCall {
  /** HTTP status, or what became of the connection. */
  readonly status: number | 'reset' | 'none';
  readonly fault?: ApiFault['kind'];
}

/** Asked for each call. */
export type ApiFaultSchedule = (call: ApiCall) => ApiFault | undefined;
