import { Failure } from '../decide/classify-refusal';
import { Log, numbersForLog } from '../report/log';
import { sameOwner } from '../model/owner';
import { Declaration, Plan } from '../decide/plan';
import { otherHolder, Sighting, Survey } from '../service/number-reader';

export interface Repairs {
  /** Numbers to associate again. */
  readonly possible: readonly string[];
  /** Numbers that are not ours to take any more, or that are gone. */
  readonly impossible: readonly Failure[];
}

/**
 * Sorts the numbers that somebody has moved or released by hand since they were declared.
 */
export async function sortRepairs(change: Declaration, todo: Plan, survey: Survey, log: Log): Promise<Repairs> {
  if (todo.repair.length === 0) return { possible: [], impossible: [] };
  const sightings = await survey.locate(todo.repair);
  const impossible = todo.repair.flatMap(phoneNumber => obstacle(change, phoneNumber, sightings.get(phoneNumber)));
  const lost = new Set(impossible.map(({ phoneNumber }) => phoneNumber));
  const possible = todo.repair.filter(phoneNumber => !lost.has(phoneNumber));
  log('drift', { repair: numbersForLog(possible), lost: numbersForLog([...lost]) });
  return { possible, impossible };
}

function obstacle({ previous, desired }: Declaration, phoneNumber: string, sighting: Sighting | undefined): Failure[] {
  if (!sighting) return [{ phoneNumber, code: 'NotFound', message: 'the account does not have this number' }];
  const holder = otherHolder(sighting, desired.owner);
  const mayTake = holder?.kind !== 'SipRuleId' && (desired.force || sameOwner(holder, previous?.owner));
  return holder && !mayTake ? [{ phoneNumber, code: 'PhoneNumberAssociationsExist', message: 'it was moved by hand', holder, sighting }] : [];
}
