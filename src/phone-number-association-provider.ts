import * as path from 'path';
import { Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct, IDependable } from 'constructs';
import { DECLARATIONS_VARIABLE } from './contract/properties';
import { declarationsOf } from './private/declarations';
import { createFrameworkRole, createHandlerRole, createSchedulerRole, groupStatement } from './private/roles';

/**
 * Properties of `PhoneNumberAssociationProvider`.
 */
export interface PhoneNumberAssociationProviderProps {
  /**
   * Log group of the functions: the steps of each association, in JSON lines, and what drift detection finds.
   *
   * @default - a log group of the provider's own: kept for one month, and not deleted with the stack, so that the
   * record of a failed creation survives its rollback
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * VPC to place the functions in.
   *
   * They call the Amazon Chime SDK, AWS Lambda and Amazon S3 (CloudFormation's answer address), so the subnets need
   * a route to the internet: the Amazon Chime SDK has no VPC endpoint for its voice API.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
   * @default - the functions are not placed in a VPC
   */
  readonly vpc?: ec2.IVpc;

  /**
   * Subnets to place the functions in. Only with `vpc`.
   *
   * @default - the private subnets of the VPC
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * Security groups of the functions. Only with `vpc`.
   *
   * @default - one new security group that allows all outbound traffic
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Time for one operation on one association, undoing included, should it fail.
   *
   * From 20 seconds to 14 minutes: the function of the provider framework, which waits for it, is stopped after 15
   * and still has to answer CloudFormation.
   *
   * @default Duration.minutes(10)
   */
  readonly timeout?: Duration;

  /**
   * Memory of the handler function in MiB, from 128 to 10,240.
   *
   * @default 256
   */
  readonly memorySize?: number;
}

/**
 * The functions behind phone number associations.
 *
 * A stack shares one provider between its associations without your doing. Create one yourself, and pass it as
 * `provider`, when the functions need a log group, a VPC, a time limit or memory of your choice.
 *
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources-readme.html#provider-framework
 */
export class PhoneNumberAssociationProvider extends Construct {
  /**
   * The function that calls the Amazon Chime SDK, for instance to set alarms on its errors or duration.
   */
  public readonly handlerFunction: lambda.IFunction;

  /**
   * What a custom resource names as its provider.
   *
   * @internal
   */
  public readonly _serviceToken: string;

  private readonly handlerRole: iam.Role;
  private groupPolicy?: iam.Policy;
  private schedulerRole?: iam.Role;

  /**
   * @throws when the timeout is not within its limits, or when subnets or security groups come without a VPC.
   */
  constructor(scope: Construct, id: string, props: PhoneNumberAssociationProviderProps = {}) {
    super(scope, id);
    validate(this.node.path, props);

    const logGroup = props.logGroup ?? new logs.LogGroup(this, 'LogGroup', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const network = this.network(props);
    const roleProps = { logGroup, inVpc: props.vpc !== undefined };

    this.handlerRole = createHandlerRole(this, 'HandlerRole', roleProps);
    this.handlerFunction = new lambda.Function(this, 'Handler', {
      description: 'Associates phone numbers with Amazon Chime SDK voice connectors and voice connector groups',
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      // Beside this library's own files, wherever it is installed and from wherever the app is run.
      code: lambda.Code.fromAsset(path.join(__dirname, '..', 'assets', 'lambda', 'phone-number-association')),
      timeout: props.timeout ?? Duration.minutes(10),
      memorySize: props.memorySize ?? 256,
      role: this.handlerRole,
      environment: { [DECLARATIONS_VARIABLE]: Lazy.string({ produce: () => declarationsOf(Stack.of(this)) }) },
      logGroup,
      ...network,
    });

    const framework = new Provider(this, 'Framework', {
      onEventHandler: this.handlerFunction,
      // CDK would add a grant for every version of the handler to what the role already has.
      frameworkOnEventRole: createFrameworkRole(this, 'FrameworkRole', this.handlerFunction, roleProps).withoutPolicyUpdates(),
      logGroup,
      ...network,
    });
    this._serviceToken = framework.serviceToken;
  }

  /**
   * Allows the handler to write to voice connector groups, and returns what a custom resource that needs this must depend on.
   *
   * A policy of its own, not a statement in the role: in the clean-up of an update the new template's roles are in force,
   * so the permission would be gone before the last association with a group is deleted. A resource that this association
   * depends on is deleted after it.
   *
   * @internal
   */
  public _grantGroupWrites(): IDependable {
    this.groupPolicy ??= new iam.Policy(this, 'VoiceConnectorGroupPolicy', {
      roles: [this.handlerRole],
      statements: [groupStatement()],
    });
    return this.groupPolicy;
  }

  /**
   * The role with which EventBridge Scheduler invokes the handler.
   *
   * @internal
   */
  public _schedulerRole(): iam.IRole {
    this.schedulerRole ??= createSchedulerRole(this, 'SchedulerRole', this.handlerFunction);
    return this.schedulerRole.withoutPolicyUpdates();
  }

  /** Both functions share one security group, where CDK would make one for each. */
  private network({ vpc, vpcSubnets, securityGroups }: PhoneNumberAssociationProviderProps) {
    if (!vpc) return {};
    return {
      vpc,
      vpcSubnets,
      securityGroups: securityGroups ?? [
        new ec2.SecurityGroup(this, 'SecurityGroup', { vpc, description: 'Functions that associate Amazon Chime SDK phone numbers' }),
      ],
    };
  }
}

function validate(constructPath: string, { vpc, vpcSubnets, securityGroups, timeout }: PhoneNumberAssociationProviderProps): void {
  const orphan = vpcSubnets ? 'vpcSubnets' : securityGroups ? 'securityGroups' : undefined;
  if (!vpc && orphan) {
    throw new Error(`${orphan} of ${constructPath} is given without a VPC: give vpc as well, or leave ${orphan} out`);
  }
  if (timeout && !timeout.isUnresolved()) {
    const seconds = timeout.toSeconds({ integral: false });
    if (seconds < 20 || seconds > 14 * 60) {
      throw new Error(`timeout of ${constructPath} is ${seconds} seconds: it must be from 20 seconds to 14 minutes, and 10 minutes suit most`);
    }
  }
}
