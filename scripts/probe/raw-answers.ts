import { ChimeSDKVoiceClient, ChimeSDKVoiceClientConfig } from '@aws-sdk/client-chime-sdk-voice';

/** What came over the wire, before the SDK takes it apart: whether a field is absent, null or empty is one of the questions. */
export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

interface HttpResponse {
  readonly statusCode: number;
  body?: AsyncIterable<Uint8Array> | Uint8Array;
}

/** A client of the SDK whose last raw answer to each input is kept. */
export class RecordingClient {
  public readonly sdk: ChimeSDKVoiceClient;
  private readonly answers = new WeakMap<object, RawAnswer>();

  constructor(config: ChimeSDKVoiceClientConfig) {
    this.sdk = new ChimeSDKVoiceClient({
      // Answers that ask for a repetition are what the probe is interested in.
      maxAttempts: 1,
      requestHandler: { requestTimeout: 15_000, connectionTimeout: 5_000, throwOnRequestTimeout: true },
      ...config,
    });
    // With low priority it is next to the socket.
    this.sdk.middlewareStack.add(next => async args => {
      const result = await next(args);
      const response = result.response as HttpResponse;
      const bytes = await bytesOf(response.body);
      this.answers.set(args.input, { status: response.statusCode, text: bytes.toString('utf8') });
      response.body = bytes;
      return result;
    }, { step: 'deserialize', priority: 'low', name: 'recordAnswer' });
  }

  /** Sends a request; undefined: no answer has come. */
  public async answerTo(input: object, send: (sdk: ChimeSDKVoiceClient) => Promise<unknown>): Promise<{ answer?: RawAnswer; error?: Error }> {
    this.answers.delete(input);
    const error = await send(this.sdk).then(() => undefined, (thrown: Error) => thrown);
    return { answer: this.answers.get(input), error };
  }
}

async function bytesOf(body: HttpResponse['body']): Promise<Buffer> {
  if (body === undefined || body instanceof Uint8Array) return Buffer.from(body ?? []);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
