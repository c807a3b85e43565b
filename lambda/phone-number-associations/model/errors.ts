import { ErrorCategory } from './error-codes';

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

/** A request had no answer within its time. */
export class RequestTimeoutError extends Error {
  public override readonly name = 'RequestTimeoutError';

  constructor(millis: number) {
    super(`The service did not answer within ${Math.round(millis)} ms`);
  }
}

/** The phase is over before the service gave a usable answer. */
export class OutOfTimeError extends Error {
  public override readonly name = 'OutOfTimeError';

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}

/** The connector or group that numbers should go to does not exist, and did not appear either. */
export class OwnerNotFoundError extends Error {
  public override readonly name = 'OwnerNotFoundError';
}

/** The properties are not what the service could accept; nothing was sent. */
export class InvalidPropertiesError extends Error {
  public override readonly name = 'InvalidPropertiesError';
}

/**
 * The run must write no more, not even to undo: what comes after it goes on from what it has left.
 */
export abstract class RunEndedError extends Error {}

/** The deployment has gone on without this event: another event of the same resource is, or will be, at work. */
export class OvertakenError extends RunEndedError {
  public override readonly name = 'OvertakenError';
}

/** What the deployment is doing could not be read, so nothing can be decided. */
export class TimelineUnreadableError extends RunEndedError {
  public override readonly name = 'TimelineUnreadableError';

  constructor(message: string, cause: unknown) {
    super(message, { cause });
  }
}
