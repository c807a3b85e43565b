import { Behaviour } from './behaviour';
import { ChimeState } from './chime-state';
import { Owner, PhoneNumber, sameOwner } from './phone-number';
import { ServiceException } from './service-exception';

/** Virtual time 0 in the service's answers. */
const EPOCH = Date.UTC(2026, 0, 1);

function describe(number: PhoneNumber, state: ChimeState, behaviour: Behaviour, now: number): object {
  const tenure = state.tenureOf(number.e164, now - behaviour.readLagMs);
  const associated = tenure?.owner && {
    Name: tenure.owner.kind,
    Value: tenure.owner.value,
    AssociatedTimestamp: new Date(EPOCH + tenure.since).toISOString(),
  };
  const assignment = associated ? behaviour.statusOfAssociated : 'Unassigned';
  return {
    PhoneNumberId: number.e164,
    E164PhoneNumber: number.e164,
    ProductType: number.productType,
    Type: 'Local',
    Status: number.acquiredAt > now ? 'AcquireInProgress' : assignment,
    Associations: associated ? [associated] : [],
  };
}

export function getPhoneNumber(e164: string, state: ChimeState, behaviour: Behaviour, now: number): object {
  const number = state.find(e164);
  if (!number) throw new ServiceException('NotFound', `Phone number ${e164} does not exist`);
  return { PhoneNumber: describe(number, state, behaviour, now) };
}

interface ListRequest {
  readonly owner?: Owner;
  readonly maxResults: number;
  readonly nextToken?: string;
}

interface Position {
  readonly after: string;
  readonly owner?: Owner;
}

/** A token holds for the filter that it was given out for. */
function positionOf({ nextToken, owner }: ListRequest): string {
  if (nextToken === undefined) return '';
  try {
    const position = JSON.parse(Buffer.from(nextToken, 'base64url').toString('utf8')) as Position;
    if (typeof position.after === 'string' && sameOwner(position.owner, owner)) return position.after;
  } catch {
    // Falls through to the answer for every token that was not given out here.
  }
  throw new ServiceException('BadRequest', 'next-token is not valid');
}

export function listPhoneNumbers(request: ListRequest, state: ChimeState, behaviour: Behaviour, now: number): object {
  const { owner, maxResults } = request;
  if (owner && owner.kind !== 'SipRuleId' && behaviour.listOfUnknownOwner === 'NotFound' && !state.exists(owner)) {
    throw new ServiceException('NotFound', `${owner.kind} ${owner.value} does not exist`);
  }
  const after = positionOf(request);
  const seenAt = now - behaviour.readLagMs;
  const numbers = state.all().filter(({ e164 }) => e164 > after && (!owner || sameOwner(state.ownerOf(e164, seenAt), owner)));
  const page = numbers.slice(0, maxResults);
  const position: Position = { after: page.at(-1)?.e164 ?? '', owner };
  return {
    PhoneNumbers: page.map((number) => describe(number, state, behaviour, now)),
    ...numbers.length > page.length && { NextToken: Buffer.from(JSON.stringify(position)).toString('base64url') },
  };
}
