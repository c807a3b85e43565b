import { AssociationProperties } from '../contract/properties';

/**
 * Most bytes of all that the associations of a stack declare.
 *
 * CloudFormation sends the old and the new properties in one asynchronous event, which is sure to arrive up to 256 KiB.
 */
const MAX_BYTES = 128 * 1024;

/** A rendered entry, with or without a condition. */
type Entry = Partial<AssociationProperties> & { readonly 'Fn::If'?: readonly [string, Partial<AssociationProperties>, unknown] };

/** What is wrong with the rendered associations of a stack: only here are they all known, overrides included. */
export function validateAssociations(stackPath: string, entries: Readonly<Record<string, object>>): string[] {
  const associations = Object.entries(entries).map(([key, entry]) => [key, (entry as Entry)['Fn::If']?.[1] ?? entry as Entry] as const);
  return [
    ...sizeError(stackPath, Buffer.byteLength(JSON.stringify(entries)), associations.map(([, association]) => association)),
    ...associations.flatMap(([key, { RemovalPolicy }]) => removalPolicyError(key, String(RemovalPolicy))),
  ];
}

function sizeError(stackPath: string, bytes: number, associations: readonly Partial<AssociationProperties>[]): string[] {
  if (bytes <= MAX_BYTES) return [];
  const numbers = associations.flatMap(({ E164PhoneNumbers = [] }) => E164PhoneNumbers).length;
  return [
    `The ${associations.length} associations of ${stackPath}, with ${numbers} phone numbers, take ${bytes} bytes, and ${MAX_BYTES} fit into an event of CloudFormation: ` +
    `move associations with about ${Math.ceil(numbers * (1 - MAX_BYTES / bytes))} of the numbers to a stack or nested stack of their own`,
  ];
}

function removalPolicyError(key: string, value: string): string[] {
  const known: readonly string[] = ['destroy', 'retain', 'retain-on-update-or-delete'] satisfies AssociationProperties['RemovalPolicy'][];
  return known.includes(value) ? [] : [`The DeletionPolicy of ${key} is ${value}: an association can have Delete, Retain or RetainExceptOnCreate`];
}
