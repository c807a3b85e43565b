import { Annotations, Stack, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { AssociationStandIn, refuseSnapshot } from './association-stand-in';
import { claimPhoneNumbers } from './claims';
import { driftMetric, scheduleDriftDetection } from './drift-detection';
import { OwnerKind, regionOfOwner, validateOwner } from './owner';
import { describeDoubtfulNumbers, literalNumbers, validatePhoneNumbers } from './phone-number-list';
import { StackAssociations } from './stack-associations';
import { DRIFT_METRIC } from '../contract/properties';
import { VOICE_ENDPOINT_REGIONS } from '../contract/regions';
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
   * The phone numbers, as they were given.
   */
  public readonly e164PhoneNumbers: string[];

  private readonly standIn: AssociationStandIn;
  private driftDetection?: DriftDetectionOptions;

  protected constructor(scope: Construct, id: string, owner: Owner, props: PhoneNumberAssociationProps) {
    super(scope, id);
    const region = props.region ?? Stack.of(this).region;
    this.validateProps(owner, props);
    this.warnAboutRegion(region, owner);
    this.warnAboutPhoneNumbers(props.e164PhoneNumbers);
    claimPhoneNumbers(this.subject('e164PhoneNumbers'), this, props.e164PhoneNumbers);

    this.e164PhoneNumbers = props.e164PhoneNumbers;
    const { resource } = this.shared();
    this.standIn = new AssociationStandIn(this, resource, {
      [owner.kind.property]: owner.id,
      E164PhoneNumbers: inOrder(props.e164PhoneNumbers),
      ForceAssociate: props.forceAssociate ?? false,
      Region: region,
    });
    resource.add(this.standIn);
    if (props.removalPolicy) this.standIn.applyRemovalPolicy(props.removalPolicy);
    this.shared().settleGroupPolicy();
  }

  /**
   * What does the work: the one provider that the associations of the stack share.
   */
  public get provider(): PhoneNumberAssociationProvider {
    const shared = this.shared();
    return shared.provider as PhoneNumberAssociationProvider | undefined ?? new PhoneNumberAssociationProvider(shared, 'Provider');
  }

  /**
   * Compares on a schedule what is associated with what was declared, for instance after numbers were moved by hand.
   *
   * CloudFormation's own drift detection does not look at custom resources. The check publishes how many of the numbers
   * are missing or elsewhere as a metric, see `metricDriftedPhoneNumbers`, and names them, and where they are, in one
   * log entry. It changes nothing, unless `repair` is set. During a deployment of the stack it waits for the next time.
   *
   * @returns the schedule, one for each association.
   * @throws when it was called before.
   */
  public detectDrift(options: DriftDetectionOptions): scheduler.Schedule {
    if (this.driftDetection) {
      throw new Error(`detectDrift of ${this.node.path} was called before: an association has one schedule, so call it once`);
    }
    this.driftDetection = options;
    return scheduleDriftDetection(this.standIn, this.provider.handlerFunction, options);
  }

  /**
   * How many of the association's numbers are missing or elsewhere, as of the last check.
   *
   * The maximum over one hour by default. With a schedule that runs less often than hourly, give a `period` at least as
   * long as the time between two checks, or an alarm will lack data in between. Synthesis fails if `detectDrift` is
   * never called, because nothing would publish the metric.
   */
  public metricDriftedPhoneNumbers(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    this.node.addValidation({
      validate: () => this.driftDetection ? [] : ['metricDriftedPhoneNumbers has no data: call detectDrift({ schedule }) too'],
    });
    return driftMetric(this, DRIFT_METRIC.DRIFTED, options);
  }

  /**
   * How many of the association's numbers the last check has associated again.
   *
   * The maximum over one hour by default, as of `metricDriftedPhoneNumbers`. Synthesis fails if `detectDrift` is never
   * called with `repair`, because nothing would publish the metric.
   */
  public metricRepairedPhoneNumbers(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    this.node.addValidation({
      validate: () => this.driftDetection?.repair ? [] : ['metricRepairedPhoneNumbers has no data: call detectDrift({ schedule, repair: true }) too'],
    });
    return driftMetric(this, DRIFT_METRIC.REPAIRED, options);
  }

  private shared(): StackAssociations {
    return StackAssociations.of(Stack.of(this));
  }

  private subject(prop: string): string {
    return `${prop} of ${this.node.path}`;
  }

  private validateProps(owner: Owner, { e164PhoneNumbers, removalPolicy, provider }: PhoneNumberAssociationProps): void {
    validateOwner(this.subject(owner.kind.prop), owner.kind, owner.id, Stack.of(this).account);
    validatePhoneNumbers(this.subject('e164PhoneNumbers'), e164PhoneNumbers);
    refuseSnapshot(this, removalPolicy);
    this.validateProvider(provider);
  }

  /** Makes the default provider at once, if the stack has none yet, so that all that users do to it finds it there. */
  private validateProvider(given: PhoneNumberAssociationProvider | undefined): void {
    const { provider } = this;
    if (!given || given === provider) return;
    throw new Error(Stack.of(given) === Stack.of(this)
      ? `${this.subject('provider')} is ${given.node.path}, which is no longer the provider of its stack: use ${provider.node.path}, or leave provider out`
      : `${this.subject('provider')} is ${given.node.path}, of another stack: one function serves one stack, nested stacks apart, so create a PhoneNumberAssociationProvider in the stack of the association, or leave provider out`);
  }

  private warnAboutPhoneNumbers(e164PhoneNumbers: string[]): void {
    const doubts = describeDoubtfulNumbers('e164PhoneNumbers', e164PhoneNumbers);
    if (doubts) Annotations.of(this).addWarningV2('cdk-chime-phone-number-association:doubtfulPhoneNumbers', doubts);
  }

  private warnAboutRegion(region: string, owner: Owner): void {
    if (Token.isUnresolved(region)) return;
    if (!VOICE_ENDPOINT_REGIONS.includes(region)) {
      Annotations.of(this).addWarningV2(
        'cdk-chime-phone-number-association:regionWithoutVoiceEndpoint',
        `region is '${region}', where the Amazon Chime SDK is not known to have a voice endpoint: set the prop region to one of ${VOICE_ENDPOINT_REGIONS.join(', ')}`,
      );
    }
    const ownerRegion = regionOfOwner(owner.id);
    if (ownerRegion && ownerRegion !== region) {
      Annotations.of(this).addWarningV2(
        'cdk-chime-phone-number-association:regionOfOwner',
        `${owner.kind.prop} is of region '${ownerRegion}', but the endpoint of '${region}' is called: set the prop region to '${ownerRegion}', or acknowledge this if the ${owner.kind.noun} was made through that endpoint`,
      );
    }
  }
}

/** Literal numbers sorted, so that another order of the same ones is no change, and then those that are not known yet. */
function inOrder(numbers: string[]): string[] {
  if (Token.isUnresolved(numbers)) return numbers;
  return [...literalNumbers(numbers).sort(), ...numbers.filter(number => Token.isUnresolved(number))];
}
