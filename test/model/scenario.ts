import * as fc from 'fast-check';
import { Behaviour, CloudFormationBehaviour, Owner, voiceConnector, voiceConnectorGroup } from '../../aws-simulator';
import { BRANCH, GROUP, number, OFFICE, SIP_RULE, STRANGER } from '../end-to-end/telephony';

/** What one association of the stack declares. */
export interface Declared {
  readonly owner: string;
  readonly phoneNumbers: readonly string[];
  readonly force: boolean;
  readonly retain: boolean;
  readonly region: string;
}

/** The stack's associations by path; an absent one is not in the template. */
export type Template = Readonly<Record<string, Declared>>;

/** What a hand does to a number: moves it, takes it off, or releases it from the account. */
export interface Hand {
  readonly phoneNumber: string;
  readonly to: Owner | 'nothing' | 'released';
}

/** What goes wrong during one operation; it always ends early enough to be ridden out. */
export interface Faults {
  readonly seed: number;
  readonly probability: number;
  readonly lastsMs: number;
  /** Of CloudFormation's API and of the answers' PUTs. */
  readonly ofCloudFormation: number;
  /** Of a kill at each request; at most two an event. */
  readonly kills: number;
  /** Hands at work while the operation is under way, with the virtual milliseconds after its start. */
  readonly hands: readonly (Hand & { readonly afterMs: number })[];
  /** An event of an earlier deployment is delivered again, so many virtual milliseconds after the start. */
  readonly lateEventAfterMs?: number;
  /** A resource that fails before the numbers are moved, or one that waits for them. */
  readonly otherFails?: 'before' | 'after';
  /** Somebody cancels the update so many virtual milliseconds after its start. */
  readonly cancelledAfterMs?: number;
}

export type Step =
  | { readonly kind: 'deploy'; readonly template: Template; readonly faults: Faults; readonly disableRollback: boolean }
  | { readonly kind: 'by hand'; readonly hand: Hand }
  | { readonly kind: 'delete'; readonly faults: Faults }
  /** `cdk rollback`, where the stack has stopped at a failure. */
  | { readonly kind: 'rollback'; readonly faults: Faults };

export interface Scenario {
  readonly seed: number;
  /** Where each number is at first. */
  readonly account: Readonly<Record<string, Owner | undefined>>;
  readonly behaviour: Partial<Behaviour>;
  readonly cloudFormation: Partial<CloudFormationBehaviour>;
  readonly clockSkew: { readonly chimeMs: number; readonly lambdaMs: number };
  readonly steps: readonly Step[];
}

export const GOOD = Array.from({ length: 8 }, (_, index) => number(index));
export const MISSING = number(90);
export const ON_SIP_RULE = number(91);
export const PATHS = ['A', 'B', 'C'] as const;

const owners: fc.Arbitrary<Owner | undefined> = fc.constantFrom(
  undefined, undefined, undefined, voiceConnector(STRANGER), voiceConnectorGroup(GROUP), voiceConnector(OFFICE),
);

const hand: fc.Arbitrary<Hand> = fc.record({
  phoneNumber: fc.constantFrom(...GOOD),
  to: fc.constantFrom<Hand['to']>(voiceConnector(STRANGER), voiceConnector(OFFICE), voiceConnector(BRANCH), voiceConnectorGroup(GROUP), 'nothing', 'nothing', 'released'),
});

function sometimes<T>(arbitrary: fc.Arbitrary<T>, weight = 6): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

const faults: fc.Arbitrary<Faults> = fc.record({
  seed: fc.nat(),
  probability: fc.constantFrom(0, 0, 0.1, 0.3, 0.5),
  lastsMs: fc.constantFrom(1_000, 10_000, 40_000),
  ofCloudFormation: fc.constantFrom(0, 0, 0, 0.3),
  kills: fc.constantFrom(0, 0, 0, 0.1, 0.3),
  hands: fc.array(fc.record({ hand, afterMs: fc.integer({ min: 0, max: 40_000 }) }), { maxLength: 2 })
    .map(acts => acts.map(({ hand: act, afterMs }) => ({ ...act, afterMs })))
    .chain(acts => fc.constantFrom([], [], acts)),
  lateEventAfterMs: sometimes(fc.integer({ min: 0, max: 60_000 })),
  otherFails: sometimes(fc.constantFrom('before' as const, 'after' as const), 4),
  cancelledAfterMs: sometimes(fc.integer({ min: 500, max: 30_000 }), 8),
});

/** Each good number goes to one of the associations or to none; a bad one may slip in. */
const template: fc.Arbitrary<Template> = fc.record({
  owners: fc.tuple(...PATHS.map(() => fc.constantFrom(OFFICE, OFFICE, BRANCH, GROUP))),
  shares: fc.array(fc.constantFrom('A', 'A', 'B', 'C', 'none'), { minLength: GOOD.length, maxLength: GOOD.length }),
  bad: fc.constantFrom(undefined, undefined, undefined, undefined, MISSING, ON_SIP_RULE),
  force: fc.tuple(...PATHS.map(() => fc.constantFrom(false, false, true))),
  retain: fc.tuple(...PATHS.map(() => fc.constantFrom(false, false, false, true))),
  regions: fc.tuple(...PATHS.map(() => fc.constantFrom('us-east-1', 'us-east-1', 'us-west-2'))),
}).map(({ owners: ids, shares, bad, force, retain, regions }) => {
  const all = PATHS.map((path, index): [string, Declared] => [path, {
    owner: ids[index],
    phoneNumbers: [...GOOD.filter((_, n) => shares[n] === path), ...bad && index === 0 ? [bad] : []],
    force: force[index],
    retain: retain[index],
    region: regions[index],
  }]);
  return Object.fromEntries(all.filter(([, { phoneNumbers }]) => phoneNumbers.length > 0));
}).filter(associations => Object.keys(associations).length > 0);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('deploy' as const), template, faults, disableRollback: fc.constantFrom(false, false, false, true) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('by hand' as const), hand }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), faults }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rollback' as const), faults }) },
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
    associatedTimestamp: fc.constantFrom('milliseconds', 'milliseconds', 'seconds', 'absent'),
    associatedTimestampOfRepetition: fc.constantFrom('kept', 'renewed'),
  }),
  cloudFormation: fc.record({
    failedUpdateRestored: fc.constantFrom('at once', 'with the next operation'),
    failedCreationDeleted: fc.constantFrom('before its successor', 'after its successor'),
    requestIds: fc.constantFrom('unique', 'reused by rollbacks'),
    readLagMs: fc.constantFrom(0, 0, 1_500),
  }),
  clockSkew: fc.record({ chimeMs: fc.constantFrom(0, 0, 750, -750), lambdaMs: fc.constantFrom(0, 0, 750, -750) }),
  steps: fc.array(step, { minLength: 1, maxLength: 5 }),
});
