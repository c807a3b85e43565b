import { Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/*
 * Roles of our own, each with all it needs in inline policies: the managed policies that CDK would attach
 * allow writing to every log group of the account, and its grants allow invoking every version of the handler.
 */

export interface HandlerRoleProps {
  readonly logGroup: logs.ILogGroup;
  /** Whether the function is placed into a VPC. */
  readonly inVpc: boolean;
}

/** Role of the function that calls the Amazon Chime SDK. */
export function createHandlerRole(scope: Construct, id: string, { logGroup, inVpc }: HandlerRoleProps): iam.Role {
  const statements = {
    AssociatePhoneNumbers: [
      new iam.PolicyStatement({
        actions: ['chime:AssociatePhoneNumbersWithVoiceConnector', 'chime:DisassociatePhoneNumbersFromVoiceConnector'],
        // Every connector of the account, not one: when an update goes from one connector to another, the policy for
        // the new one is in force before the numbers have left the old one.
        resources: [Stack.of(scope).formatArn({ service: 'chime', region: '*', resource: 'vc', resourceName: '*' })],
      }),
      new iam.PolicyStatement({
        actions: ['chime:GetPhoneNumber', 'chime:ListPhoneNumbers'],
        // The service offers nothing narrower.
        resources: ['*'],
      }),
    ],
    ReadOwnStack: [
      new iam.PolicyStatement({
        // Which way the deployment goes, and since when.
        actions: ['cloudformation:DescribeStackEvents'],
        resources: [Aws.STACK_ID],
      }),
    ],
    WriteLogs: [
      new iam.PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        // Ends with `:*`, its log streams, for CDK's log groups and imported ones alike.
        resources: [logGroup.logGroupArn],
      }),
    ],
    ...(inVpc ? { ManageNetworkInterfaces: [networkInterfaceStatement()] } : {}),
  };
  return new iam.Role(scope, id, {
    description: 'Lets a function associate Amazon Chime SDK phone numbers',
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: Object.fromEntries(Object.entries(statements).map(([name, list]) => [name, document(list)])),
  });
}

/** Role of the schedules that start a check for drift. */
export function createSchedulerRole(scope: Construct, id: string, handler: lambda.IFunction): iam.Role {
  const stack = Stack.of(scope);
  const scheduleGroupArn = stack.formatArn({ service: 'scheduler', resource: 'schedule-group', resourceName: 'default' });
  return new iam.Role(scope, id, {
    description: 'Lets EventBridge Scheduler start the check for drifted phone numbers',
    assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
      // Schedules of another account must not borrow this role.
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account, 'aws:SourceArn': scheduleGroupArn } },
    }),
    inlinePolicies: {
      InvokeHandler: document([new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [handler.functionArn] })]),
    },
  });
}

/**
 * Lets the handler write to voice connector groups.
 *
 * A policy of its own, not a statement in the role: an inline statement leaves with the template that has it, so the permission would
 * be gone before the numbers of the last group are. A resource that the associations depend on goes after them.
 */
export function createGroupPolicy(scope: Construct, id: string, roleName: string): iam.CfnPolicy {
  return new iam.CfnPolicy(scope, id, {
    policyName: 'VoiceConnectorGroups',
    roles: [roleName],
    policyDocument: document([
      new iam.PolicyStatement({
        actions: ['chime:AssociatePhoneNumbersWithVoiceConnectorGroup', 'chime:DisassociatePhoneNumbersFromVoiceConnectorGroup'],
        // The service offers nothing narrower.
        resources: ['*'],
      }),
    ]),
  });
}

function networkInterfaceStatement(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
    actions: [
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:UnassignPrivateIpAddresses',
    ],
    // Lambda checks for exactly this before it accepts the VPC.
    resources: ['*'],
  });
}

function document(statements: iam.PolicyStatement[]): iam.PolicyDocument {
  return new iam.PolicyDocument({ statements });
}
