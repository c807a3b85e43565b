import { PhoneNumberAssociationsProperties } from '../../../src/contract/properties';

/**
 * What CloudFormation sends to the function behind a custom resource, as far as we read it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
 */
export interface ResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  /** Pre-signed: it must not get into the log. */
  readonly ResponseURL: string;
  readonly StackId: string;
  /** Said to be used again when CloudFormation tries again: events are not told apart by it. */
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Partial<PhoneNumberAssociationsProperties>;
  readonly OldResourceProperties?: Partial<PhoneNumberAssociationsProperties>;
}

/** The moment at which CloudFormation made the event, in milliseconds since 1970, to the whole second. */
export function dateOf({ ResponseURL }: ResourceEvent): number | undefined {
  const date = /[?&]X-Amz-Date=(\d{8}T\d{6}Z)/.exec(ResponseURL)?.[1];
  return date === undefined ? undefined : parseBasicDate(date);
}

/** A date in the basic format of ISO 8601, such as 20261124T183200Z. */
export function parseBasicDate(date: string): number {
  return Date.parse(date.replace(/(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)/, '$1-$2-$3:$4:$5'));
}

export function formatBasicDate(millis: number): string {
  return new Date(millis).toISOString().replace(/\.\d+|[-:]/g, '');
}
