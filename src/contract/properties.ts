/**
 * What the constructs write into the template and the handler reads out of the event.
 *
 * Both sides import this file, so the compiler notices when they part. It is not exported from the
 * package, and it must not import anything: it is compiled by jsii and bundled into the handler.
 */

/** The resource types as they show in the CloudFormation console; at most 60 characters each. */
export const RESOURCE_TYPE = {
  VOICE_CONNECTOR: 'Custom::ChimeVoiceConnectorPhoneNumberAssociation',
  VOICE_CONNECTOR_GROUP: 'Custom::ChimeVoiceConnectorGroupPhoneNumberAssociation',
} as const;

/** The properties of both resource types. CloudFormation delivers every scalar as a string. */
export interface PhoneNumberAssociationProperties {
  /** Id or ARN. Exactly one of `VoiceConnectorId` and `VoiceConnectorGroupId` is present. */
  readonly VoiceConnectorId?: string;
  /** Id or ARN. */
  readonly VoiceConnectorGroupId?: string;
  readonly E164PhoneNumbers: readonly string[];
  readonly ForceAssociate: boolean | 'true' | 'false';
  /** Region whose voice-chime endpoint is called. */
  readonly Region: string;
  /**
   * Not read by the handler: CloudFormation has been seen to ignore an update that changes nothing but a `DeletionPolicy`.
   * With a property that changes too, it is one that it carries out.
   */
  readonly RemovalPolicy?: string;
  /**
   * Names the owner in the app, the same in every deployment: its id, or what the template calls it.
   */
  readonly OwnerKey: string;
  /**
   * The numbers that the app's other associations declare, by their `OwnerKey`, as `toRuns` writes them. A number that goes from
   * one association to another one of the same owner must not be taken off by the one that it leaves, whichever is updated first.
   */
  readonly ClaimedByOthers?: Readonly<Record<string, string>>;
}

/** E.164 with its plus sign: the only spelling of a number we write, compare and print. */
export const E164_PATTERN = /^\+[1-9]\d{1,14}$/;

/** Id of a voice connector or of a voice connector group. */
export const OWNER_ID_PATTERN = /^(?:[a-z0-9]{21,22}|[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})$/;

/**
 * Most numbers in one association.
 *
 * The update event carries the old and the new list, at most 19 bytes a number, and an asynchronous
 * Lambda invocation takes 256 KiB: 5,000 numbers fill 190,000 bytes of it.
 */
export const MAX_PHONE_NUMBERS = 5_000;

/** Sent by the EventBridge schedule straight to the handler, not through the provider framework. */
export interface DriftDetectionEvent {
  readonly DetectDrift: Omit<PhoneNumberAssociationProperties, 'RemovalPolicy' | 'OwnerKey' | 'ClaimedByOthers'> & {
    /** Value of the metric's dimension `Association`. */
    readonly Association: string;
  };
}

/** The metric that drift detection publishes through CloudWatch embedded metrics. */
export const DRIFT_METRIC = {
  NAMESPACE: 'ChimePhoneNumberAssociation',
  NAME: 'DriftedPhoneNumbers',
  DIMENSION: 'Association',
} as const;

/**
 * The number an input was probably meant to be, if it can be told from its digits alone.
 *
 * `+1 (206) 555-0100` becomes `+12065550100`. Without a country code nobody can know what was meant.
 */
export function suggestE164(input: string): string | undefined {
  // The zero in `+44 (0)20 …` is dialled inside the country only.
  const trimmed = input.trim().replace(/(?<=^(?:\+|00)[\d\s]*)\(0\)/, '');
  const digits = trimmed.replace(/\D/g, '');
  const candidate = trimmed.startsWith('00') ? `+${digits.slice(2)}` : `+${digits}`;
  // Letters mean a vanity number or a mistake, and ten digits are most likely a number without its country code.
  if (/[a-z]/i.test(trimmed) || (!trimmed.startsWith('+') && !trimmed.startsWith('00') && digits.length <= 10)) return undefined;
  return E164_PATTERN.test(candidate) ? candidate : undefined;
}

/**
 * Regions with a voice-chime endpoint; elsewhere its host name does not resolve.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/chime-sdk.html
 */
export const VOICE_ENDPOINT_REGIONS: readonly string[] = [
  'us-east-1', 'us-west-2', 'ca-central-1', 'eu-central-1', 'eu-west-1', 'eu-west-2',
  'ap-northeast-1', 'ap-northeast-2', 'ap-southeast-1', 'ap-southeast-2',
];

/**
 * Environment variable of the handler with what the template in force declares.
 *
 * A deletion carries the properties of the template that it leaves, also in the clean-up of an update and of its rollback.
 * Only here can it read that another association has taken numbers over, as when the construct was renamed.
 */
export const DECLARATIONS_VARIABLE = 'DECLARED_PHONE_NUMBERS';

/** By logical id: the owner's key, and the numbers as `toRuns` writes them. */
export type Declarations = Readonly<Record<string, readonly [ownerKey: string, runs: string]>>;

/** Lambda allows 4 KiB for all variables of a function. Declarations that do not fit are left out as a whole. */
export const MAX_DECLARATIONS_LENGTH = 3_000;

/** Writes numbers down shortly: those that follow each other as `12065550100-12065550199`. */
export function toRuns(e164PhoneNumbers: readonly string[]): string {
  const runs: [first: number, last: number][] = [];
  for (const value of e164PhoneNumbers.map(Number).sort((one, other) => one - other)) {
    const run = runs.at(-1);
    if (run && value <= run[1] + 1) run[1] = value;
    else runs.push([value, value]);
  }
  return runs.map(([first, last]) => first === last ? `${first}` : `${first}-${last}`).join(',');
}

/** Whether a number is among those that `toRuns` has written. */
export function isInRuns(e164PhoneNumber: string, runs: string): boolean {
  const value = Number(e164PhoneNumber);
  return runs.split(',').some(run => {
    const [first, last = first] = run.split('-').map(Number);
    return run !== '' && first <= value && value <= last;
  });
}
