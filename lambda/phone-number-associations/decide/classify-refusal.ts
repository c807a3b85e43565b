import { errorCode } from '../model/error-codes';
import { Failure, Refusal } from '../model/failure';
import { Owner } from '../model/owner';
import { isBeingAcquired, isOn, ObservedNumber, otherHolder, PhoneNumberAssociation } from '../model/phone-number';

/** A number that is being acquired becomes ready on its own. */
const ACQUISITION_MILLIS = 120_000;

/** A refused association of one number, and what is known of it. */
export interface RefusalContext {
  readonly phoneNumber: string;
  readonly refusal: Refusal;
  /** Where the number was found after the refusal; undefined: the account does not have it. */
  readonly observed: ObservedNumber | undefined;
  readonly target: Owner;
  /** Whether the number may be taken by force from this holder. */
  readonly mayTake: (holder: PhoneNumberAssociation) => boolean;
  /** Whether the refused request was sent with force. */
  readonly forced: boolean;
  /** Whether an earlier request for this number was never answered. */
  readonly inDoubt: boolean;
  /** Whether this read can be behind a write. */
  readonly mayBeStale: boolean;
  /** Milliseconds from the first request to the read. */
  readonly waitedMillis: number;
}

export type Decision =
  | { readonly kind: 'done' }
  | { readonly kind: 'force'; readonly from: Owner }
  | { readonly kind: 'retry' }
  | { readonly kind: 'fail'; readonly failure: Failure };

const RETRY: Decision = { kind: 'retry' };

interface Rule {
  readonly applies: (context: RefusalContext, holder: PhoneNumberAssociation | undefined) => boolean;
  readonly decide: (context: RefusalContext, holder: PhoneNumberAssociation | undefined) => Decision;
}

/** The rows of the table in docs/design.md; the first that applies decides. */
const RULES: readonly Rule[] = [
  {
    // On its target: the service refused a repetition, or the read is behind.
    applies: ({ observed, target }) => isOn(observed, target),
    decide: ({ mayBeStale, inDoubt }) => mayBeStale && !inDoubt ? RETRY : { kind: 'done' },
  },
  {
    // Refused although it was forced: the read may be behind a move that was made a moment ago.
    applies: ({ forced }, holder) => forced && holder !== undefined,
    decide: failUnlessStale,
  },
  {
    applies: ({ mayTake }, holder) => holder !== undefined && holder.kind !== 'SipRuleId' && mayTake(holder),
    decide: (_, holder) => ({ kind: 'force', from: { kind: holder!.kind, id: holder!.id } }),
  },
  {
    applies: (_, holder) => holder !== undefined,
    decide: failUnlessStale,
  },
  {
    applies: ({ observed }) => observed !== undefined && isBeingAcquired(observed),
    decide: (context, holder) => context.waitedMillis < ACQUISITION_MILLIS ? RETRY : fail(context, holder),
  },
  {
    // On nothing, although the refusal says that something holds it or an answer was lost; or not known (yet).
    applies: ({ observed, refusal, inDoubt }) => observed === undefined || inDoubt || errorCode(refusal.code).heldElsewhere === true,
    decide: failUnlessStale,
  },
];

/** Decides what a refusal means by the state that was found, not by its code alone. */
export function classifyRefusal(context: RefusalContext): Decision {
  const holder = otherHolder(context.observed, context.target);
  return RULES.find(({ applies }) => applies(context, holder))?.decide(context, holder) ?? fail(context, holder);
}

function failUnlessStale(context: RefusalContext, holder: PhoneNumberAssociation | undefined): Decision {
  return context.mayBeStale ? RETRY : fail(context, holder);
}

function fail({ phoneNumber, refusal, target, observed }: RefusalContext, holder: Owner | undefined): Decision {
  return { kind: 'fail', failure: { phoneNumber, ...refusal, target, holder: holder && { kind: holder.kind, id: holder.id }, observed } };
}
