import { Owner, ProductType } from './phone-number';
import { ServiceException } from './service-exception';

const OWNER_ID = /^(?:[a-z0-9]{21,22}|[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12})$/;
const E164 = /^\+?[1-9]\d{1,14}$/;
const FILTERS = ['VoiceConnectorId', 'VoiceConnectorGroupId', 'SipRuleId'] as const;
const PRODUCT_TYPES = ['VoiceConnector', 'SipMediaApplicationDialIn'] as const;
const LIST_FIELDS = ['filter-name', 'filter-value', 'max-results', 'next-token', 'product-type', 'status'];

/** A request as it came in over HTTP. */
export interface RawRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly body: string;
}

export type ApiRequest =
  | { readonly operation: 'Associate'; readonly owner: Owner; readonly numbers: readonly string[]; readonly force: boolean }
  | { readonly operation: 'Disassociate'; readonly owner: Owner; readonly numbers: readonly string[] }
  | { readonly operation: 'Get'; readonly numbers: readonly string[] }
  | { readonly operation: 'List'; readonly numbers: readonly string[] } & ListRequest;

export interface ListRequest {
  readonly owner?: Owner;
  readonly productType?: ProductType;
  readonly status?: string;
  readonly maxResults: number;
  readonly nextToken?: string;
}

/** Something that no client of this API has a reason to send. */
export class UnexpectedRequest extends Error {
  public override readonly name = 'UnexpectedRequest';
}

function badRequest(message: string): ServiceException {
  return new ServiceException('BadRequest', message);
}

function withPlus(e164: string): string {
  return e164.startsWith('+') ? e164 : `+${e164}`;
}

function parseWrite(kind: 'VoiceConnectorId' | 'VoiceConnectorGroupId', id: string, query: URLSearchParams, body: string): ApiRequest {
  const operation = query.get('operation');
  if ([...query].length !== 1) throw new UnexpectedRequest(`Query ?${query}: only "operation" is known`);
  if (!OWNER_ID.test(id)) throw badRequest(`${kind} "${id}" is malformed`);
  const { E164PhoneNumbers: numbers, ForceAssociate: force, ...others } = JSON.parse(body) as Record<string, unknown>;
  if (Object.keys(others).length > 0) throw new UnexpectedRequest(`Body fields ${Object.keys(others).join(', ')} are not known`);
  if (!Array.isArray(numbers) || numbers.length === 0) throw badRequest('E164PhoneNumbers must be a list of phone numbers');
  const bad = numbers.filter(number => typeof number !== 'string' || !E164.test(number));
  if (bad.length > 0) throw badRequest(`E164PhoneNumbers: ${JSON.stringify(bad)} are not in E.164 format`);
  const common = { owner: { kind, value: id }, numbers: numbers.map(withPlus) };
  switch (operation) {
    case 'associate-phone-numbers':
      if (force !== undefined && typeof force !== 'boolean') throw badRequest(`ForceAssociate must be a boolean, got ${JSON.stringify(force)}`);
      return { operation: 'Associate', ...common, force: force ?? false };
    case 'disassociate-phone-numbers':
      if (force !== undefined) throw new UnexpectedRequest('ForceAssociate is not a field of Disassociate');
      return { operation: 'Disassociate', ...common };
    default:
      throw new UnexpectedRequest(`Operation "${operation}" is not known`);
  }
}

function parseList(query: URLSearchParams): ApiRequest {
  const unknown = [...query.keys()].filter(key => !LIST_FIELDS.includes(key));
  if (unknown.length > 0) throw new UnexpectedRequest(`Query fields ${unknown.join(', ')} are not known`);
  const maxResults = Number(query.get('max-results') ?? 100);
  if (!Number.isInteger(maxResults) || maxResults < 1 || maxResults > 100) throw badRequest(`max-results must be 1 to 100, got ${query.get('max-results')}`);
  const name = query.get('filter-name');
  const value = query.get('filter-value');
  const kind = FILTERS.find(filter => filter === name);
  if ((name !== null && !kind) || (name === null) !== (value === null)) throw badRequest(`Filter ${name}=${value} is not known`);
  const productType = PRODUCT_TYPES.find(type => type === query.get('product-type'));
  if (query.has('product-type') && !productType) throw badRequest(`Product type ${query.get('product-type')} is not known`);
  const owner = kind && { kind, value: value ?? '' };
  const [status, nextToken] = ['status', 'next-token'].map(field => query.get(field) ?? undefined);
  return { operation: 'List', numbers: [], owner, productType, status, maxResults, nextToken };
}

/** Reads a request as strictly as the service, and more: what is not known is an error, not ignored. */
export function parseRequest({ method, url, body }: RawRequest): ApiRequest {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const [, collection, id, ...rest] = pathname.split('/').map(decodeURIComponent);
  const route = `${method} ${collection}${id === undefined ? '' : '/…'}${rest.map(() => '/…').join('')}`;
  switch (route) {
    case 'POST voice-connectors/…':
      return parseWrite('VoiceConnectorId', id, searchParams, body);
    case 'POST voice-connector-groups/…':
      return parseWrite('VoiceConnectorGroupId', id, searchParams, body);
    case 'GET phone-numbers/…':
      if (!E164.test(id)) throw badRequest(`PhoneNumberId "${id}" is malformed`);
      return { operation: 'Get', numbers: [withPlus(id)] };
    case 'GET phone-numbers':
      return parseList(searchParams);
    default:
      throw new UnexpectedRequest(`${method} ${url} is not a request that the handler may send`);
  }
}
