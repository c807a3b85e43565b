import { Duration, Fn, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { DRIFT_METRIC, DriftDetectionEvent } from '../contract/properties';
import { PhoneNumberAssociationProvider } from '../phone-number-association-provider';

/** What the check compares, as in the event. */
export type DeclaredAssociation = Omit<DriftDetectionEvent['DetectDrift'], 'Association'>;

/**
 * Starts the check on a schedule.
 *
 * EventBridge *Scheduler*, not an EventBridge rule: the input of a rule's target ends at 8,192 characters, some 500 numbers.
 */
export function scheduleDriftDetection(
  scope: Construct, provider: PhoneNumberAssociationProvider, schedule: scheduler.ScheduleExpression, declared: DeclaredAssociation,
): scheduler.Schedule {
  return new scheduler.Schedule(scope, 'DriftDetection', {
    description: 'Compares the phone numbers of an association with what was declared',
    schedule,
    target: new LambdaInvoke(provider.handlerFunction, {
      role: provider._schedulerRole(),
      input: scheduler.ScheduleTargetInput.fromText(driftDetectionInput({ ...declared, Association: associationName(scope) })),
      // A late check could compare with numbers that an update has replaced since; the next one is not far.
      maxEventAge: Duration.minutes(15),
      retryAttempts: 3,
    }),
  });
}

/** The metric that the check publishes. */
export function driftedPhoneNumbersMetric(scope: Construct, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: DRIFT_METRIC.NAMESPACE,
    metricName: DRIFT_METRIC.NAME,
    dimensionsMap: { [DRIFT_METRIC.DIMENSION]: associationName(scope) },
    statistic: cloudwatch.Stats.MAXIMUM,
    period: Duration.hours(1),
    ...options,
  }).attachTo(scope);
}

/** Unique in account and region, as stack names are, and readable on a dashboard. */
function associationName(scope: Construct): string {
  const stack = Stack.of(scope);
  const ids = scope.node.scopes.slice(stack.node.scopes.length).map(ancestor => ancestor.node.id);
  return [stack.stackName, ...ids].join('/');
}

/**
 * The event in JSON.
 *
 * Joined by hand, because CDK turns a list that is only known at deployment into JSON with a custom resource of its own.
 * What a token stands for here (ids, numbers, a region, a stack name) has no characters to escape.
 */
function driftDetectionInput(event: DriftDetectionEvent['DetectDrift']): string {
  const { E164PhoneNumbers, ...scalars } = event;
  const members = Object.entries(scalars).map(([name, value]) => `"${name}":${JSON.stringify(String(value))}`);
  return `{"DetectDrift":{${members.join(',')},"E164PhoneNumbers":["${Fn.join('","', [...E164PhoneNumbers])}"]}}`;
}
