import {
  AssociatePhoneNumbersWithVoiceConnectorCommand,
  ChimeSDKVoiceClient,
  CreateVoiceConnectorCommand,
  DeleteVoiceConnectorCommand,
  DisassociatePhoneNumbersFromVoiceConnectorCommand,
  GetPhoneNumberCommand,
  GetVoiceConnectorCommand,
  ListPhoneNumbersCommand,
  ListVoiceConnectorsCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { Clock } from './clock';
import { RecordingClient } from './raw-answers';

/** What the service answered. */
export interface Answer {
  readonly status: number;
  /** Of a request that was refused as a whole. */
  readonly code?: string;
  readonly message?: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970, by the clock of this machine. */
  readonly answeredAt: number;
}

/** No answer came, so nobody knows whether the service has done what it was asked for. */
export class NoAnswerError extends Error {
  public override readonly name = 'NoAnswerError';
}

export interface VoiceApiOptions {
  readonly client: RecordingClient;
  readonly clock: Clock;
  /** Once aborted, nothing more is sent. A request that is on its way is not cut off: its answer is wanted. */
  readonly signal: AbortSignal;
  /** Told of each answer. */
  readonly observe?: (operation: Operation, answer: Answer) => void;
}

export type Operation = 'associate' | 'disassociate' | 'getPhoneNumber' | 'listPhoneNumbers'
  | 'getVoiceConnector' | 'listVoiceConnectors' | 'createVoiceConnector' | 'deleteVoiceConnector';

interface Request {
  readonly operation: Operation;
  readonly input: object;
  readonly send: (sdk: ChimeSDKVoiceClient) => Promise<unknown>;
}

/** So that nobody else in the account is slowed down. */
const PAUSE_MILLIS = 250;
const THROTTLED_PAUSES_MILLIS = [1_000, 2_000, 4_000, 8_000, 8_000, 8_000];
const READ_PAUSES_MILLIS = [1_000, 2_000, 4_000];

/** The Chime SDK Voice API: one request at a time, with pauses. */
export class VoiceApi {
  constructor(private readonly options: VoiceApiOptions) {}

  /** Always without force: a number that somebody else has is never taken. */
  public associate(voiceConnectorId: string, phoneNumbers: readonly string[]): Promise<Answer> {
    const input = { VoiceConnectorId: voiceConnectorId, E164PhoneNumbers: [...phoneNumbers], ForceAssociate: false };
    return this.write({ operation: 'associate', input, send: sdk => sdk.send(new AssociatePhoneNumbersWithVoiceConnectorCommand(input)) });
  }

  public disassociate(voiceConnectorId: string, phoneNumbers: readonly string[]): Promise<Answer> {
    const input = { VoiceConnectorId: voiceConnectorId, E164PhoneNumbers: [...phoneNumbers] };
    return this.write({ operation: 'disassociate', input, send: sdk => sdk.send(new DisassociatePhoneNumbersFromVoiceConnectorCommand(input)) });
  }

  public createVoiceConnector(name: string): Promise<Answer> {
    const input = { Name: name, RequireEncryption: false };
    return this.write({ operation: 'createVoiceConnector', input, send: sdk => sdk.send(new CreateVoiceConnectorCommand(input)) });
  }

  public deleteVoiceConnector(voiceConnectorId: string): Promise<Answer> {
    const input = { VoiceConnectorId: voiceConnectorId };
    return this.write({ operation: 'deleteVoiceConnector', input, send: sdk => sdk.send(new DeleteVoiceConnectorCommand(input)) });
  }

  public getPhoneNumber(phoneNumber: string): Promise<Answer> {
    return this.read(getPhoneNumberRequest(phoneNumber));
  }

  /** One attempt, without a pause before it. */
  public getPhoneNumberNow(phoneNumber: string): Promise<Answer> {
    return this.once(getPhoneNumberRequest(phoneNumber));
  }

  /** The first hundred of a connector. */
  public listPhoneNumbers(voiceConnectorId: string): Promise<Answer> {
    const input = { FilterName: 'VoiceConnectorId' as const, FilterValue: voiceConnectorId, MaxResults: 100 };
    return this.read({ operation: 'listPhoneNumbers', input, send: sdk => sdk.send(new ListPhoneNumbersCommand(input)) });
  }

  public getVoiceConnector(voiceConnectorId: string): Promise<Answer> {
    const input = { VoiceConnectorId: voiceConnectorId };
    return this.read({ operation: 'getVoiceConnector', input, send: sdk => sdk.send(new GetVoiceConnectorCommand(input)) });
  }

  public listVoiceConnectors(nextToken?: string): Promise<Answer> {
    const input = { MaxResults: 99, NextToken: nextToken };
    return this.read({ operation: 'listVoiceConnectors', input, send: sdk => sdk.send(new ListVoiceConnectorsCommand(input)) });
  }

  /** Sent again only where the service has surely done nothing. */
  private async write(request: Request): Promise<Answer> {
    for (const pause of THROTTLED_PAUSES_MILLIS) {
      await this.sleep(PAUSE_MILLIS);
      const answer = await this.once(request);
      if (!isThrottled(answer)) return answer;
      await this.sleep(pause);
    }
    return this.once(request);
  }

  private async read(request: Request): Promise<Answer> {
    const pauses = { throttled: [...THROTTLED_PAUSES_MILLIS], failed: [...READ_PAUSES_MILLIS] };
    for (;;) {
      await this.sleep(PAUSE_MILLIS);
      const answer = await this.once(request).catch((error: unknown) => {
        if (error instanceof NoAnswerError) return error;
        throw error;
      });
      const isMissing = answer instanceof NoAnswerError;
      const kind = isMissing || answer.status >= 500 ? 'failed' : isThrottled(answer) ? 'throttled' : undefined;
      const pause = kind && pauses[kind].shift();
      if (pause !== undefined) await this.sleep(pause);
      else if (isMissing) throw answer;
      else return answer;
    }
  }

  private async once({ operation, input, send }: Request): Promise<Answer> {
    const { client, clock, signal, observe } = this.options;
    signal.throwIfAborted();
    const { answer: raw, error } = await client.answerTo(input, send);
    if (!raw) throw error?.name === 'CredentialsProviderError' ? error : new NoAnswerError(`${operation}: ${error?.message}`, { cause: error });
    const body = parse(raw.text);
    const refused = raw.status >= 300 ? { code: codeOf(body, error), message: String(body.Message ?? body.message ?? error?.message ?? '') } : {};
    const answer = { status: raw.status, body, answeredAt: clock.now(), ...refused };
    observe?.(operation, answer);
    return answer;
  }

  private sleep(millis: number): Promise<void> {
    return this.options.clock.sleep(millis, this.options.signal);
  }
}

function getPhoneNumberRequest(phoneNumber: string): Request {
  const input = { PhoneNumberId: phoneNumber };
  return { operation: 'getPhoneNumber', input, send: sdk => sdk.send(new GetPhoneNumberCommand(input)) };
}

function parse(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed as Record<string, unknown> : {};
  } catch {
    return {};
  }
}

function codeOf(body: Readonly<Record<string, unknown>>, error: Error | undefined): string {
  return String(body.Code ?? body.code ?? error?.name ?? 'Unknown').replace(/Exception$/, '').replace(/Client$/, '');
}

export function isThrottled({ status, code = '' }: Answer): boolean {
  return status === 429 || /Throttl|TooManyRequests|RequestLimitExceeded/.test(code);
}
