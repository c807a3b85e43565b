import { Episode } from './player';
import { Declared, Template } from './scenario';
import { Telephony } from '../end-to-end/telephony';

/** Who declares a number. */
function declaredBy(template: Template, phoneNumber: string): Declared | undefined {
  return Object.values(template).find(({ phoneNumbers }) => phoneNumbers.includes(phoneNumber));
}

/** Checks what must hold after every operation, whatever has happened; throws with the first promise that is broken. */
export function checkPromises(telephony: Telephony, episode: Episode): void {
  const { before, after, result, startedAt, ownersBefore, ownersAfter } = episode;
  const { chime } = telephony.aws;
  const broken: string[] = [...chime.unexpected];
  const { status } = result;
  const succeeded = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE'].includes(status);
  const stuck = status.endsWith('FAILED') && mustGetStuck(episode);
  if (status.endsWith('FAILED') && !stuck) broken.push(`ended in ${status}`);

  for (const [phoneNumber, was] of Object.entries(ownersBefore)) {
    const is = ownersAfter[phoneNumber];
    const old = declaredBy(before, phoneNumber);
    const asked = declaredBy(after, phoneNumber);
    const history = chime.history(phoneNumber).filter(({ since }) => since >= startedAt);
    const say = (promise: string) => broken.push(`${phoneNumber} ${promise}: was on ${was}, is on ${is}, declared on ${old?.owner}, asked on ${asked?.owner}`);

    if (!old && !asked && history.length > 0) say('is not managed and was touched');
    const ours = was !== undefined && was === old?.owner;
    // Also the old template's consent counts: a rollback declares it again.
    const mayTake = was === undefined || ours || was === asked?.owner || asked?.force || old?.force;
    if (!mayTake && history.length > 0) say('was robbed');
    // Kept, moved by hand to somebody else, and not forced: an update that has nothing else to do passes.
    const lost = old !== undefined && !ours && was !== undefined && asked?.force !== true;
    if (succeeded && asked && is !== asked.owner && !lost && isTouched(episode, phoneNumber)) say('should be in place after success');
    if (succeeded && !asked && old && is === old.owner) say('was left behind');
    if (succeeded && asked && ours && old.owner !== asked.owner && isMove(episode, phoneNumber) && chime.wasUnowned(phoneNumber, startedAt)) {
      say('was unowned during its move');
    }
    // What a step that succeeded had taken, or had found in place, comes off again when the stack rolls back: see docs/design.md.
    const forgotten = asked !== undefined && !old && was !== undefined && is === undefined;
    const repaired = old !== undefined && (was === undefined || old.force) && is === old.owner;
    if (!succeeded && !stuck && is !== was && !forgotten && !repaired) say('should be where it was after a rollback');
  }
  if (broken.length > 0) {
    throw new Error(`${status}\n${broken.join('\n')}\n${result.reasons.join('\n')}`);
  }
}

/**
 * Whether somebody had moved a number by hand to another owner before the update: a rollback that has anything to do asks for it
 * again, and it may not be taken. See docs/design.md, what cannot be done.
 */
function mustGetStuck({ before, ownersBefore }: Episode): boolean {
  return Object.values(before).some(({ owner, phoneNumbers }) =>
    phoneNumbers.some(phoneNumber => ownersBefore[phoneNumber] !== undefined && ownersBefore[phoneNumber] !== owner));
}

/** Whether CloudFormation sees a change in the properties of the number's association: else nobody looks at it. */
function isTouched({ before, after }: Episode, phoneNumber: string): boolean {
  const propertiesOf = (template: Template, name: string) => JSON.stringify([
    template[name],
    Object.entries(template).map(([other, { owner, phoneNumbers }]) => other === name ? [] : [owner, phoneNumbers]),
  ]);
  return Object.keys(after).some(name => after[name].phoneNumbers.includes(phoneNumber) && propertiesOf(before, name) !== propertiesOf(after, name));
}

/** Whether the same association declares the number before and after: else it is handed over, with a gap. */
function isMove({ before, after }: Episode, phoneNumber: string): boolean {
  return Object.keys(before).some(name => before[name].phoneNumbers.includes(phoneNumber) && after[name]?.phoneNumbers.includes(phoneNumber));
}
