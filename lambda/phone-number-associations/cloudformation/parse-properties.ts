import { Owner } from '../model/owner';
import { oneLine } from '../report/text';
import { E164_PATTERN, MAX_PHONE_NUMBERS, OWNER_ID_PATTERN, PhoneNumberAssociationProperties, suggestE164 } from '../../../src/contract/properties';

/** What one set of properties declares. */
export interface Assignment {
  readonly owner: Owner;
  readonly phoneNumbers: readonly string[];
  readonly force: boolean;
  /** Region whose endpoint is called. */
  readonly region: string;
  /** What the template calls the owner. */
  readonly ownerKey?: string;
  /** Runs of numbers that other associations of the app declare, by their owner's key. */
  readonly claimedByOthers?: Readonly<Record<string, string>>;
}

/** The properties are not what the service could accept; nothing was sent. */
export class InvalidPropertiesError extends Error {
  public override readonly name = 'InvalidPropertiesError';
}

const ARN_PATTERNS = {
  VoiceConnectorId: /^arn:[a-z-]+:chime:[a-z0-9-]*:\d{12}:vc\/([^/]+)$/,
  // No format is documented for a group's ARN; `vc` is certain to be a single connector's.
  VoiceConnectorGroupId: /^arn:[a-z-]+:chime:[a-z0-9-]*:\d{12}:(?!vc\/)[a-z-]+\/([^/]+)$/,
};
const REGION_PATTERN = /^[a-z]{2}(?:-[a-z]+)+-\d$/;

/** Of a value that may be anything. */
const SHOWN_LENGTH = 60;

/** Bad numbers that are named one by one; the rest is counted. */
const NAMED_NUMBERS = 20;

/**
 * Reads the properties of the resource as it should be.
 *
 * Tokens are resolved only now, so everything that the construct checks in literals is checked here.
 * @throws InvalidPropertiesError naming every bad value
 */
export function parseAssignment(properties: Partial<PhoneNumberAssociationProperties>): Assignment {
  const owner = parseOwner(properties);
  const phoneNumbers = listOf(properties.E164PhoneNumbers);
  const region = String(properties.Region ?? '');
  const problems = [
    ...owner ? [] : [ownerProblem(properties)],
    ...numberProblems(phoneNumbers),
    ...REGION_PATTERN.test(region) ? [] : [`Region '${oneLine(region, SHOWN_LENGTH)}' is not the name of a region such as us-east-1.`],
    ...isBoolean(properties.ForceAssociate) ? [] : [`ForceAssociate '${oneLine(String(properties.ForceAssociate), SHOWN_LENGTH)}' must be true or false.`],
  ];
  if (problems.length > 0 || !owner) throw new InvalidPropertiesError(`${problems.join(' ')} Nothing was changed.`);
  return { owner, phoneNumbers, region, ...consent(properties) };
}

/**
 * Reads the properties of the resource as it was. What is bad in them was never deployed: a failed
 * update with a wrong number must not keep its own rollback from working.
 */
export function parseFormerAssignment(properties: Partial<PhoneNumberAssociationProperties> | undefined): Assignment | undefined {
  const owner = properties && parseOwner(properties);
  const region = String(properties?.Region ?? '');
  if (!owner || !REGION_PATTERN.test(region)) return undefined;
  const phoneNumbers = [...new Set(listOf(properties.E164PhoneNumbers).filter(phoneNumber => E164_PATTERN.test(phoneNumber)))];
  return { owner, phoneNumbers, region, ...consent(properties) };
}

function consent(
  { ForceAssociate, OwnerKey, ClaimedByOthers }: Partial<PhoneNumberAssociationProperties>,
): Pick<Assignment, 'force' | 'ownerKey' | 'claimedByOthers'> {
  return { force: String(ForceAssociate) === 'true', ownerKey: OwnerKey, claimedByOthers: ClaimedByOthers };
}

function parseOwner(properties: Partial<PhoneNumberAssociationProperties>): Owner | undefined {
  const { VoiceConnectorId, VoiceConnectorGroupId } = properties;
  const kind = VoiceConnectorId === undefined ? 'VoiceConnectorGroupId' : 'VoiceConnectorId';
  const given = VoiceConnectorId ?? VoiceConnectorGroupId;
  if (typeof given !== 'string') return undefined;
  const id = ARN_PATTERNS[kind].exec(given)?.[1] ?? given;
  return OWNER_ID_PATTERN.test(id) ? { kind, id } : undefined;
}

function ownerProblem({ VoiceConnectorId, VoiceConnectorGroupId }: Partial<PhoneNumberAssociationProperties>): string {
  const name = VoiceConnectorGroupId === undefined ? 'VoiceConnectorId' : 'VoiceConnectorGroupId';
  return `${name} '${oneLine(String(VoiceConnectorId ?? VoiceConnectorGroupId ?? ''), SHOWN_LENGTH)}' is neither an id such as abcdef1ghij2klmno3pqr4 nor an ARN that ends with one.`;
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
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
