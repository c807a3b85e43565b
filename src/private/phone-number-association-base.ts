import { Annotations, CfnResource, CustomResource, Lazy, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { claimPhoneNumbers } from './claims';
import { PhoneNumberAssociationProperties, VOICE_ENDPOINT_REGIONS } from '../contract/properties';
import { claimedByOthers, declare, Declaration, ownerKey } from './declarations';
import { defaultProvider } from './default-provider';
import { DeclaredAssociation, driftedPhoneNumbersMetric, scheduleDriftDetection } from './drift-detection';
import { OwnerKind, validateOwner, VOICE_CONNECTOR_GROUP } from './owner';
import { validatePhoneNumbers } from './phone-number-list';
import { DriftDetectionOptions } from '../drift-detection-options';
import { PhoneNumberAssociationProps } from '../phone-number-association-props';
import { PhoneNumberAssociationProvider } from '../phone-number-association-provider';

/** The kind of the numbers' owner, and its id or ARN. */
export interface Owner {
  readonly kind: OwnerKind;
  readonly id: string;
}

/**
 * All that the two associations have in common.
 *
 * Hidden from the other languages: jsii shows its members as the associations' own.
 *
 * @internal
 */
export abstract class PhoneNumberAssociationBase extends Construct {
  /**
   * The functions that do the work: the provider that was given, or the one that the stack shares.
   */
  public readonly provider: PhoneNumberAssociationProvider;

  private readonly declared: DeclaredAssociation;
  private detectsDrift = false;

  protected constructor(scope: Construct, id: string, owner: Owner, props: PhoneNumberAssociationProps) {
    super(scope, id);
    const region = props.region ?? Stack.of(this).region;
    this.validate(owner, props);
    this.warnAboutRegion(region);

    this.provider = props.provider ?? defaultProvider(this);
    this.declared = {
      [owner.kind.property]: owner.id,
      E164PhoneNumbers: props.e164PhoneNumbers,
      ForceAssociate: props.forceAssociate ?? false,
      Region: region,
    };
    const declaration: Declaration = {
      association: this,
      ownerId: owner.id,
      e164PhoneNumbers: props.e164PhoneNumbers,
      logicalId: Lazy.string({ produce: () => Stack.of(this).resolve((resource.node.defaultChild as CfnResource).logicalId) }),
    };
    const properties: PhoneNumberAssociationProperties = {
      ...this.declared,
      RemovalPolicy: props.removalPolicy ?? RemovalPolicy.DESTROY,
      OwnerKey: Lazy.string({ produce: () => ownerKey(declaration) }),
      ClaimedByOthers: Lazy.any({ produce: () => claimedByOthers(declaration) }) as unknown as Record<string, string>,
    };
    const resource = new CustomResource(this, 'Resource', {
      resourceType: owner.kind.resourceType,
      serviceToken: this.provider._serviceToken,
      removalPolicy: props.removalPolicy,
      properties,
    });
    declare(declaration);
    // By force numbers can also be taken from a group, and are given back to it when the deployment fails.
    if (owner.kind === VOICE_CONNECTOR_GROUP || props.forceAssociate) {
      resource.node.addDependency(this.provider._grantGroupWrites());
    }
  }

  /**
   * Compares on a schedule what is associated with what was declared, for instance after numbers were moved by hand.
   *
   * CloudFormation's own drift detection does not look at custom resources. The check publishes how many of the numbers
   * are missing or elsewhere as a metric, see `metricDriftedPhoneNumbers`, and names them, and where they are, in one
   * line of the provider's log. It changes nothing. The next deployment that changes the association puts the missing
   * numbers back; to take back those that are elsewhere, it must do so with `forceAssociate`.
   *
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
   * @throws when called a second time for the same association.
   */
  public detectDrift(options: DriftDetectionOptions): void {
    if (this.detectsDrift) {
      throw new Error(`detectDrift of ${this.node.path} was called before: an association has one schedule, so call it once`);
    }
    this.detectsDrift = true;
    const schedule = scheduleDriftDetection(this, this.provider, options.schedule, this.declared);
    // Neither before the numbers are associated nor while they are being removed is their absence a drift.
    schedule.node.addDependency(this.node.findChild('Resource'));
  }

  /**
   * How many of the association's numbers are missing or elsewhere, as of the last check.
   *
   * The maximum over one hour by default. With a schedule that runs less often than hourly, give a `period` at least as
   * long as the time between two checks, or an alarm will lack data in between.
   *
   * @throws when `detectDrift` has not been called before, because nothing would publish the metric.
   */
  public metricDriftedPhoneNumbers(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    if (!this.detectsDrift) {
      throw new Error(`metricDriftedPhoneNumbers of ${this.node.path} has no data: call detectDrift({ schedule }) before it`);
    }
    return driftedPhoneNumbersMetric(this, options);
  }

  private validate(owner: Owner, props: PhoneNumberAssociationProps): void {
    const subject = (prop: string) => `${prop} of ${this.node.path}`;
    validateOwner(subject(owner.kind.prop), owner.kind, owner.id, Stack.of(this).account);
    if (props.removalPolicy === RemovalPolicy.SNAPSHOT) {
      throw new Error(`${subject('removalPolicy')} is SNAPSHOT: an association has nothing to take a snapshot of, so choose DESTROY or RETAIN`);
    }
    validatePhoneNumbers(subject('e164PhoneNumbers'), props.e164PhoneNumbers);
    claimPhoneNumbers(subject('e164PhoneNumbers'), this, props.e164PhoneNumbers);
  }

  private warnAboutRegion(region: string): void {
    if (Token.isUnresolved(region) || VOICE_ENDPOINT_REGIONS.includes(region)) return;
    Annotations.of(this).addWarningV2(
      'cdk-chime-phone-number-association:regionWithoutVoiceEndpoint',
      `region is '${region}', where the Amazon Chime SDK is not known to have a voice endpoint: set the prop region to one of ${VOICE_ENDPOINT_REGIONS.join(', ')}`,
    );
  }
}
