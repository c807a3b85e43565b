import {
  AssociatePhoneNumbersWithVoiceConnectorCommand,
  AssociatePhoneNumbersWithVoiceConnectorGroupCommand,
  ChimeSDKVoiceClient,
  DisassociatePhoneNumbersFromVoiceConnectorCommand,
  DisassociatePhoneNumbersFromVoiceConnectorGroupCommand,
  GetPhoneNumberCommand,
  ListPhoneNumbersCommand,
  PhoneNumber as ServicePhoneNumber,
  PhoneNumberError as ServicePhoneNumberError,
} from '@aws-sdk/client-chime-sdk-voice';
import { PhoneNumberClient, PhoneNumberError, PhoneNumberPage } from './phone-number-client';
import { toServiceError } from './sdk-error';
import { ServiceError } from '../model/errors';
import { Owner } from '../model/owner';
import { ObservedNumber } from '../model/phone-number';

const PAGE_SIZE = 100;

/** The Amazon Chime SDK Voice API of one region. */
export class ChimeClient implements PhoneNumberClient {
  private readonly sdk: ChimeSDKVoiceClient;

  constructor(region: string) {
    // Retries and time-outs are ours: they must know how much time the function has left.
    this.sdk = new ChimeSDKVoiceClient({ region, maxAttempts: 1 });
  }

  public async associate(
    { kind, id }: Owner, phoneNumbers: readonly string[], force: boolean, abortSignal: AbortSignal,
  ): Promise<PhoneNumberError[]> {
    const input = { E164PhoneNumbers: [...phoneNumbers], ForceAssociate: force };
    const { PhoneNumberErrors } = await answerOf(kind === 'VoiceConnectorGroupId'
      ? this.sdk.send(new AssociatePhoneNumbersWithVoiceConnectorGroupCommand({ VoiceConnectorGroupId: id, ...input }), { abortSignal })
      : this.sdk.send(new AssociatePhoneNumbersWithVoiceConnectorCommand({ VoiceConnectorId: id, ...input }), { abortSignal }));
    return (PhoneNumberErrors ?? []).map(toPhoneNumberError);
  }

  public async disassociate({ kind, id }: Owner, phoneNumbers: readonly string[], abortSignal: AbortSignal): Promise<PhoneNumberError[]> {
    const input = { E164PhoneNumbers: [...phoneNumbers] };
    const { PhoneNumberErrors } = await answerOf(kind === 'VoiceConnectorGroupId'
      ? this.sdk.send(new DisassociatePhoneNumbersFromVoiceConnectorGroupCommand({ VoiceConnectorGroupId: id, ...input }), { abortSignal })
      : this.sdk.send(new DisassociatePhoneNumbersFromVoiceConnectorCommand({ VoiceConnectorId: id, ...input }), { abortSignal }));
    return (PhoneNumberErrors ?? []).map(toPhoneNumberError);
  }

  public async getPhoneNumber(phoneNumber: string, abortSignal: AbortSignal): Promise<ObservedNumber | undefined> {
    try {
      const { PhoneNumber: found } = await answerOf(this.sdk.send(new GetPhoneNumberCommand({ PhoneNumberId: phoneNumber }), { abortSignal }));
      return found && { ...toObservedNumber(found), e164: phoneNumber };
    } catch (error) {
      if (error instanceof ServiceError && error.category === 'notFound') return undefined;
      throw error;
    }
  }

  public async listPhoneNumbers(owner: Owner | undefined, nextToken: string | undefined, abortSignal: AbortSignal): Promise<PhoneNumberPage> {
    const { PhoneNumbers = [], NextToken } = await answerOf(this.sdk.send(new ListPhoneNumbersCommand({
      ...owner ? { FilterName: owner.kind, FilterValue: owner.id } : {},
      MaxResults: PAGE_SIZE,
      NextToken: nextToken,
    }), { abortSignal }));
    return { phoneNumbers: PhoneNumbers.map(toObservedNumber), nextToken: NextToken };
  }
}

function toObservedNumber({ E164PhoneNumber, PhoneNumberId, Associations, Status, ProductType }: ServicePhoneNumber): ObservedNumber {
  return {
    e164: E164PhoneNumber ?? toE164(PhoneNumberId),
    associations: (Associations ?? []).flatMap(({ Name, Value, AssociatedTimestamp }) =>
      Name && Value ? [{ kind: Name, id: Value, associatedAt: AssociatedTimestamp?.getTime() }] : []),
    status: Status,
    productType: ProductType,
  };
}

function toPhoneNumberError({ PhoneNumberId, ErrorCode, ErrorMessage }: ServicePhoneNumberError): PhoneNumberError {
  return { phoneNumber: toE164(PhoneNumberId), code: ErrorCode ?? 'Unknown', message: ErrorMessage ?? 'no message' };
}

/** Ids come back as `%2B12065550100` or as `+12065550100`. */
function toE164(phoneNumberId = ''): string {
  const decoded = /%[0-9a-f]{2}/i.test(phoneNumberId) ? decodeURIComponent(phoneNumberId) : phoneNumberId;
  return decoded.startsWith('+') ? decoded : `+${decoded}`;
}

/** An answer without a body is an answer; everything thrown becomes a ServiceError. */
async function answerOf<T extends object>(sent: Promise<T>): Promise<Partial<T>> {
  try {
    return await sent ?? {};
  } catch (error) {
    throw toServiceError(error);
  }
}
