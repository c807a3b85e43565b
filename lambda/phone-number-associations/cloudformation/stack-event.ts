/** One entry of the stack's timeline. */
export interface StackEvent {
  readonly id: string;
  readonly logicalResourceId: string;
  readonly physicalResourceId: string;
  readonly resourceType: string;
  readonly status: string;
  readonly reason: string;
  /** The properties that the operation was asked for, in JSON; empty where CloudFormation does not tell. */
  readonly properties: string;
  /** Milliseconds since 1970, by CloudFormation's clock. */
  readonly at: number;
}

export interface StackEventPage {
  /** The newest first. */
  readonly events: readonly StackEvent[];
  readonly nextToken?: string;
}

/** One method is one request; whatever goes wrong with it is thrown as a `ServiceError`. */
export interface StackEventsClient {
  describeStackEvents(stackId: string, nextToken: string | undefined, signal: AbortSignal): Promise<StackEventPage>;
}
