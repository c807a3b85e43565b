import * as fs from 'fs';
import * as path from 'path';
import { App, CfnResource, Duration, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { AwsSolutionsChecks } from 'cdk-nag';
import { associate, associateWithGroup } from './template';
import { PhoneNumberAssociationProvider } from '../../src';

/*
 * cdk-nag and CDK's own template validation over stacks with and without each feature.
 *
 * Some wildcards the services force upon us. The library acknowledges none of them on a user's behalf; the reasons that
 * a user can give are here.
 */

const EVERY_CONNECTOR = {
  id: 'AwsSolutions::AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:chime:*:<AWS::AccountId>:vc/*]',
  reason: 'When an update changes the voice connector, the numbers must still be removed from the old one, whose ARN is no longer in the template',
};
const NO_RESOURCE_LEVEL = {
  id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
  reason: 'The Amazon Chime SDK offers no resource for phone numbers and voice connector groups, nor Lambda for the network interfaces it makes',
};

interface Violation {
  readonly ruleName: string;
  readonly violatingConstructs: { readonly constructPath: string }[];
}

interface Report {
  readonly pluginReports: { readonly violations: Violation[] }[];
}

const FEATURES: { name: string; add: (stack: Stack) => void; findings: string[] }[] = [
  {
    name: 'an association with a connector',
    add: stack => {
      const connector = new CfnResource(stack, 'Connector', { type: 'AWS::Chime::VoiceConnector', properties: { Name: 'desk', RequireEncryption: true } });
      associate(stack, { voiceConnectorId: connector.getAtt('VoiceConnectorId').toString() });
    },
    findings: ['HandlerRole vc/*', 'HandlerRole *'],
  },
  {
    name: 'an association with a group',
    add: stack => associateWithGroup(stack),
    findings: ['HandlerRole vc/*', 'HandlerRole *', 'cdk-chime-phone-number-association *'],
  },
  {
    name: 'drift detection with an alarm',
    add: stack => {
      const association = associate(stack);
      association.detectDrift({ schedule: ScheduleExpression.rate(Duration.hours(1)) });
      association.metricDriftedPhoneNumbers().createAlarm(stack, 'Drift', { threshold: 1, evaluationPeriods: 1 });
    },
    findings: ['HandlerRole vc/*', 'HandlerRole *'],
  },
  {
    name: 'a VPC',
    add: stack => {
      const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'vpc-0123456789abcdef0',
        availabilityZones: ['us-east-1a'],
        privateSubnetIds: ['subnet-0123456789abcdefa'],
      });
      associate(stack, { provider: new PhoneNumberAssociationProvider(stack, 'Provider', { vpc }) });
    },
    findings: ['HandlerRole vc/*', 'HandlerRole *'],
  },
];

// The tests' environment switches the validation off.
beforeAll(() => { process.env.CDK_VALIDATION = 'true'; });

function createApp(add: (stack: Stack) => void): App {
  const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  add(new Stack(app, 'Stack'));
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}

/** What the plugins found in the last synthesis, as the rule's resource and the construct within the provider. */
function findings(app: App): string[] {
  const report = JSON.parse(fs.readFileSync(path.join(app.outdir, 'validation-report.json'), 'utf8')) as Report;
  return report.pluginReports.flatMap(({ violations }) => violations.flatMap(({ ruleName, violatingConstructs }) => violatingConstructs.map(
    ({ constructPath }) => `${constructPath.split('/').at(-2)} ${/^AwsSolutions-IAM5\[Resource::(?:\S+:)?(\S+)\]$/.exec(ruleName)?.[1] ?? ruleName}`,
  )));
}

describe.each(FEATURES)('$name', ({ add, findings: expected }) => {
  test('has no findings but the wildcards that the services force upon us', () => {
    const app = createApp(add);
    expect(() => app.synth()).toThrow('AwsSolutions-IAM5');
    expect(findings(app).sort()).toEqual([...expected].sort());
  });

  test('synthesizes once these are acknowledged', () => {
    const app = createApp(add);
    Validations.of(app).acknowledge(EVERY_CONNECTOR, NO_RESOURCE_LEVEL);
    expect(() => app.synth()).not.toThrow();
    expect(findings(app)).toEqual([]);
  });
});
