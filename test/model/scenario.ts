import * as fc from 'fast-check';
import { BRANCH, GROUP, number, OFFICE, SIP_RULE, STRANGER } from '../end-to-end/telephony';
import { Behaviour, Fault, Owner, voiceConnector, voiceConnectorGroup } from '../../aws-simulator';

/** What one association of the stack declares. */
export interface Declared {
  readonly owner: string;
  readonly phoneNumbers: readonly string[];
  readonly force: boolean;
}

/** The stack's associations by name; an absent one is not in the template. */
export type Template = Readonly<Record<string, Declared>>;

export type Step =
  | { readonly kind: 'deploy'; readonly template: Template; readonly weather: Weather }
  | { readonly kind: 'by hand'; readonly phoneNumber: string; readonly to: Owner | undefined }
  | { readonly kind: 'delete'; readonly weather: Weather };

/** What goes wrong during one operation; it always ends early enough to be ridden out. */
export interface Weather {
  readonly seed: number;
  readonly probability: number;
  readonly lastsMs: number;
  /** Whether the first Invoke of each event loses its answer. */
  readonly repeated: boolean;
}

export interface Scenario {
  readonly seed: number;
  /** Where each number is at first; `missing` are not in the account. */
  readonly account: Readonly<Record<string, Owner | undefined>>;
  readonly behaviour: Partial<Behaviour>;
  readonly steps: readonly Step[];
}

export const GOOD = Array.from({ length: 8 }, (_, index) => number(index));
export const MISSING = number(90);
export const ON_SIP_RULE = number(91);

/** All faults that leave no final answer. */
export const FAULTS: readonly Fault[] = [
  { kind: 'exception', code: 'ThrottledClient' },
  { kind: 'exception', code: 'ServiceFailure', onlyInBody: true },
  { kind: 'exception', code: 'ServiceUnavailable' },
  { kind: 'html 502' },
  { kind: 'html 502', workDone: true },
  { kind: 'not JSON', workDone: true },
  { kind: 'half a body' },
  { kind: 'reset' },
  { kind: 'reset', workDone: true },
  { kind: 'hang' },
  { kind: 'hang', workDone: true },
  { kind: 'numbers', code: 'Throttled' },
  { kind: 'numbers', code: 'ServiceFailure', workDone: true },
];

const owners: fc.Arbitrary<Owner | undefined> = fc.constantFrom(
  undefined, undefined, undefined, voiceConnector(STRANGER), voiceConnectorGroup(GROUP),
);

const weather: fc.Arbitrary<Weather> = fc.record({
  seed: fc.nat(),
  probability: fc.constantFrom(0, 0, 0.1, 0.3, 0.5),
  lastsMs: fc.constantFrom(1_000, 10_000, 40_000),
  repeated: fc.boolean(),
});

/** Each good number goes to the first association, to the second one, or to none; a bad one may slip in. */
const template: fc.Arbitrary<Template> = fc.record({
  owners: fc.tuple(fc.constantFrom(OFFICE, BRANCH), fc.constantFrom(OFFICE, BRANCH)),
  shares: fc.array(fc.constantFrom('First', 'First', 'Second', 'None'), { minLength: GOOD.length, maxLength: GOOD.length }),
  bad: fc.constantFrom(undefined, undefined, undefined, MISSING, ON_SIP_RULE),
  force: fc.tuple(fc.constantFrom(false, false, true), fc.constantFrom(false, false, true)),
}).map(({ owners: [first, second], shares, bad, force: [firstForce, secondForce] }) => {
  const share = (name: string) => GOOD.filter((_, index) => shares[index] === name);
  const all: Record<string, Declared> = {
    First: { owner: first, phoneNumbers: [...share('First'), ...bad ? [bad] : []], force: firstForce },
    Second: { owner: second, phoneNumbers: share('Second'), force: secondForce },
  };
  return Object.fromEntries(Object.entries(all).filter(([, { phoneNumbers }]) => phoneNumbers.length > 0));
}).filter(associations => Object.keys(associations).length > 0);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('deploy' as const), template, weather }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('by hand' as const), phoneNumber: fc.constantFrom(...GOOD), to: owners }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), weather }) },
);

export const scenario: fc.Arbitrary<Scenario> = fc.record({
  seed: fc.nat(),
  account: fc.tuple(...GOOD.map(() => owners)).map(places => ({
    ...Object.fromEntries(GOOD.map((phoneNumber, index) => [phoneNumber, places[index]])),
    [ON_SIP_RULE]: SIP_RULE,
  })),
  behaviour: fc.record({
    associateAgain: fc.constantFrom('success', 'PhoneNumberAssociationsExist', 'Conflict'),
    disassociateAbsent: fc.constantFrom('success', 'NotFound', 'BadRequest', 'Conflict'),
    listOfUnknownOwner: fc.constantFrom('empty', 'NotFound'),
    phoneNumberId: fc.constantFrom('encoded', 'plain'),
    noErrors: fc.constantFrom('empty', 'absent', 'null'),
    largestBatch: fc.constantFrom(undefined, undefined, 3, 1),
    readLagMs: fc.constantFrom(0, 0, 500, 3_000),
  }),
  steps: fc.array(step, { minLength: 1, maxLength: 5 }),
});
