import { Behaviour } from './behaviour';
import { ServiceException } from './service-exception';
import { NumberError } from './writes';

/** What goes back over the socket. */
export type Answer =
  | { readonly kind: 'complete'; readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  | { readonly kind: 'half'; readonly body: string }
  | { readonly kind: 'reset' }
  | { readonly kind: 'none' };

export function json(body: object): Answer & { kind: 'complete' } {
  return { kind: 'complete', status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

export function exceptionAnswer({ code, message, status, details }: ServiceException): Answer & { kind: 'complete' } {
  return {
    kind: 'complete',
    status,
    headers: {
      'content-type': 'application/json',
      ...!details.onlyInBody && { 'x-amzn-errortype': `${code}Exception` },
      ...details.retryAfterSeconds !== undefined && { 'retry-after': `${details.retryAfterSeconds}` },
    },
    body: JSON.stringify({ Code: code, Message: message }),
  };
}

export function writeAnswer(errors: readonly NumberError[], behaviour: Behaviour): Answer & { kind: 'complete' } {
  if (errors.length === 0 && behaviour.noErrors === 'absent') return json({});
  if (errors.length === 0 && behaviour.noErrors === 'null') return json({ PhoneNumberErrors: null });
  return json({
    PhoneNumberErrors: errors.map(({ e164, code, message }) => ({
      PhoneNumberId: behaviour.phoneNumberId === 'encoded' ? encodeURIComponent(e164) : e164,
      ErrorCode: code,
      ErrorMessage: message,
    })),
  });
}
