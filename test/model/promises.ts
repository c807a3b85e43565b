import { Episode } from './player';
import { Declared, GOOD, Scenario, Template } from './scenario';
import { Telephony } from '../end-to-end/telephony';

/** One number in an episode, with all that the promises speak of. */
interface Life {
  readonly episode: Episode;
  readonly scenario: Scenario;
  readonly phoneNumber: string;
  readonly was: string | undefined;
  readonly is: string | undefined;
  /** Where the template that was in force declares it. */
  readonly old?: Declared;
  /** Where the new template declares it. */
  readonly asked?: Declared;
  /** Who had it since the operation began, the oldest first. */
  readonly tenures: readonly { readonly since: number; readonly owner?: string; readonly byHand: boolean }[];
}

/** What must hold: its name in promises.md, and what is broken of it, if anything is. */
interface Invariant {
  readonly promise: string;
  readonly broken: (life: Life) => string | undefined;
}

const SUCCEEDED = ['CREATE_COMPLETE', 'UPDATE_COMPLETE'];
const ROLLED_BACK = ['ROLLBACK_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'];
const STOPPED = ['CREATE_FAILED', 'UPDATE_FAILED'];

/** As in the handler: nearer than this, two clocks tell nothing; and how far the scenarios' clocks are apart. */
const CLOCK_TOLERANCE_MS = 1_500;
const LARGEST_SKEW_MS = 1_500;

export const INVARIANTS: readonly Invariant[] = [
  {
    promise: 'P1 green means ringing',
    broken: life => SUCCEEDED.includes(status(life)) && life.asked && isTouched(life) && !handled(life) && life.is !== life.asked.owner
      ? 'is not on its declared owner after success' : undefined,
  },
  {
    promise: 'P2 failed means as before',
    broken: life => isUndone(life) && !allowedAfterRollback(life).includes(life.is) ? 'is not where it was before' : undefined,
  },
  {
    promise: 'P2 what has succeeded stays without rollback',
    broken: life => STOPPED.includes(status(life)) && life.episode.ownStep === 'succeeded' && life.asked && isTouched(life) && !handled(life)
      && life.is !== life.asked.owner ? 'has left its owner although its step had succeeded' : undefined,
  },
  {
    promise: 'P3 nobody is robbed',
    broken: life => {
      const robbed = life.tenures.find(({ owner, byHand }, index) => {
        const from = index === 0 ? life.was : life.tenures[index - 1].owner;
        const mayLose = [undefined, ...placesOf(life)].includes(from) || anyForce(life) || handled(life);
        return !byHand && owner !== from && !mayLose;
      });
      return robbed ? 'was taken from an owner that no template declares for it' : undefined;
    },
  },
  {
    promise: 'P3 what is not declared is not written',
    broken: life => placesOf(life).length === 0 && life.tenures.some(({ byHand }) => !byHand) ? 'was written without being declared' : undefined,
  },
  {
    promise: 'P4 no gap',
    broken: life => life.old && life.asked && life.was === life.old.owner && !handled(life) && life.episode.kind === 'deploy'
      && life.tenures.some(({ owner }) => owner === undefined) ? 'was on nothing during the deployment' : undefined,
  },
  {
    promise: 'P5 gone means off',
    broken: life => {
      const { old, asked, episode: { after, kind } } = life;
      if (!old || asked || handled(life) || life.is !== old.owner) return undefined;
      const removed = kind === 'delete' || !Object.entries(after).some(([path]) => life.episode.before[path] === old);
      const done = status(life) === 'DELETE_COMPLETE' || SUCCEEDED.includes(status(life));
      return done && !(old.retain && removed && !pathRemains(life)) ? 'was left on its owner' : undefined;
    },
  },
];

/**
 * Checks what must hold after every operation, whatever has happened; throws with every promise that is broken.
 *
 * @param promise how the names of those begin that are checked
 */
export function checkPromises(telephony: Telephony, scenario: Scenario, episode: Episode, promise = ''): void {
  const { chime } = telephony.aws;
  const broken: string[] = [...chime.unexpected];
  const { status: ended, reasons } = episode.result;
  if (ended.endsWith('ROLLBACK_FAILED') || ended === 'DELETE_FAILED') broken.push(`P7 never stuck: ended in ${ended}`);
  for (const reason of reasons) {
    if (/did not receive a response|too long|Invalid/i.test(reason)) broken.push(`P6 always answered: ${reason}`);
  }
  const numbers = new Set([...GOOD, ...Object.keys(episode.ownersBefore), ...Object.keys(episode.ownersAfter)]);
  for (const phoneNumber of numbers) {
    const life = lifeOf(telephony, scenario, episode, phoneNumber);
    for (const { promise: name, broken: isBroken } of INVARIANTS) {
      const what = isBroken(life);
      if (what) {
        broken.push(`${name}: ${phoneNumber} ${what}: was on ${life.was}, is on ${life.is}, declared on ${life.old?.owner}, asked on ${life.asked?.owner}; `
          + life.tenures.map(({ since, owner, byHand }) => `${since}: ${owner}${byHand ? ' by hand' : ''}`).join(', '));
      }
    }
  }
  const found = broken.filter(what => what.startsWith(promise));
  if (found.length > 0) throw new Error(`${ended}\n${found.join('\n')}\n${reasons.join('\n')}`);
}

function lifeOf(telephony: Telephony, scenario: Scenario, episode: Episode, phoneNumber: string): Life {
  const tenures = telephony.aws.chime.history(phoneNumber).filter(({ since }) => since >= episode.startedAt);
  return {
    episode,
    scenario,
    phoneNumber,
    was: episode.ownersBefore[phoneNumber],
    is: episode.ownersAfter[phoneNumber],
    old: declaredBy(episode.before, phoneNumber),
    asked: declaredBy(episode.after, phoneNumber),
    tenures: tenures.map(({ since, owner, by }) => ({ since, owner: owner?.value, byHand: by === 'hand' })),
  };
}

function status({ episode }: Life): string {
  return episode.result.status;
}

function declaredBy(template: Template, phoneNumber: string): Declared | undefined {
  return Object.values(template).find(({ phoneNumbers }) => phoneNumbers.includes(phoneNumber));
}

function templatesOf({ episode: { before, between, after } }: Life): readonly Template[] {
  return [before, ...between, after];
}

/** Owners that any template of the operation declares for the number. */
function placesOf(life: Life): string[] {
  return templatesOf(life).flatMap(template => declaredBy(template, life.phoneNumber)?.owner ?? []);
}

function anyForce(life: Life): boolean {
  return templatesOf(life).some(template => declaredBy(template, life.phoneNumber)?.force);
}

/** Whether a hand was at it while the operation was under way: then where it put the number is as good as any place (E3, P2). */
function handled({ episode, phoneNumber }: Life): boolean {
  return episode.handsDuring.has(phoneNumber);
}

/** Whether an association that declares the number differs in the two templates. */
function isTouched({ episode: { before, after, between }, phoneNumber }: Life): boolean {
  const base = between.at(-1) ?? before;
  return [...Object.keys(base), ...Object.keys(after)].some(path => (
    (base[path]?.phoneNumbers.includes(phoneNumber) || after[path]?.phoneNumbers.includes(phoneNumber))
    && JSON.stringify(base[path]) !== JSON.stringify(after[path])
  ));
}

/** Whether the association that declared the number is still in the template: then its removal policy does not count. */
function pathRemains({ episode: { before, after }, phoneNumber }: Life): boolean {
  return Object.entries(before).some(([path, { phoneNumbers }]) => phoneNumbers.includes(phoneNumber) && path in after);
}

/** Whether the operation has ended with what it did undone: by a rollback, or by the resource itself where there is none. */
function isUndone(life: Life): boolean {
  const { ownStep, disableRollback, kind } = life.episode;
  if (ROLLED_BACK.includes(status(life))) return true;
  return kind === 'deploy' && disableRollback && STOPPED.includes(status(life)) && ownStep !== 'succeeded';
}

function allowedAfterRollback(life: Life): (string | undefined)[] {
  const { was, old, asked, episode, scenario } = life;
  if (handled(life)) return [was, life.is];
  // `cdk rollback` goes back to where the stack was last complete; what has come off since may be off.
  const allowed: (string | undefined)[] = [was, ...episode.between.length > 0 ? [episode.ownersAtLastComplete[life.phoneNumber]] : []];
  const strangers = was !== undefined && was !== old?.owner && was !== asked?.owner;
  const notUndoneByOneRun = ['succeeded', 'broken off'].includes(episode.ownStep) || episode.killed || episode.kind === 'rollback' || episode.between.length > 0;
  // E1: taken by force, and nothing remembers from where.
  if (strangers && anyForce(life) && notUndoneByOneRun) allowed.push(undefined, ...old ? [old.owner] : []);
  // E2: declared by the old template, and on nothing when the deployment began.
  if (old && was === undefined) allowed.push(old.owner);
  // E4: the time of the association does not tell.
  const { associatedTimestamp } = scenario.behaviour;
  const since = episode.forwardStepAt ?? episode.startedAt;
  const near = life.tenures.some(tenure => tenure.owner === life.is && tenure.since < since + CLOCK_TOLERANCE_MS + LARGEST_SKEW_MS);
  if (notUndoneByOneRun && (associatedTimestamp === 'absent' || near || episode.between.length > 0 || episode.kind === 'rollback')) {
    const attempts = episode.between.map(template => declaredBy(template, life.phoneNumber)?.owner);
    allowed.push(...[asked?.owner, ...attempts].filter(owner => owner !== undefined));
  }
  return allowed;
}
