import { PACK_NAMES } from './cdk-nag';
import { CFN_LINT_JUDGE } from './cfn-lint';
import { Acknowledgement } from './finding';
import { IAM_JUDGE } from './iam-actions';

const [AWS_SOLUTIONS, ...CONTROLS] = PACK_NAMES;
const HIPAA_AND_NIST_R5 = CONTROLS.filter(name => name === 'HIPAA.Security' || name === 'NIST.800.53.R5');
const ALL_BUT_PCI = CONTROLS.filter(name => name !== 'PCI.DSS.321');

/** What the judges find, and what stays for a reason that a user can give to an auditor. */
export const ACKNOWLEDGEMENTS: readonly Acknowledgement[] = [
  {
    judges: [AWS_SOLUTIONS],
    rule: 'IAM5[Resource::arn:<AWS::Partition>:chime:*:<AWS::AccountId>:vc/*]',
    subjects: ['HandlerRole'],
    reason: 'When an update changes the voice connector, the numbers must still be taken off the old one, whose ARN is no longer in the template ([decision 3](decisions/0003-iam-scope.md)).',
  },
  {
    judges: [AWS_SOLUTIONS],
    rule: 'IAM5[Resource::*]',
    subjects: ['HandlerRole', 'VoiceConnectorGroupPolicy'],
    reason: 'The Amazon Chime SDK knows no resource for phone numbers and voice connector groups, nor Lambda a narrower one for its network interfaces in a VPC: see the table of actions below.',
  },
  {
    judges: CONTROLS,
    rule: 'IAMNoInlinePolicy',
    subjects: ['HandlerRole', 'SchedulerRole', 'VoiceConnectorGroupPolicy'],
    reason: 'Each policy is of one role, and of no use to another. An inline policy changes together with its role, before numbers are moved, which a managed policy does not ([decision 3](decisions/0003-iam-scope.md)).',
  },
  {
    judges: CONTROLS,
    rule: 'CloudWatchLogGroupEncrypted',
    subjects: ['LogGroup'],
    reason: 'CloudWatch Logs encrypts every log group with a key of its own. For a key of yours give the provider a `logGroup` that has it: the sample `OwnLogGroup` is without this finding.',
  },
  {
    judges: CONTROLS,
    rule: 'LambdaInsideVPC',
    subjects: ['Handler'],
    reason: 'The function calls only public endpoints of AWS, and the Amazon Chime SDK has no VPC endpoint for its voice API. It can be placed in a VPC with `vpc`: the sample `Vpc` is without this finding.',
  },
  {
    judges: HIPAA_AND_NIST_R5,
    rule: 'LambdaConcurrency',
    subjects: ['Handler'],
    reason: 'CloudFormation and the schedules run the function a few times a day. A reservation is taken out of what the other functions of the account can use, and an account may have only ten to give.',
  },
  {
    judges: HIPAA_AND_NIST_R5,
    rule: 'LambdaDLQ',
    subjects: ['Handler'],
    reason: 'An event that is lost fails the deployment, so it is noticed there, and a dead-letter queue would keep its pre-signed address. Checks for drift that fail are counted by `metricErrors`.',
  },
  {
    judges: ALL_BUT_PCI,
    rule: 'CloudWatchAlarmAction',
    subjects: ['NumbersDrifted', 'RunFailed'],
    reason: 'An alarm of the example and of a sample, not of the library: whom it calls is for each user to add, with `addAlarmAction`.',
  },
  {
    judges: [CFN_LINT_JUDGE],
    rule: 'E3006',
    subjects: ['Connector'],
    reason: 'In us-west-2 alone: CloudFormation has no `AWS::Chime::VoiceConnector` there. The library\'s own resources are in all of these regions, so a stack there takes a connector that was made elsewhere, by its id.',
  },
  {
    judges: [CFN_LINT_JUDGE],
    rule: 'W3005',
    subjects: ['ChimePhoneNumberAssociationsFunction'],
    reason: 'CDK makes each function depend on its role in so many words, beside the reference. It does no harm.',
  },
  {
    judges: [IAM_JUDGE],
    rule: 'could be restricted',
    subjects: ['AssignPrivateIpAddresses', 'CreateNetworkInterface', 'DeleteNetworkInterface', 'UnassignPrivateIpAddresses'].map(name => `ec2:${name}`),
    reason: 'Only in a VPC. Lambda checks the role for these actions on every resource before it accepts the VPC, and its network interfaces have no name beforehand.',
  },
];
