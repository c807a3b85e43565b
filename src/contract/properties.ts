/**
 * What the constructs write into the template and the handler reads out of the event.
 *
 * Both sides import this file, so the compiler notices when they part. It is not exported from the
 * package, and it must not import anything: it is compiled by jsii and bundled into the handler.
 */

/** The type of the one custom resource of a stack, as it shows in the CloudFormation console; at most 60 characters. */
export const RESOURCE_TYPE = 'Custom::ChimePhoneNumberAssociations';

/** Version of these properties. A handler that meets another one refuses the event before it writes. */
export const FORMAT_VERSION = '1';

/** What one association declares. CloudFormation delivers every scalar as a string. */
export interface AssociationProperties {
  /** Id or ARN. Exactly one of `VoiceConnectorId` and `VoiceConnectorGroupId` is present. */
  readonly VoiceConnectorId?: string;
  /** Id or ARN. */
  readonly VoiceConnectorGroupId?: string;
  /** Literal numbers are sorted, so that their order makes no difference. */
  readonly E164PhoneNumbers: readonly string[];
  readonly ForceAssociate: boolean | 'true' | 'false';
  /** Region whose voice-chime endpoint is called. */
  readonly Region: string;
  /** What becomes of the numbers when the association leaves the template; the values are CDK's `RemovalPolicy`. */
  readonly RemovalPolicy: 'destroy' | 'retain' | 'retain-on-update-or-delete';
}

/** The properties of the custom resource: all that the associations of a stack declare. */
export interface PhoneNumberAssociationsProperties {
  readonly FormatVersion: string;
  /**
   * Seconds after which CloudFormation gives up on an event: the resource's `ServiceTimeout`, which CloudFormation keeps to itself.
   * It is part of the event because the function may be of a newer version of the template than the event.
   */
  readonly AnswerWithinSeconds: number | string;
  /** By the path of the construct below its stack. */
  readonly Associations: Readonly<Record<string, AssociationProperties>>;
}

/** Id of a voice connector or of a voice connector group. */
export const OWNER_ID_PATTERN = /^(?:[a-z0-9]{21,22}|[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})$/;

/** Most numbers in one association: with more, a single association could fill an event. */
export const MAX_PHONE_NUMBERS = 5_000;

/** Sent by a schedule straight to the function. */
export interface DriftDetectionEvent {
  readonly DetectDrift: Pick<AssociationProperties, 'VoiceConnectorId' | 'VoiceConnectorGroupId' | 'E164PhoneNumbers' | 'Region'> & {
    /** Value of the metric's dimension `Association`. */
    readonly Association: string;
    /** The stack whose deployments the check must not disturb. */
    readonly StackId: string;
    /** Whether numbers that are on nothing are put back. */
    readonly Repair: boolean | 'true' | 'false';
  };
}

/** The metrics that drift detection publishes through CloudWatch embedded metrics. */
export const DRIFT_METRIC = {
  NAMESPACE: 'ChimePhoneNumberAssociation',
  DRIFTED: 'DriftedPhoneNumbers',
  REPAIRED: 'RepairedPhoneNumbers',
  DIMENSION: 'Association',
} as const;

/** Lambda's retries of an asynchronous event come after about one and two minutes; see `serviceTimeoutSeconds`. */
const RETRY_PAUSES_SECONDS = 60 + 120;
/** Queueing and start of three runs. */
const START_SECONDS = 60;
/** CloudFormation's maximum. */
const LONGEST_SERVICE_TIMEOUT_SECONDS = 3_600;

/** `ServiceTimeout` for a function with this time limit: it covers the first run and Lambda's two retries, and no more. */
export function serviceTimeoutSeconds(functionTimeoutSeconds: number): number {
  return Math.min(LONGEST_SERVICE_TIMEOUT_SECONDS, 3 * functionTimeoutSeconds + RETRY_PAUSES_SECONDS + START_SECONDS);
}
