import { randomBytes } from 'node:crypto';
import { Answer, exceptionAnswer, json } from '../chime/answer';
import { RawRequest } from '../chime/api-request';
import { ChimeState } from '../chime/chime-state';
import { voiceConnector } from '../chime/phone-number';
import { ServiceException } from '../chime/service-exception';
import { isoDate } from '../clocks';

const ROUTE = /^\/voice-connectors(?:\/([^/?]+))?\/?(?:\?(.*))?$/;

interface Description {
  readonly name: string;
  readonly createdAt: number;
  readonly requireEncryption: boolean;
}

export interface VoiceConnectorOptions {
  readonly region: string;
  readonly account: string;
  /** For how long the API does not know a connector that it has just made. */
  readonly freshConnectorMs: number;
  /** Whether the caller's policies grant an action on a resource. */
  readonly isAllowed: (action: string, resource: string) => boolean;
}

const ACTIONS: Readonly<Record<string, string>> = {
  'POST': 'chime:CreateVoiceConnector',
  'GET': 'chime:ListVoiceConnectors',
  'GET id': 'chime:GetVoiceConnector',
  'DELETE id': 'chime:DeleteVoiceConnector',
};

/** The operations on voice connectors themselves. The handler never sends one; people and their tools do. */
export class VoiceConnectors {
  private readonly descriptions = new Map<string, Description>();

  constructor(private readonly state: ChimeState, private readonly now: () => number) {}

  /** The answer to a request on connectors; undefined if it is none. */
  public serve({ method, url, body }: RawRequest, options: VoiceConnectorOptions): Answer | undefined {
    const route = ROUTE.exec(url);
    const [, id, query = ''] = route ?? [];
    if (!route || new URLSearchParams(query).has('operation')) return undefined;
    const operation = `${method}${id === undefined ? '' : ' id'}`;
    if (!ACTIONS[operation]) return undefined;
    try {
      authorize(ACTIONS[operation], id, options);
      switch (operation) {
        case 'POST': return this.create(body, options);
        case 'GET': return this.list(new URLSearchParams(query), options);
        case 'GET id': return json({ VoiceConnector: this.describe(this.known(id), options) });
        default: return this.remove(this.known(id));
      }
    } catch (error) {
      if (error instanceof ServiceException) return exceptionAnswer(error);
      throw error;
    }
  }

  private create(body: string, options: VoiceConnectorOptions): Answer {
    const { Name: name, RequireEncryption: requireEncryption } = JSON.parse(body) as Record<string, unknown>;
    if (typeof name !== 'string' || !/^[\w .-]{1,256}$/.test(name)) throw new ServiceException('BadRequest', 'Name must have 1 to 256 letters, digits, spaces, hyphens, underscores and dots');
    if (typeof requireEncryption !== 'boolean') throw new ServiceException('BadRequest', 'RequireEncryption must be a boolean');
    const id = [...randomBytes(22)].map(byte => (byte % 36).toString(36)).join('');
    this.state.create(voiceConnector(id), this.now() + options.freshConnectorMs);
    this.descriptions.set(id, { name, createdAt: this.now(), requireEncryption });
    return { ...json({ VoiceConnector: this.describe(id, options) }), status: 201 };
  }

  private list(query: URLSearchParams, options: VoiceConnectorOptions): Answer {
    const size = Number(query.get('max-results') ?? 99);
    if (!Number.isInteger(size) || size < 1 || size > 99) throw new ServiceException('BadRequest', `max-results must be 1 to 99, got ${query.get('max-results')}`);
    const ids = this.state.ownersOf('VoiceConnectorId').map(({ value }) => value);
    const start = ids.indexOf(query.get('next-token') ?? '') + 1;
    const page = ids.slice(start, start + size);
    return json({
      VoiceConnectors: page.map(id => this.describe(id, options)),
      ...start + size < ids.length && { NextToken: page.at(-1) },
    });
  }

  private remove(id: string): Answer {
    const numbers = this.state.numbersOf(voiceConnector(id));
    if (numbers.length > 0) throw new ServiceException('Conflict', `Voice connector ${id} has ${numbers.length} phone numbers`);
    this.state.remove(voiceConnector(id));
    this.descriptions.delete(id);
    return { kind: 'complete', status: 204, headers: {}, body: '' };
  }

  private known(id: string): string {
    if (!this.state.exists(voiceConnector(id))) throw new ServiceException('NotFound', `Voice connector ${id} does not exist`);
    return id;
  }

  private describe(id: string, { region, account }: VoiceConnectorOptions): object {
    const { name, createdAt, requireEncryption } = this.descriptions.get(id) ?? { name: id, createdAt: 0, requireEncryption: false };
    return {
      VoiceConnectorId: id,
      AwsRegion: region,
      Name: name,
      OutboundHostName: `${id}.voiceconnector.chime.aws`,
      RequireEncryption: requireEncryption,
      CreatedTimestamp: isoDate(createdAt),
      UpdatedTimestamp: isoDate(createdAt),
      VoiceConnectorArn: `arn:aws:chime:${region}:${account}:vc/${id}`,
      NetworkType: 'IPV4_ONLY',
    };
  }
}

function authorize(action: string, id: string | undefined, { region, account, isAllowed }: VoiceConnectorOptions): void {
  const resource = id === undefined ? '*' : `arn:aws:chime:${region}:${account}:vc/${id}`;
  if (!isAllowed(action, resource)) throw new ServiceException('AccessDenied', `The caller is not authorized to perform: ${action} on resource: ${resource}`);
}
