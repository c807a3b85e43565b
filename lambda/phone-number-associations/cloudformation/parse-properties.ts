import { E164_PATTERN, suggestE164 } from '../../../src/contract/e164';
import {
  AssociationProperties, FORMAT_VERSION, MAX_PHONE_NUMBERS, OWNER_ID_PATTERN, PhoneNumberAssociationsProperties,
} from '../../../src/contract/properties';
import { AssociationSpec, Declarations, NOTHING } from '../model/association';
import { InvalidPropertiesError } from '../model/errors';
import { Owner } from '../model/owner';
import { NOTHING_CHANGED, oneLine } from '../model/text';

type Properties = Partial<AssociationProperties>;

const ARN_PATTERNS = {
  VoiceConnectorId: /^arn:[a-z-]+:chime:[a-z0-9-]*:\d{12}:vc\/([^/]+)$/,
  // No format is documented for a group's ARN; `vc` is certain to be a single connector's.
  VoiceConnectorGroupId: /^arn:[a-z-]+:chime:[a-z0-9-]*:\d{12}:(?!vc\/)[a-z-]+\/([^/]+)$/,
};
const REGION_PATTERN = /^[a-z]{2}(?:-[a-z]+)+-\d$/;

/** Of a value that may be anything. */
const SHOWN_LENGTH = 80;

/** Bad numbers that are named one by one; the rest is counted. */
const NAMED_NUMBERS = 20;

/**
 * Reads what the template declares.
 *
 * Tokens are resolved only now, so everything that the constructs check in literals is checked here.
 *
 * @throws InvalidPropertiesError naming every bad value
 */
export function parseDeclarations(properties: Partial<PhoneNumberAssociationsProperties>): Declarations {
  assertFormatVersion(properties);
  const entries = Object.entries(properties.Associations ?? {});
  const problems = [...entries.flatMap(([path, association]) => problemsOf(path, association)), ...problemsBetween(entries)];
  if (problems.length > 0) throw new InvalidPropertiesError(`${problems.join(' ')} ${NOTHING_CHANGED}`);
  return declarationsOf(entries);
}

/**
 * Reads what another template declares: the one that is left or restored. What is bad in it was never
 * deployed: an update with a wrong number must not keep its own rollback from working.
 *
 * @throws InvalidPropertiesError if the properties are of a version that is not known
 */
export function parseFormerDeclarations(properties: Partial<PhoneNumberAssociationsProperties> | undefined): Declarations {
  if (!properties) return NOTHING;
  assertFormatVersion(properties);
  return declarationsOf(Object.entries(properties.Associations ?? {}));
}

/** Reads what a step declared that is undone. What has properties of a version that is not known was refused before the first write. */
export function parseUndoneDeclarations(properties: Partial<PhoneNumberAssociationsProperties> | undefined): Declarations {
  return properties?.FormatVersion === FORMAT_VERSION ? parseFormerDeclarations(properties) : NOTHING;
}

/**
 * Reads a single association, as the event of a drift check has it.
 *
 * @throws InvalidPropertiesError naming every bad value
 */
export function parseAssociation(path: string, association: Properties): AssociationSpec {
  const problems = problemsOf(path, { ForceAssociate: 'false', ...association });
  const spec = declarationsOf([[path, association]]).get(path);
  if (problems.length > 0 || !spec) throw new InvalidPropertiesError(problems.join(' '));
  return spec;
}

function declarationsOf(entries: readonly [string, Properties][]): Declarations {
  const seen = new Set<string>();
  return new Map(entries.flatMap(([path, association]): [string, AssociationSpec][] => {
    const owner = parseOwner(association);
    const region = String(association.Region);
    if (!owner || !REGION_PATTERN.test(region)) return [];
    const isNew = (phoneNumber: string) => !seen.has(phoneNumber) && seen.add(phoneNumber) === seen;
    const phoneNumbers = numbersOf(association).filter(phoneNumber => E164_PATTERN.test(phoneNumber) && isNew(phoneNumber));
    const force = String(association.ForceAssociate) === 'true';
    const retain = String(association.RemovalPolicy).startsWith('retain');
    return [[path, { path, owner, region, phoneNumbers, force, retain }]];
  }));
}

function assertFormatVersion({ FormatVersion }: Partial<PhoneNumberAssociationsProperties>): void {
  if (FormatVersion === FORMAT_VERSION) return;
  throw new InvalidPropertiesError(
    `FormatVersion '${oneLine(String(FormatVersion), SHOWN_LENGTH)}' is not known to this function, which reads version ${FORMAT_VERSION}: deploy with a release of `
    + `cdk-chime-phone-number-association that is at least as new as the one that wrote the template. ${NOTHING_CHANGED}`,
  );
}

function problemsOf(path: string, association: Properties): string[] {
  const numbers = numbersOf(association);
  const region = String(association.Region ?? '');
  return [
    ...parseOwner(association) ? [] : [ownerProblem(association)],
    ...numberProblems(numbers),
    ...REGION_PATTERN.test(region) ? [] : [`Region '${oneLine(region, SHOWN_LENGTH)}' is not the name of a region such as us-east-1.`],
    ...isBoolean(association.ForceAssociate) ? [] : [`ForceAssociate '${oneLine(String(association.ForceAssociate), SHOWN_LENGTH)}' must be true or false.`],
  ].map(problem => `${path}: ${problem}`);
}

/** A number can only be in one place, so only one association can declare it. */
function problemsBetween(entries: readonly [string, Properties][]): string[] {
  const declaredBy = new Map<string, string>();
  return entries.flatMap(([path, association]) => [...new Set(numbersOf(association))].flatMap(phoneNumber => {
    const other = declaredBy.get(phoneNumber);
    declaredBy.set(phoneNumber, path);
    return other === undefined ? [] : [`${path}: '${oneLine(phoneNumber, SHOWN_LENGTH)}' is declared by ${other}, too: remove it from one of the two.`];
  })).slice(0, NAMED_NUMBERS);
}

function parseOwner({ VoiceConnectorId, VoiceConnectorGroupId }: Properties): Owner | undefined {
  const kind = VoiceConnectorId === undefined ? 'VoiceConnectorGroupId' : 'VoiceConnectorId';
  const given = VoiceConnectorId ?? VoiceConnectorGroupId;
  if (typeof given !== 'string') return undefined;
  const id = ARN_PATTERNS[kind].exec(given)?.[1] ?? given;
  return OWNER_ID_PATTERN.test(id) ? { kind, id } : undefined;
}

function ownerProblem({ VoiceConnectorId, VoiceConnectorGroupId }: Properties): string {
  const name = VoiceConnectorGroupId === undefined ? 'VoiceConnectorId' : 'VoiceConnectorGroupId';
  return `${name} '${oneLine(String(VoiceConnectorId ?? VoiceConnectorGroupId ?? ''), SHOWN_LENGTH)}' is neither an id such as abcdef1ghij2klmno3pqr4 nor an ARN that ends with one.`;
}

/** A list that is handed to a nested stack as a parameter arrives as one string. */
function numbersOf({ E164PhoneNumbers }: Properties): string[] {
  const given: unknown = E164PhoneNumbers;
  if (typeof given === 'string') return given.split(',').map(phoneNumber => phoneNumber.trim());
  return Array.isArray(given) ? given.map(String) : [];
}

function isBoolean(value: unknown): boolean {
  return ['true', 'false'].includes(String(value));
}

function numberProblems(phoneNumbers: readonly string[]): string[] {
  if (phoneNumbers.length === 0) return ['E164PhoneNumbers is empty: name at least one number, or delete the association.'];
  if (phoneNumbers.length > MAX_PHONE_NUMBERS) {
    return [`E164PhoneNumbers has ${phoneNumbers.length} numbers; at most ${MAX_PHONE_NUMBERS} are allowed in one association. Split the list.`];
  }
  const malformed = phoneNumbers.filter(phoneNumber => !E164_PATTERN.test(phoneNumber));
  const seen = new Set<string>();
  const repeated = [...new Set(phoneNumbers.filter(phoneNumber => seen.has(phoneNumber) || !seen.add(phoneNumber)))];
  return [
    ...malformed.length > 0 ? [`Not in E.164 format (a plus sign and up to 15 digits): ${quote(malformed)}.`] : [],
    ...repeated.length > 0 ? [`Listed more than once: ${quote(repeated)}.`] : [],
  ];
}

function quote(phoneNumbers: readonly string[]): string {
  const named = phoneNumbers.slice(0, NAMED_NUMBERS).map(phoneNumber => {
    const suggestion = E164_PATTERN.test(phoneNumber) ? undefined : suggestE164(phoneNumber);
    return `'${oneLine(phoneNumber, SHOWN_LENGTH)}'${suggestion ? ` (write '${suggestion}')` : ''}`;
  });
  const more = phoneNumbers.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
