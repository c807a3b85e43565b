import { Owner, sameOwner } from './owner';
import { isOn, otherHolder, Sighting } from './survey';
import { Refusal } from './writer';

/** Somebody else's deployment step may be about to let go of the number. */
const HAND_OVER_MILLIS = 60_000;
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
  /** Whether the user lets us take numbers from anybody. */
  readonly force: boolean;
  /** Whether the refused request was sent with force. */
  readonly forced: boolean;
  /** Whether an earlier request of ours for this number was never answered. */
  readonly doubtful: boolean;
  /** Whether the number was on its way from or to the target a moment ago, so that reads may lag. */
  readonly inMotion: boolean;
  /** Milliseconds since the first request. */
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

function judgeHeld(subject: Case, holder: Owner, fail: (holder: Owner) => Verdict): Verdict {
  const { waitedMillis } = subject;
  if (holder.kind === 'SipRuleId') return fail(holder);
  const mayTake = subject.force || sameOwner(holder, subject.formerOwner);
  if (mayTake && !subject.forced) return { kind: 'take', from: holder };
  // Forced and refused all the same: the read may be behind a move that was just made.
  const patience = mayTake ? subject.settleMillis : HAND_OVER_MILLIS;
  return waitedMillis < patience ? AGAIN : fail(holder);
}

export function isBeingAcquired({ status }: Sighting): boolean {
  return status === 'AcquireInProgress' || status === 'PortinInProgress';
}

function speaksOfAssociations(code: string): boolean {
  return /AssociationsExist|Conflict/.test(code);
}
