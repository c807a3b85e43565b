import { Failure, isBeingAcquired } from '../decide/classify-refusal';

interface Rule {
  readonly applies: (failure: Failure) => boolean;
  readonly advice: string;
}

/** What to do, by what was found; the first rule that fits a failure speaks for it. */
const RULES: readonly Rule[] = [
  {
    applies: ({ holder }) => holder?.kind === 'SipRuleId',
    advice: 'Take the number out of the SIP rule first: it cannot be moved from there.',
  },
  {
    applies: ({ holder }) => holder !== undefined,
    advice: 'Disassociate the number where it is, or set forceAssociate: true to take it over.',
  },
  {
    applies: ({ sighting }) => sighting !== undefined && isBeingAcquired(sighting),
    advice: 'The number is still being acquired: deploy again when it is.',
  },
  {
    applies: ({ sighting }) => sighting?.productType !== undefined && sighting.productType !== 'VoiceConnector',
    advice: 'Only numbers of product type VoiceConnector can be associated: change the product type in the Chime SDK console.',
  },
  {
    applies: ({ code, sighting }) => /NotFound|Gone/.test(code) || sighting === undefined,
    advice: 'Check that the account has the number, and in this partition: the Chime SDK console lists it under Phone number management.',
  },
  {
    applies: ({ code }) => /AccessDenied|Forbidden|Unauthorized/.test(code),
    advice: 'The function is not allowed to do this: look for a service control policy or permissions boundary that denies chime actions.',
  },
  {
    applies: ({ code }) => /ResourceLimitExceeded/.test(code),
    advice: 'Ask for a higher quota of the Amazon Chime SDK in Service Quotas.',
  },
  {
    applies: () => true,
    advice: 'Try the same in the Chime SDK console: if it refuses too, AWS Support can tell why.',
  },
];

/** Numbers that could not be associated: one piece of advice for each reason. */
export function adviceFor(failures: readonly Failure[]): string[] {
  const rules = failures.map(failure => RULES.findIndex(({ applies }) => applies(failure)));
  return [...new Set(rules)].sort((one, other) => one - other).map(rule => RULES[rule].advice);
}

/** Numbers that their own owner does not let go. */
export const ADVICE_FOR_STUCK = 'Disassociate the numbers in the Chime SDK console, or look there for what refuses it.';
