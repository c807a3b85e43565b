import { settleMillis } from '../decide/classify-refusal';
import { Log } from '../report/log';
import { sameOwner } from '../model/owner';
import { Change, Declaration, Deletion, Findings, isSurprising } from '../decide/plan';
import { Toolbox } from './phase';

/** What is found decides what is left alone, and where an undo brings numbers: a surprise gets a second look, when reads have caught up. */
export async function lookTwice(change: Declaration | Deletion, toolbox: Toolbox, log: Log): Promise<Findings> {
  const findings = await look(change, toolbox);
  if (!isSurprising(change, findings)) return findings;
  const { caller } = toolbox.for(('desired' in change ? change.desired : change.previous).region);
  const millis = settleMillis(caller.budget.total());
  log('look-again', { millis });
  await caller.pause(millis);
  return look(change, toolbox);
}

async function look({ previous, desired }: Change, toolbox: Toolbox): Promise<Findings> {
  const here = desired && sameOwner(desired.owner, previous?.owner)
    ? [...new Set([...desired.phoneNumbers, ...previous?.phoneNumbers ?? []])]
    : desired?.phoneNumbers ?? [];
  const onDesired = desired ? await toolbox.for(desired.region).survey.membersOf(desired.owner, here) : new Set<string>();
  if (!previous) return { onDesired, onPrevious: new Set() };
  if (desired && sameOwner(desired.owner, previous.owner)) return { onDesired, onPrevious: onDesired };
  return { onDesired, onPrevious: await toolbox.for(previous.region).survey.membersOf(previous.owner, previous.phoneNumbers) };
}
