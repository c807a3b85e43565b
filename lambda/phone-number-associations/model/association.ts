import { Placement, sameOwner } from './owner';

/** What one association declares. */
export interface AssociationSpec extends Placement {
  /** Path of the construct below its stack. */
  readonly path: string;
  readonly phoneNumbers: readonly string[];
  /** Whether numbers may be taken from anybody. */
  readonly force: boolean;
  /** Whether the numbers stay associated when the association leaves the template. */
  readonly retain: boolean;
}

/** All that one template declares, by path. */
export type Declarations = ReadonlyMap<string, AssociationSpec>;

export const NOTHING: Declarations = new Map();

/** A number of an association that a deployment touches: where the old template declares it, and where the new one does. */
export interface NumberChange {
  readonly phoneNumber: string;
  readonly before?: AssociationSpec;
  readonly after?: AssociationSpec;
  /** Whether the association that declared the number is gone, with its removal policy, rather than the number from its list. */
  readonly associationRemoved: boolean;
}

/** The numbers of all associations that differ; those of an association that is the same in both are not touched. */
export function changesBetween(previous: Declarations, desired: Declarations): NumberChange[] {
  const before = specByNumber(previous);
  const after = specByNumber(desired);
  const touched = [...previous.values(), ...desired.values()].filter(({ path }) => !sameSpec(previous.get(path), desired.get(path)));
  const phoneNumbers = new Set(touched.flatMap(spec => spec.phoneNumbers));
  return [...phoneNumbers].map(phoneNumber => {
    const old = before.get(phoneNumber);
    return { phoneNumber, before: old, after: after.get(phoneNumber), associationRemoved: old !== undefined && !desired.has(old.path) };
  });
}

function specByNumber(declarations: Declarations): Map<string, AssociationSpec> {
  return new Map([...declarations.values()].flatMap(spec => spec.phoneNumbers.map((phoneNumber): [string, AssociationSpec] => [phoneNumber, spec])));
}

function sameSpec(one: AssociationSpec | undefined, other: AssociationSpec | undefined): boolean {
  return one !== undefined && other !== undefined
    && sameOwner(one.owner, other.owner)
    && one.region === other.region && one.force === other.force && one.retain === other.retain
    && one.phoneNumbers.length === other.phoneNumbers.length
    && new Set([...one.phoneNumbers, ...other.phoneNumbers]).size === one.phoneNumbers.length;
}
