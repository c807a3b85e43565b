import { Answer } from './voice-api';

export interface NumberError {
  readonly phoneNumberId: string;
  readonly code: string;
  readonly message: string;
}

/** How a write of one number came out: done, refused inside a 200, or refused as a whole request. */
export interface Outcome {
  readonly kind: 'success' | 'entry' | 'exception';
  /** `success`, or the code of the refusal. */
  readonly code: string;
  /** In the service's own words. */
  readonly words: string;
}

export function numberErrors({ body }: Answer): NumberError[] {
  const entries = (body.PhoneNumberErrors ?? []) as readonly Readonly<Record<string, unknown>>[];
  return entries.map(({ PhoneNumberId, ErrorCode, ErrorMessage }) => (
    { phoneNumberId: String(PhoneNumberId), code: String(ErrorCode), message: String(ErrorMessage) }
  ));
}

/** @throws Error if the service has not done what it was asked for */
export function requireSuccess(answer: Answer): Answer {
  const { kind, words } = outcomeOf(answer);
  if (kind !== 'success') throw new Error(words);
  return answer;
}

/** @throws Error if the answer tells of the weather, and nothing of the question */
export function outcomeOf(answer: Answer): Outcome {
  const { status, code = 'Unknown', message } = answer;
  if (status >= 500 || status === 429 || status === 401 || status === 403) throw new Error(`the request was answered ${status} ${code}: ${message}`);
  if (status !== 200) return { kind: 'exception', code, words: `HTTP ${status} ${code}: ${message}` };
  const [error] = numberErrors(answer);
  if (!error) return { kind: 'success', code: 'success', words: 'HTTP 200 without errors' };
  return { kind: 'entry', code: error.code, words: `HTTP 200 with PhoneNumberErrors: ${error.code}: ${error.message}` };
}
