import { categoryOf } from '../model/error-codes';
import { ServiceError } from '../model/errors';

/** What a client of the AWS SDK has thrown, as a ServiceError. */
export function toServiceError(error: unknown): ServiceError {
  const { name, message, code, $metadata, $response } = error as Error & {
    readonly code?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly $response?: { readonly headers?: Record<string, string> };
  };
  const status = $metadata?.httpStatusCode;
  const retryAfterSeconds = Number($response?.headers?.['retry-after']);
  const shownCode = code ?? name;
  return new ServiceError({
    category: categoryOf(status, shownCode),
    code: shownCode,
    message: message || `HTTP status ${status}`,
    ...retryAfterSeconds > 0 ? { retryAfterMillis: retryAfterSeconds * 1_000 } : {},
    cause: error,
  });
}
