import { Behaviour } from './behaviour';
import { ChimeState } from './chime-state';
import { Actor, Owner, sameOwner } from './phone-number';
import { ServiceException } from './service-exception';

/** A number that was refused, as it stands in an answer with HTTP status 200. */
export interface NumberError {
  readonly e164: string;
  readonly code: string;
  readonly message: string;
}

export interface Write {
  readonly owner: Owner;
  readonly numbers: readonly string[];
  readonly by: Actor;
}

/** Throws what refuses a write as a whole. */
export function checkWhole({ owner, numbers }: Omit<Write, 'by'>, state: ChimeState, behaviour: Behaviour): void {
  if (!state.exists(owner)) throw new ServiceException('NotFound', `${owner.kind} ${owner.value} does not exist`);
  if (behaviour.largestBatch !== undefined && numbers.length > behaviour.largestBatch) {
    throw new ServiceException('BadRequest', `E164PhoneNumbers has ${numbers.length} members, at most ${behaviour.largestBatch} are allowed`);
  }
}

function refuseAssociate(e164: string, owner: Owner, force: boolean, state: ChimeState, behaviour: Behaviour, now: number): NumberError | undefined {
  const error = (code: string, message: string) => ({ e164, code, message });
  const number = state.find(e164);
  const current = state.ownerOf(e164);
  if (!number) return error('NotFound', 'The phone number does not exist in this account');
  if (number.productType !== 'VoiceConnector') return error(behaviour.wrongProductType, `The product type ${number.productType} does not allow this`);
  if (number.acquiredAt > now) return error('BadRequest', 'The phone number is not ready: AcquireInProgress');
  if (!current) return undefined;
  if (current.kind === 'SipRuleId' && force) return error('Unprocessable', 'The phone number is used by a SIP rule');
  if (force) return undefined;
  if (sameOwner(current, owner)) {
    return behaviour.associateAgain === 'success' ? undefined : error(behaviour.associateAgain, 'The phone number is associated already');
  }
  const code = current.kind === 'VoiceConnectorGroupId' ? 'VoiceConnectorGroupAssociationsExist' : 'PhoneNumberAssociationsExist';
  return error(code, `The phone number is associated with ${current.kind} ${current.value}`);
}

/** Does the work for the numbers that are not refused, and returns the refusals. */
export function associate(write: Write & { readonly force: boolean }, state: ChimeState, behaviour: Behaviour, now: number): NumberError[] {
  return write.numbers.flatMap(e164 => {
    const refusal = refuseAssociate(e164, write.owner, write.force, state, behaviour, now);
    if (refusal) return refusal;
    if (behaviour.associatedTimestampOfRepetition === 'renewed' && sameOwner(state.ownerOf(e164), write.owner)) state.renew(e164, write.by);
    else state.associate(e164, write.owner, write.by);
    return [];
  });
}

/** Takes the numbers from this owner and from no other. */
export function disassociate(write: Write, state: ChimeState, behaviour: Behaviour): NumberError[] {
  return write.numbers.flatMap(e164 => {
    if (sameOwner(state.ownerOf(e164), write.owner)) {
      state.disassociate(e164, write.by);
      return [];
    }
    const code = behaviour.disassociateAbsent;
    return code === 'success' ? [] : { e164, code, message: `The phone number is not associated with ${write.owner.value}` };
  });
}
