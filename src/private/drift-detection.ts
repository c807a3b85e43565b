import { CfnParameter, CfnResource, Duration, Fn, IResolveContext, Lazy, Stack, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { AssociationStandIn, StandInDefinition } from './association-stand-in';
import { StackAssociations } from './stack-associations';
import { elementsOf, pathInStack } from './tree';
import { DRIFT_METRIC, DriftDetectionEvent } from '../contract/properties';
import { DriftDetectionOptions } from '../drift-detection-options';

/**
 * Starts the check on a schedule.
 *
 * EventBridge *Scheduler*, not an EventBridge rule: the input of a rule's target ends at 8,192 characters, some 500 numbers.
 */
export function scheduleDriftDetection(standIn: AssociationStandIn, handler: lambda.IFunction, options: DriftDetectionOptions): scheduler.Schedule {
  const input = Lazy.uncachedString({ produce: context => driftDetectionInput(context, standIn, options.repair ?? false) });
  const schedule = new scheduler.Schedule(standIn.association, 'DriftDetection', {
    description: 'Compares the phone numbers of an association with what was declared',
    schedule: options.schedule,
    target: new LambdaInvoke(handler, {
      role: StackAssociations.of(standIn.stack).schedulerRole(handler),
      input: scheduler.ScheduleTargetInput.fromText(input),
      // A late check could compare with numbers that an update has replaced since; the next one is not far.
      maxEventAge: Duration.minutes(15),
      retryAttempts: 3,
    }),
  });
  // Neither before the numbers are associated nor while they are being removed is their absence a drift.
  schedule.node.addDependency(standIn);
  const resource = schedule.node.defaultChild as CfnResource;
  resource.addOverride('Condition', Lazy.uncachedAny({
    produce: context => (context.resolve(standIn.definition()) as StandInDefinition).Condition ?? resource.cfnOptions.condition?.logicalId,
  }));
  return schedule;
}

/** A metric that the check publishes. */
export function driftMetric(association: Construct, metricName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: DRIFT_METRIC.NAMESPACE,
    metricName,
    dimensionsMap: { [DRIFT_METRIC.DIMENSION]: associationName(association) },
    statistic: cloudwatch.Stats.MAXIMUM,
    period: Duration.hours(1),
    ...options,
  }).attachTo(association);
}

/** Unique in account and region, as stack names are, and readable on a dashboard. */
function associationName(association: Construct): string {
  return `${Stack.of(association).stackName}/${pathInStack(association)}`;
}

/**
 * The event in JSON.
 *
 * Joined by hand, because CDK turns a list that is only known at deployment into JSON with a custom resource of its own.
 * What a token stands for here (ids, numbers, a region, a stack name) has no characters to escape.
 */
function driftDetectionInput(context: IResolveContext, standIn: AssociationStandIn, repair: boolean): string {
  // As it is rendered, so that the check compares with what the overrides have made of it.
  const { Properties = {} } = context.resolve(standIn.definition()) as StandInDefinition;
  const { VoiceConnectorId, VoiceConnectorGroupId, Region, E164PhoneNumbers } = Properties;
  const scalars: Record<Exclude<keyof DriftDetectionEvent['DetectDrift'], 'E164PhoneNumbers'>, unknown> = {
    VoiceConnectorId,
    VoiceConnectorGroupId,
    Region,
    Association: associationName(standIn.association),
    StackId: standIn.stack.stackId,
    Repair: String(repair),
  };
  const members = Object.entries(scalars)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `"${name}":${JSON.stringify(Token.asString(value))}`);
  return `{"DetectDrift":{${members.join(',')},"E164PhoneNumbers":${numbersInJson(standIn, E164PhoneNumbers)}}}`;
}

function numbersInJson(standIn: AssociationStandIn, numbers: unknown): string {
  if (isTextParameter(standIn, numbers)) return `"${Token.asString(numbers)}"`;
  const list = Array.isArray(numbers) ? numbers.map(number => Token.asString(number)) : Token.asList(numbers);
  return `["${Fn.join('","', list)}"]`;
}

/** A list that is handed to a nested stack is a text there, joined by commas; CloudFormation cannot join it again. */
function isTextParameter({ stack }: AssociationStandIn, numbers: unknown): boolean {
  const reference = (numbers as { Ref?: unknown } | undefined)?.Ref;
  return reference !== undefined && elementsOf(stack).some(element => (
    element instanceof CfnParameter && element.type === 'String' && stack.resolve(element.logicalId) === reference
  ));
}
