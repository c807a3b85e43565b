import { CloudFormationClient, DescribeStackEventsCommand, StackEvent as ServiceStackEvent } from '@aws-sdk/client-cloudformation';
import { StackEvent, StackEventPage, StackEventsClient } from './stack-event';
import { toServiceError } from '../service/sdk-error';

/** CloudFormation's API in the region of the function, which is the stack's. */
export class SdkStackEventsClient implements StackEventsClient {
  // Retries and time-outs are ours: they must know how much time the function has left.
  private readonly sdk = new CloudFormationClient({ maxAttempts: 1 });

  public async describeStackEvents(stackId: string, nextToken: string | undefined, abortSignal: AbortSignal): Promise<StackEventPage> {
    try {
      const command = new DescribeStackEventsCommand({ StackName: stackId, NextToken: nextToken });
      const { StackEvents = [], NextToken } = await this.sdk.send(command, { abortSignal });
      return { events: StackEvents.map(toStackEvent), nextToken: NextToken };
    } catch (error) {
      throw toServiceError(error);
    }
  }
}

function toStackEvent(event: ServiceStackEvent): StackEvent {
  return {
    id: event.EventId ?? '',
    logicalResourceId: event.LogicalResourceId ?? '',
    physicalResourceId: event.PhysicalResourceId ?? '',
    resourceType: event.ResourceType ?? '',
    status: event.ResourceStatus ?? '',
    reason: event.ResourceStatusReason ?? '',
    properties: event.ResourceProperties ?? '',
    at: event.Timestamp?.getTime() ?? NaN,
  };
}
