import { PhoneNumberAssociation } from '../service/phone-number-client';
import { Owner, sameOwner } from '../model/owner';
import { isOn, otherHolder, Sighting } from '../service/number-reader';
import { Refusal } from '../service/batch-writer';
import { OWNER_ID_PATTERN } from '../../../src/contract/properties';

/** Somebody else's deployment step may be about to let go of the number. */
const HAND_OVER_MILLIS = 60_000;
/** An association younger than this was made by the deployment that is being rolled back. */
const DEPLOYMENT_MILLIS = 3_600_000;
/** A number that is being acquired becomes ready on its own. */
const ACQUISITION_MILLIS = 120_000;
/** Reads lag behind writes by seconds; a doubtful one is believed after this long, or a quarter of a short phase. */
const SETTLE_MILLIS = 8_000;

export function settleMillis(phaseMillis: number): number {
  return Math.min(SETTLE_MILLIS, phaseMillis / 4);
}

/** A refused association of one number, and what is known of it. */
export interface Case {
  readonly phoneNumber: string;
  readonly refusal: Refusal;
  readonly sighting: Sighting | undefined;
  /** Where the number should be. */
  readonly target: Owner;
  /** Where we ourselves had put the number: it may be taken from there. */
  readonly formerOwner?: Owner;
  /** Keys of the owners on which other associations of the app declared the number before this change. */
  readonly handedOverFrom: readonly string[];
  /** Whether the user lets us take numbers from anybody. */
  readonly force: boolean;
  /** Whether the refused request was sent with force. */
  readonly forced: boolean;
  /** Whether an earlier request of ours for this number was never answered. */
  readonly doubtful: boolean;
  /** Whether the number was on its way from or to the target a moment ago, so that reads may lag. */
  readonly inMotion: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Milliseconds from the first request to the read. */
  readonly waitedMillis: number;
  /** Milliseconds after which a doubtful read is believed. */
  readonly settleMillis: number;
}

/** A number that could not be associated, for the report. */
export interface Failure extends Refusal {
  readonly phoneNumber: string;
  /** Who has the number, where that is the reason. */
  readonly holder?: Owner;
  readonly sighting?: Sighting;
}

export type Verdict =
  | { readonly kind: 'done' }
  | { readonly kind: 'take'; readonly from: Owner }
  | { readonly kind: 'again' }
  | { readonly kind: 'fail'; readonly failure: Failure };

const DONE: Verdict = { kind: 'done' };
const AGAIN: Verdict = { kind: 'again' };

/** Decides what a refusal means by the state that was found, not by its code alone. */
export function judge(subject: Case): Verdict {
  const { phoneNumber, refusal, sighting, target, waitedMillis } = subject;
  const settling = waitedMillis < subject.settleMillis;
  const fail = (holder?: Owner): Verdict => ({ kind: 'fail', failure: { phoneNumber, ...refusal, holder, sighting } });

  if (isOn(sighting, target)) {
    // The service refused, the read says it is done: one of them is behind, unless the request was repeated.
    return subject.inMotion && !subject.doubtful && settling ? AGAIN : DONE;
  }
  const holder = otherHolder(sighting, target);
  if (holder) return judgeHeld(subject, holder, fail);
  if (sighting && isBeingAcquired(sighting)) return waitedMillis < ACQUISITION_MILLIS ? AGAIN : fail();
  // Refused because somebody has it, yet nobody has: it is being handed over, or the read is behind.
  const contradiction = speaksOfAssociations(refusal.code) && sighting !== undefined;
  return (contradiction || subject.doubtful || subject.inMotion) && settling ? AGAIN : fail();
}

function judgeHeld(subject: Case, holder: PhoneNumberAssociation, fail: (holder: Owner) => Verdict): Verdict {
  const { forced, waitedMillis, settleMillis: settle } = subject;
  if (holder.kind === 'SipRuleId') return fail(holder);
  const from: Owner = { kind: holder.kind, id: holder.id };
  // Forced and refused all the same: the read may be behind a move that was just made.
  if (forced) return waitedMillis < settle ? AGAIN : fail(from);
  const ours = sameOwner(holder, subject.formerOwner) || subject.handedOverFrom.includes(holder.id);
  if (subject.force || ours) return { kind: 'take', from };
  if (waitedMillis < HAND_OVER_MILLIS) return AGAIN;
  return isToBeHandedBack(subject, holder) ? { kind: 'take', from } : fail(from);
}

/**
 * In a rollback, an association that the failed update has created is deleted last: it would hold the number until our own
 * rollback has failed. What it took in this very deployment is taken back from it. Its owner may be known only by what the
 * template calls it; then the age of the association tells that nobody else can have made it.
 */
function isToBeHandedBack({ handedOverFrom, now }: Case, { associatedAt }: PhoneNumberAssociation): boolean {
  const symbolic = handedOverFrom.some(key => !OWNER_ID_PATTERN.test(key));
  return symbolic && associatedAt !== undefined && now - associatedAt < DEPLOYMENT_MILLIS;
}

export function isBeingAcquired({ status }: Sighting): boolean {
  return status === 'AcquireInProgress' || status === 'PortinInProgress';
}

function speaksOfAssociations(code: string): boolean {
  return /AssociationsExist|Conflict/.test(code);
}
