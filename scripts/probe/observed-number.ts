import { Answer } from './voice-api';

/** What a number is associated with, in the service's words. */
export interface Place {
  readonly kind: string;
  readonly id: string;
  /** As the service writes it. */
  readonly associatedTimestamp?: unknown;
}

export interface ObservedNumber {
  readonly status?: string;
  readonly productType?: string;
  readonly deletionTimestamp?: unknown;
  readonly places: readonly Place[];
}

interface ServiceNumber {
  readonly Status?: string;
  readonly ProductType?: string;
  readonly DeletionTimestamp?: unknown;
  readonly Associations?: readonly { readonly Name?: string; readonly Value?: string; readonly AssociatedTimestamp?: unknown }[] | null;
}

/** What an answer to GetPhoneNumber tells; undefined: the account does not have the number. */
export function observedNumber(answer: Answer): ObservedNumber | undefined {
  const number = answer.body.PhoneNumber as ServiceNumber | undefined;
  if (answer.status === 404) return undefined;
  if (answer.status !== 200 || !number) throw new Error(`GetPhoneNumber: ${answer.status} ${answer.code}: ${answer.message}`);
  return {
    status: number.Status,
    productType: number.ProductType,
    deletionTimestamp: number.DeletionTimestamp,
    places: (number.Associations ?? []).map(({ Name = '', Value = '', AssociatedTimestamp }) => (
      { kind: Name, id: Value, associatedTimestamp: AssociatedTimestamp }
    )),
  };
}

export function isVoiceConnector({ kind, id }: Place, voiceConnectorIds: readonly string[]): boolean {
  return kind === 'VoiceConnectorId' && voiceConnectorIds.includes(id);
}
