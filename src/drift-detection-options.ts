import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';

/**
 * Options of `detectDrift`.
 */
export interface DriftDetectionOptions {
  /**
   * When to compare.
   *
   * Each check reads the association's numbers once and shares the account's request quota with deployments:
   * hourly, `ScheduleExpression.rate(Duration.hours(1))`, suits most.
   */
  readonly schedule: ScheduleExpression;

  /**
   * Whether to associate numbers again that are on nothing.
   *
   * Numbers that somebody has put on another voice connector or group are reported and left where they are.
   *
   * @default false
   */
  readonly repair?: boolean;
}
