import { isoDate } from '../clocks';
import { ListRequest } from './api-request';
import { Behaviour } from './behaviour';
import { ChimeState } from './chime-state';
import { Owner, PhoneNumber, sameOwner, Tenure } from './phone-number';
import { ServiceException } from './service-exception';

/** What a read looks at. */
export interface View {
  readonly state: ChimeState;
  readonly behaviour: Behaviour;
  /** Virtual milliseconds. */
  readonly now: number;
  /** How far the service's clock is ahead of virtual time. */
  readonly clockSkewMs: number;
}

function timestampOf({ since }: Tenure, { behaviour, clockSkewMs }: View): string | undefined {
  const exact = isoDate(since, clockSkewMs);
  switch (behaviour.associatedTimestamp) {
    case 'milliseconds': return exact;
    case 'seconds': return exact.replace(/\.\d+/, '');
    case 'absent': return undefined;
  }
}

function describe(number: PhoneNumber, view: View) {
  const { state, behaviour, now } = view;
  const tenure = state.tenureOf(number.e164, now - behaviour.readLagMs);
  const associated = tenure?.owner && {
    Name: tenure.owner.kind,
    Value: tenure.owner.value,
    AssociatedTimestamp: timestampOf(tenure, view),
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

export function getPhoneNumber(e164: string, view: View): object {
  const number = view.state.find(e164);
  if (!number) throw new ServiceException('NotFound', `Phone number ${e164} does not exist`);
  return { PhoneNumber: describe(number, view) };
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

export function listPhoneNumbers(request: ListRequest, view: View): object {
  const { state, behaviour, now } = view;
  const { owner, productType, status, maxResults } = request;
  if (owner && owner.kind !== 'SipRuleId' && behaviour.listOfUnknownOwner === 'NotFound' && !state.exists(owner)) {
    throw new ServiceException('NotFound', `${owner.kind} ${owner.value} does not exist`);
  }
  const after = positionOf(request);
  const seenAt = now - behaviour.readLagMs;
  const numbers = state.all().filter(({ e164 }) => e164 > after && (!owner || sameOwner(state.ownerOf(e164, seenAt), owner)))
    .filter(number => (!productType || number.productType === productType) && (!status || describe(number, view).Status === status));
  const page = numbers.slice(0, maxResults);
  const position: Position = { after: page.at(-1)?.e164 ?? '', owner };
  return {
    PhoneNumbers: page.map(number => describe(number, view)),
    ...numbers.length > page.length && { NextToken: Buffer.from(JSON.stringify(position)).toString('base64url') },
  };
}
