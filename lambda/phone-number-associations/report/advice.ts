import { CodeAdvice, errorCode } from '../model/error-codes';
import { Failure } from '../model/failure';
import { isBeingAcquired } from '../model/phone-number';

interface Rule {
  readonly applies: (failure: Failure) => boolean;
  readonly advice: string;
}

const BY_CODE: Readonly<Record<CodeAdvice, string>> = {
  missing: 'Check that the account has the number, and in this partition: the Chime SDK console lists it under Phone number management.',
  permission: 'The function is not allowed to do this: look for a service control policy or permissions boundary that denies chime actions.',
  quota: 'Ask for a higher quota of the Amazon Chime SDK in Service Quotas.',
  invalid: 'The service takes the request for invalid: compare the number and its owner with the Chime SDK console.',
};

/** What to do, by what was found; the first rule that fits a failure speaks for it. */
const RULES: readonly Rule[] = [
  {
    applies: ({ ownerMissing }) => ownerMissing === true,
    advice: 'Check the id of the voice connector or group, and that it is in the region whose endpoint is called.',
  },
  {
    applies: ({ target }) => target === undefined,
    advice: 'Disassociate the numbers in the Chime SDK console, or look there for what refuses it.',
  },
  {
    applies: ({ holder }) => holder?.kind === 'SipRuleId',
    advice: 'Take the number out of the SIP rule first: it cannot be moved from there.',
  },
  {
    applies: ({ holder }) => holder !== undefined,
    advice: 'Disassociate the number where it is, or set forceAssociate: true to take it over.',
  },
  {
    applies: ({ observed }) => observed !== undefined && isBeingAcquired(observed),
    advice: 'The number is still being acquired: deploy again when it is.',
  },
  {
    applies: ({ observed }) => observed?.productType !== undefined && observed.productType !== 'VoiceConnector',
    advice: 'Only numbers of product type VoiceConnector can be associated: change the product type in the Chime SDK console.',
  },
  ...(['missing', 'permission', 'quota', 'invalid'] as const).map((advice): Rule => ({
    applies: ({ code }) => errorCode(code).advice === advice,
    advice: BY_CODE[advice],
  })),
  {
    applies: ({ observed }) => observed === undefined,
    advice: BY_CODE.missing,
  },
  {
    applies: () => true,
    advice: 'Try the same in the Chime SDK console: if it refuses too, AWS Support can tell why.',
  },
];

/** One piece of advice for each reason. */
export function adviceFor(failures: readonly Failure[]): string[] {
  const rules = failures.map(failure => RULES.findIndex(({ applies }) => applies(failure)));
  return [...new Set(rules)].sort((one, other) => one - other).map(rule => RULES[rule].advice);
}
