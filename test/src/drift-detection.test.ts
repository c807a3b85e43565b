import { App, CfnCondition, CfnParameter, Duration, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { agnosticStack, associate, associateWithGroup, CONNECTOR_ID, defaultChild, FUNCTION_ID, GROUP_ID, onlyResource, resource, resourceCounts, RESOURCE_ID, synthesisError } from './template';

const SCHEDULE = 'AWS::Scheduler::Schedule';
const HOURLY = { schedule: ScheduleExpression.rate(Duration.hours(1)) };
const REGION = 'eu-central-1';

/** A stack whose region is known, so that the input is plain JSON. */
function regionalStack(): Stack {
  return new Stack(new App(), 'Stack', { env: { region: REGION } });
}

function inputOf(stack: Stack): unknown {
  const { Target } = onlyResource(stack, SCHEDULE).Properties as { Target: { Input: { 'Fn::Join': [string, unknown[]] } } };
  // The id of the stack is only known at deployment.
  const { 'Fn::Join': [, pieces] } = Target.Input;
  return JSON.parse(pieces.map(piece => typeof piece === 'string' ? piece : JSON.stringify(piece).replaceAll('"', '')).join(''));
}

test('a stack that does not ask for it has nothing of it', () => {
  const stack = agnosticStack();
  associate(stack);
  expect(Object.keys(resourceCounts(stack)).filter(type => /Scheduler|Events|CloudWatch/.test(type))).toEqual([]);
  expect(resourceCounts(stack)['AWS::IAM::Role']).toBe(1);
});

test('the schedule invokes the handler after the numbers are associated', () => {
  const stack = agnosticStack();
  const { scheduleName } = associate(stack).detectDrift(HOURLY);
  const schedule = onlyResource(stack, SCHEDULE);
  expect(stack.resolve(scheduleName)).toEqual({ Ref: schedule.logicalId });
  expect(schedule.Properties).toMatchObject({
    Description: 'Compares the phone numbers of an association with what was declared',
    ScheduleExpression: 'rate(1 hour)',
    State: 'ENABLED',
    Target: {
      Arn: { 'Fn::GetAtt': [FUNCTION_ID, 'Arn'] },
      RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/SchedulerRole/), 'Arn'] },
      RetryPolicy: { MaximumEventAgeInSeconds: 900, MaximumRetryAttempts: 3 },
    },
  });
  expect(schedule.DependsOn).toEqual([RESOURCE_ID]);
});

test('the role of the schedule may invoke the handler, on behalf of this account, and nothing else', () => {
  const stack = agnosticStack();
  associate(stack).detectDrift(HOURLY);
  const [role] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role', {
    Properties: { AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'scheduler.amazonaws.com' } }] } },
  }));
  expect(role.Properties.Description).toBe('Lets EventBridge Scheduler start the check for drifted phone numbers');
  expect(role.Properties.ManagedPolicyArns).toBeUndefined();
  expect(role.Properties.AssumeRolePolicyDocument.Statement[0].Condition).toEqual({
    StringEquals: {
      'aws:SourceAccount': { Ref: 'AWS::AccountId' },
      'aws:SourceArn': {
        'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':scheduler:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':schedule-group/default']],
      },
    },
  });
  expect(role.Properties.Policies.flatMap((policy: { PolicyDocument: { Statement: unknown[] } }) => policy.PolicyDocument.Statement)).toEqual([
    { Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: { 'Fn::GetAtt': [FUNCTION_ID, 'Arn'] } },
  ]);
  expect(resourceCounts(stack)).not.toHaveProperty('AWS::IAM::Policy');
});

test('several associations have a schedule each and share the role', () => {
  const stack = agnosticStack();
  associate(stack).detectDrift(HOURLY);
  associate(stack, { e164PhoneNumbers: ['+12065550101'] }, 'Others').detectDrift(HOURLY);
  expect(resourceCounts(stack)).toMatchObject({ [SCHEDULE]: 2, 'AWS::IAM::Role': 2 });
});

test('the input is what a connector should have', () => {
  const stack = regionalStack();
  const scope = new Construct(stack, 'Office "North"');
  associate(scope, { e164PhoneNumbers: ['+12065550100', '+12065550101'], forceAssociate: true }).detectDrift(HOURLY);
  expect(inputOf(stack)).toEqual({
    DetectDrift: {
      VoiceConnectorId: CONNECTOR_ID,
      E164PhoneNumbers: ['+12065550100', '+12065550101'],
      Region: REGION,
      Association: 'Stack/Office "North"/Numbers',
      StackId: '{Ref:AWS::StackId}',
      Repair: 'false',
    },
  });
});

test('the input is what a group should have', () => {
  const stack = regionalStack();
  associateWithGroup(stack).detectDrift({ ...HOURLY, repair: true });
  expect(inputOf(stack)).toEqual({
    DetectDrift: {
      VoiceConnectorGroupId: GROUP_ID,
      E164PhoneNumbers: ['+12065550900'],
      Region: REGION,
      Association: 'Stack/GroupNumbers',
      StackId: '{Ref:AWS::StackId}',
      Repair: 'true',
    },
  });
});

test('what is only known at deployment is joined into the input, without a custom resource of CDK', () => {
  const stack = agnosticStack();
  const parameter = new CfnParameter(stack, 'PhoneNumbers', { type: 'CommaDelimitedList' });
  associate(stack, { voiceConnectorId: Fn.importValue('Connector'), e164PhoneNumbers: parameter.valueAsList }).detectDrift(HOURLY);
  const { Target } = onlyResource(stack, SCHEDULE).Properties as { Target: { Input: unknown } };
  expect(Target.Input).toEqual({
    'Fn::Join': ['', [
      '{"DetectDrift":{"VoiceConnectorId":"',
      { 'Fn::ImportValue': 'Connector' },
      '","Region":"',
      { Ref: 'AWS::Region' },
      '","Association":"Stack/Numbers","StackId":"',
      { Ref: 'AWS::StackId' },
      '","Repair":"false","E164PhoneNumbers":["',
      { 'Fn::Join': ['","', { Ref: 'PhoneNumbers' }] },
      '"]}}',
    ]],
  });
  expect(resourceCounts(stack)['AWS::Lambda::Function']).toBe(1);
});

/** What the input is joined of, in short. */
function piecesOf(stack: Stack): string {
  const { Target } = onlyResource(stack, SCHEDULE).Properties as { Target: { Input: unknown } };
  return JSON.stringify(Target.Input);
}

test('a list that is handed to a nested stack is a text there, which the input takes as it is', () => {
  const stack = agnosticStack();
  const nested = new NestedStack(stack, 'Nested');
  associate(nested, { e164PhoneNumbers: new CfnParameter(stack, 'PhoneNumbers', { type: 'CommaDelimitedList' }).valueAsList }).detectDrift(HOURLY);
  expect(piecesOf(nested)).toMatch(/\\"E164PhoneNumbers\\":\\"",\{"Ref":"referencetoStackPhoneNumbers[0-9A-F]+Ref"\},"\\"\}\}"/);
});

test('the connector can be in another stack', () => {
  const app = new App();
  const [platform, stack] = [new Stack(app, 'Platform'), new Stack(app, 'Stack')];
  associate(stack, { voiceConnectorId: resource(platform, 'Connector').ref }).detectDrift(HOURLY);
  expect(piecesOf(stack)).toMatch(/\{"Fn::ImportValue":"Platform:ExportsOutputRefConnector[0-9A-F]+"\}/);
});

test('the check compares with what an override has made of the association', () => {
  const stack = regionalStack();
  const association = associate(stack);
  association.detectDrift(HOURLY);
  defaultChild(association).addPropertyOverride('E164PhoneNumbers', ['+12065550199', '+12065550198']);
  expect(inputOf(stack)).toHaveProperty('DetectDrift.E164PhoneNumbers', ['+12065550199', '+12065550198']);
});

test('what a condition leaves out is not checked', () => {
  const stack = agnosticStack();
  const condition = new CfnCondition(stack, 'IsProduction', { expression: Fn.conditionEquals('a', 'b') });
  const association = associate(stack);
  association.detectDrift(HOURLY);
  defaultChild(association).cfnOptions.condition = condition;
  expect(onlyResource(stack, SCHEDULE).Condition).toBe('IsProduction');
});

test('nothing is left of it when the last association is removed', () => {
  const stack = agnosticStack();
  associate(stack).detectDrift(HOURLY);
  stack.node.tryRemoveChild('Numbers');
  expect(resourceCounts(stack)).toEqual({});
});

test('5,000 numbers fit into the input of an asynchronous invocation', () => {
  const stack = regionalStack();
  associate(stack, { e164PhoneNumbers: Array.from({ length: 5_000 }, (_, index) => `+4912345678${90_000 + index}`) }).detectDrift(HOURLY);
  expect(JSON.stringify(inputOf(stack)).length).toBeLessThan(256 * 1024);
});

test.each([
  ['metricDriftedPhoneNumbers', 'DriftedPhoneNumbers'],
  ['metricRepairedPhoneNumbers', 'RepairedPhoneNumbers'],
] as const)('%s is the one that the check publishes, and can be asked for before the check', (method, name) => {
  const stack = agnosticStack();
  const association = associate(stack);
  new Alarm(stack, 'Drift', { metric: association[method](), threshold: 1, evaluationPeriods: 1 });
  association.detectDrift({ ...HOURLY, repair: true });
  expect(onlyResource(stack, 'AWS::CloudWatch::Alarm').Properties).toMatchObject({
    Namespace: 'ChimePhoneNumberAssociation',
    MetricName: name,
    Dimensions: [{ Name: 'Association', Value: 'Stack/Numbers' }],
    Statistic: 'Maximum',
    Period: 3600,
  });
});

test('the metric takes options, and is of the region of the stack', () => {
  const stack = regionalStack();
  const association = associate(stack);
  association.detectDrift(HOURLY);
  const metric = association.metricDriftedPhoneNumbers({ period: Duration.days(1), label: 'Lost numbers' });
  expect(metric).toMatchObject({ period: Duration.days(1), label: 'Lost numbers', statistic: 'Maximum', region: REGION });
});

test('in a nested stack the metric carries the name that CloudFormation gives the stack', () => {
  const nested = new NestedStack(agnosticStack(), 'Nested');
  const association = associate(nested);
  association.detectDrift(HOURLY);
  expect(nested.resolve(association.metricDriftedPhoneNumbers().dimensions)).toEqual({
    Association: { 'Fn::Join': ['', [{ Ref: 'AWS::StackName' }, '/Numbers']] },
  });
});

test.each([
  ['metricDriftedPhoneNumbers', undefined, 'detectDrift({ schedule })'],
  ['metricRepairedPhoneNumbers', undefined, 'detectDrift({ schedule, repair: true })'],
  ['metricRepairedPhoneNumbers', HOURLY, 'detectDrift({ schedule, repair: true })'],
] as const)('%s needs a check that publishes it', (method, options, remedy) => {
  const stack = agnosticStack();
  const association = associate(stack);
  association[method]();
  if (options) association.detectDrift(options);
  expect(synthesisError(stack)).toContain(`[Stack/Numbers] ${method} has no data: call ${remedy} too`);
});

test('an association has one schedule', () => {
  const association = associate(agnosticStack());
  association.detectDrift(HOURLY);
  expect(() => association.detectDrift(HOURLY)).toThrow(
    new Error('detectDrift of Stack/Numbers was called before: an association has one schedule, so call it once'),
  );
});
