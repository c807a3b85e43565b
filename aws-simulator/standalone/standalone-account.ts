import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { VoiceConnectors } from './voice-connectors';
import { Answer, exceptionAnswer } from '../chime/answer';
import { send } from '../chime/chime-server';
import { ChimeService } from '../chime/chime-service';
import { ServiceException } from '../chime/service-exception';
import { EPOCH } from '../clocks';
import { CloudFormationApi } from '../cloudformation/api/cloudformation-api';
import { CloudFormationService } from '../cloudformation/cloudformation-service';
import { Iam } from '../iam';
import { readBody, signerOf } from '../local-server';
import { Simulation } from '../simulation';

/** Whoever signs a request is this role, which may do everything unless `iam` gets a policy that denies it. */
export const CALLER_ROLE = 'caller';

/** Time as clients of the account know it. */
export interface WallClock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(millis: number): Promise<void>;
}

const WALL_CLOCK: WallClock = { now: () => Date.now(), sleep: async millis => { await wait(millis); } };

export interface StandaloneAccountOptions {
  /** @default '111122223333' */
  readonly account?: string;
  /** @default - a free one */
  readonly port?: number;
  /** For how many milliseconds the API does not know a connector that a client has made. @default 0 */
  readonly freshConnectorMs?: number;
  /** Told of each request and the HTTP status of its answer. @default - nobody is */
  readonly onRequest?: (method: string, url: string, status: number | 'reset' | 'none') => void;
  /** @default - the clock of this machine */
  readonly clock?: WallClock;
}

/** A request as it came in over HTTP. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** The header that SigV4 writes. The signature in it is not checked. */
  readonly authorization?: string;
  readonly body: string;
}

/**
 * The Chime SDK Voice API, and what CloudFormation's tells of stacks, at one URL, for any client that signs its
 * requests: an AWS SDK, boto3, the AWS CLI. Time flows as on the wall.
 */
export class StandaloneAccount {
  public static async start(options: StandaloneAccountOptions = {}): Promise<StandaloneAccount> {
    const account = new StandaloneAccount(options);
    await account.listen(options.port ?? 0);
    return account;
  }

  /** Policies of `CALLER_ROLE`, the role of all clients. */
  public readonly iam = new Iam();
  /** Numbers, connectors and who has which; behaviours, faults, limits, and all requests that were served. Its times count from `EPOCH`. */
  public readonly chime: ChimeService;
  /** Stacks that the API tells of: those that are put into its `records`. */
  public readonly cloudFormation = new CloudFormationService(new Simulation({ seed: 1 }));
  private readonly account: string;
  private readonly clock: WallClock;
  private readonly connectors: VoiceConnectors;
  private readonly server: Server;

  private constructor(private readonly options: StandaloneAccountOptions) {
    this.account = options.account ?? '111122223333';
    this.clock = options.clock ?? WALL_CLOCK;
    this.iam.putPolicy(CALLER_ROLE, 'Everything', { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } });
    this.chime = new ChimeService(() => this.now(), this.iam, this.account);
    this.connectors = new VoiceConnectors(this.chime, () => this.now());
    this.server = createServer((request, response) => {
      this.receive(request, response).catch((error: unknown) => {
        response.writeHead(500, { 'content-type': 'text/plain' }).end(`The simulator failed: ${String(error)}`);
      });
    });
  }

  /** Where clients send their requests. */
  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public stop(): Promise<void> {
    return new Promise(resolve => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  /** What a request is answered, after its latency. */
  public async answer(request: SignedRequest): Promise<Answer> {
    const signer = signerOf(request.authorization);
    const api = signer?.service === 'cloudformation' ? this.cloudFormation : this.chime;
    await this.clock.sleep(api.behaviour.latencyMs);
    switch (signer?.service) {
      case 'cloudformation': return this.askCloudFormation(request, signer.region);
      case 'chime': return this.askChime(request, signer.region);
      default: return exceptionAnswer(new ServiceException('UnauthorizedClient', 'The request is not signed for service chime or cloudformation'));
    }
  }

  private askChime(request: SignedRequest, region: string): Answer {
    const { account, options: { freshConnectorMs = 0 } } = this;
    const isAllowed = (action: string, resource: string) => this.iam.isAllowed(CALLER_ROLE, action, resource);
    return this.connectors.serve(request, { region, account, freshConnectorMs, isAllowed })
      ?? this.chime.serve(request, { role: CALLER_ROLE, region });
  }

  private askCloudFormation({ body }: SignedRequest, region: string): Answer {
    const api = new CloudFormationApi(this.cloudFormation, this.iam, this.account, () => this.now());
    const answer = api.serve({ role: CALLER_ROLE, region, form: new URLSearchParams(body) });
    if (typeof answer === 'string') return { kind: answer };
    return { kind: 'complete', status: answer.status, headers: { 'content-type': answer.contentType }, body: answer.body };
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    const answer = await this.answer({ method, url, authorization: request.headers.authorization, body: await readBody(request) });
    this.options.onRequest?.(method, url, answer.kind === 'complete' ? answer.status : answer.kind === 'none' ? 'none' : 'reset');
    if (answer.kind !== 'none') send(answer, response);
  }

  private now(): number {
    return this.clock.now() - EPOCH;
  }

  private listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
  }
}
