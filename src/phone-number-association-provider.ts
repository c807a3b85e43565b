import * as path from 'path';
import { Annotations, CfnResource, Duration, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, IConstruct } from 'constructs';
import { serviceTimeoutSeconds } from './contract/properties';
import { LOGICAL_ID } from './private/logical-ids';
import { createHandlerRole } from './private/roles';
import { StackAssociations } from './private/stack-associations';

/**
 * Properties of `PhoneNumberAssociationProvider`.
 */
export interface PhoneNumberAssociationProviderProps {
  /**
   * Log group of the function: each step, in JSON lines, and what drift detection finds.
   *
   * @default - a log group of the provider's own: kept for one month, and not deleted with the stack, so that the
   * record of a failed creation survives its rollback
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * VPC to place the function in.
   *
   * It calls the Amazon Chime SDK, AWS CloudFormation and Amazon S3 (CloudFormation's answer address), so the subnets
   * need a route to the internet: the Amazon Chime SDK has no VPC endpoint for its voice API. Isolated subnets are a warning.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
   * @default - the function is not placed in a VPC
   */
  readonly vpc?: ec2.IVpc;

  /**
   * Subnets to place the function in. Only with `vpc`.
   *
   * @default - the private subnets of the VPC
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * Security groups of the function. Only with `vpc`.
   *
   * @default - one new security group that allows all outbound traffic
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Time for one run of the function, undoing included, should the change fail. From 30 seconds to 15 minutes.
   *
   * Lambda runs the function up to three times for one change, should it be killed. CloudFormation waits for all of
   * them and no longer: three times this time and 4 minutes, which is 19 minutes by default, and at most an hour.
   *
   * @default Duration.minutes(5)
   */
  readonly timeout?: Duration;

  /**
   * Memory of the function in MiB, a whole number from 128 to 10,240.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
   * @default 256
   */
  readonly memorySize?: number;
}

/**
 * The function behind the phone number associations of a stack.
 *
 * A stack has one, and makes it without your doing. Create it yourself when the function needs a log group, a VPC, a
 * time limit or memory of your choice: all associations of the stack use it, whether they were made before or after it.
 * It can be added, moved and removed at any time; what was granted to the provider that it replaces is to be granted again.
 *
 * Its function has a fixed logical id, because CloudFormation refuses another function for a custom resource that exists.
 * `renameLogicalId` of the stack does not reach it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources-lambda.html
 */
export class PhoneNumberAssociationProvider extends Construct implements iam.IGrantable, ec2.IConnectable {
  /**
   * The function that calls the Amazon Chime SDK.
   */
  public readonly handlerFunction: lambda.IFunction;

  /**
   * Log group of the function, for instance for metric filters.
   */
  public readonly logGroup: logs.ILogGroup;

  /**
   * The role of the function, to give it more permissions.
   */
  public readonly grantPrincipal: iam.IPrincipal;

  /**
   * Seconds after which CloudFormation gives up on a change.
   *
   * @internal
   */
  public readonly _serviceTimeoutSeconds: number;

  private readonly inVpc: boolean;

  /**
   * @throws when the timeout or memory is not within its limits, when subnets or security groups come without a VPC, or
   * when the stack has another provider already.
   */
  constructor(scope: Construct, id: string, props: PhoneNumberAssociationProviderProps = {}) {
    super(scope, id);
    const { vpc, vpcSubnets, securityGroups, timeout = Duration.minutes(5), memorySize = 256 } = props;
    validate(this.node.path, props);
    StackAssociations.of(Stack.of(this)).register(this);

    this.inVpc = vpc !== undefined;
    this.logGroup = props.logGroup ?? withLogicalId(LOGICAL_ID.LOG_GROUP, new logs.LogGroup(this, 'LogGroup', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.RETAIN,
    }));
    const role = withLogicalId(LOGICAL_ID.ROLE, createHandlerRole(this, 'HandlerRole', { logGroup: this.logGroup, inVpc: this.inVpc }));
    this.grantPrincipal = role;
    this.handlerFunction = withLogicalId(LOGICAL_ID.FUNCTION, new lambda.Function(this, 'Handler', {
      description: 'Associates phone numbers with Amazon Chime SDK voice connectors and voice connector groups',
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      // Beside this library's own files, wherever it is installed and from wherever the app is run.
      code: lambda.Code.fromAsset(path.join(__dirname, '..', 'assets', 'lambda', 'phone-number-associations')),
      timeout,
      memorySize,
      role,
      logGroup: this.logGroup,
      vpc,
      vpcSubnets,
      securityGroups,
    }));
    // Of a time that is only known at deployment, the longest is sure to be enough.
    this._serviceTimeoutSeconds = serviceTimeoutSeconds(timeout.isUnresolved() ? Infinity : timeout.toSeconds());
    if (vpc) warnAboutIsolatedSubnets(this, vpc, vpcSubnets);
  }

  /**
   * The function's security groups, for instance to let it through to a proxy.
   *
   * @throws when the function is not placed in a VPC.
   */
  public get connections(): ec2.Connections {
    if (!this.inVpc) throw new Error(`connections of ${this.node.path} needs a VPC, which the function is not placed in: give vpc`);
    return this.handlerFunction.connections;
  }

  /**
   * How many runs of the function have failed, for instance for an alarm.
   *
   * A run that answers CloudFormation with a failure has not failed itself: that shows in the deployment. This counts
   * runs that could not answer, and checks for drift that could not be made. The sum over 5 minutes by default.
   */
  public metricErrors(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.handlerFunction.metricErrors(options);
  }
}

function withLogicalId<T extends IConstruct>(logicalId: string, construct: T): T {
  (construct.node.defaultChild as CfnResource).overrideLogicalId(logicalId);
  return construct;
}

function validate(constructPath: string, { vpc, vpcSubnets, securityGroups, timeout, memorySize }: PhoneNumberAssociationProviderProps): void {
  const orphan = vpcSubnets ? 'vpcSubnets' : securityGroups ? 'securityGroups' : undefined;
  if (!vpc && orphan) {
    throw new Error(`${orphan} of ${constructPath} is given without a VPC: give vpc as well, or leave ${orphan} out`);
  }
  if (timeout && !timeout.isUnresolved()) {
    const seconds = timeout.toSeconds({ integral: false });
    if (!Number.isInteger(seconds) || seconds < 30 || seconds > 15 * 60) {
      throw new Error(`timeout of ${constructPath} is ${seconds} seconds: it must be from 30 seconds to 15 minutes, in whole seconds, and 5 minutes suit most`);
    }
  }
  if (memorySize !== undefined && !Token.isUnresolved(memorySize) && !(Number.isInteger(memorySize) && memorySize >= 128 && memorySize <= 10_240)) {
    throw new Error(`memorySize of ${constructPath} is ${memorySize}: it must be a whole number of MiB from 128 to 10,240, and 256 suit most`);
  }
}

/** A warning, not an error: a transit gateway or a proxy may lead out of them all the same. */
function warnAboutIsolatedSubnets(scope: Construct, vpc: ec2.IVpc, vpcSubnets: ec2.SubnetSelection | undefined): void {
  const { subnets } = vpc.selectSubnets(vpcSubnets);
  const isolated = subnets.filter(({ subnetId }) => vpc.isolatedSubnets.some(subnet => subnet.subnetId === subnetId));
  if (isolated.length === 0) return;
  Annotations.of(scope).addWarningV2(
    'cdk-chime-phone-number-association:isolatedSubnets',
    `the function is placed in isolated subnets (${isolated.map(({ node }) => node.path).join(', ')}), and without a route to the internet it can reach neither the Amazon Chime SDK nor CloudFormation: choose subnets with egress, or acknowledge this if there is another way out`,
  );
}
