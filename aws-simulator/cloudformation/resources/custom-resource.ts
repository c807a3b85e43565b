import { Cancelled } from '../cancellation';
import { inventedId, uuidOf } from '../physical-id';
import { ExistingResource, ResourceFailure, ResourceRequest, ResourceState, ResourceType } from '../resource-type';
import { Addressee, Delivery } from '../response-mailbox';
import { Properties } from '../template';

const DEFAULT_SERVICE_TIMEOUT_SECONDS = 3_600;

type RequestType = Addressee['requestType'];

/** CloudFormation delivers every scalar as a string. */
function stringified(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stringified);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, stringified(item)]));
  return String(value);
}

/** `ServiceTimeout` is CloudFormation's own and does not reach the function. */
function delivered({ ServiceTimeout: _, ...properties }: Properties): unknown {
  return stringified(properties);
}

function requestIdOf({ environment: { cloudFormation, lambda }, stackId, deployment, logicalId }: ResourceRequest): string {
  const subject = `${stackId}/${deployment}/${logicalId}`;
  return uuidOf(cloudFormation.behaviour.requestIds === 'unique' ? `${subject}/${lambda.events.length}` : subject);
}

/** Sends an event to the function, and waits for the answer as long as anybody waits for it. */
async function send(request: ResourceRequest, requestType: RequestType, more: object = {}): Promise<Delivery> {
  const { environment: { lambda, cloudFormation, simulation }, stackId, logicalId, properties, cancellation } = request;
  if (cancellation.requested) throw new Cancelled();
  const requestId = requestIdOf(request);
  const { url, delivery, close } = cloudFormation.mailbox.open({ stackId, logicalId, requestType, requestId });
  const event = {
    RequestType: requestType,
    ServiceToken: properties.ServiceToken,
    ResponseURL: url,
    StackId: stackId,
    RequestId: requestId,
    LogicalResourceId: logicalId,
    ResourceType: request.type,
    ResourceProperties: delivered(properties),
    ...more,
  };
  // What becomes of the function is nobody's concern: only the answer counts.
  lambda.invokeAsynchronously(properties.ServiceToken as string, event).catch(() => undefined);
  return new Promise((resolve, reject) => {
    const seconds = Number(properties.ServiceTimeout ?? DEFAULT_SERVICE_TIMEOUT_SECONDS);
    const invalid = `CloudFormation did not receive a response from your custom resource. Please check your logs for requestId [${requestId}]. `
      + 'If you are using the Python cfn-response module, you may need to update your Lambda function code so that CloudFormation can attach the updated version.';
    const stopWaiting = simulation.schedule(seconds * 1000, () => finish(() => resolve({ invalid })));
    const ignoreCancellation = cancellation.onRequest(() => finish(() => reject(new Cancelled())));
    const finish = (settle: () => void) => {
      close();
      stopWaiting();
      ignoreCancellation();
      settle();
    };
    void delivery.then(received => finish(() => resolve(received)));
  });
}

function accept(delivery: Delivery, physicalId?: string): ResourceState {
  if ('invalid' in delivery) throw new ResourceFailure(delivery.invalid, physicalId);
  const { Status, Reason, PhysicalResourceId, Data } = delivery.response;
  if (Status !== 'SUCCESS') {
    throw new ResourceFailure(`Received response status [FAILED] from custom resource. Message returned: ${Reason}`, physicalId ?? PhysicalResourceId);
  }
  return { physicalId: PhysicalResourceId, attributes: Data ?? {} };
}

/** `Custom::*` and `AWS::CloudFormation::CustomResource`, through the function that `ServiceToken` names. */
export const customResource: ResourceType = {
  // If no answer comes, CloudFormation makes up an id, and its Delete follows.
  create: async request => {
    try {
      const delivery = await send(request, 'Create');
      return accept(delivery, 'invalid' in delivery ? inventedId(request) : undefined);
    } catch (error) {
      throw error instanceof Cancelled ? new Cancelled(inventedId(request)) : error;
    }
  },
  update: async request => {
    const { physicalId, properties, oldProperties } = request;
    if (properties.ServiceToken !== oldProperties.ServiceToken) throw new Error('Modifying service token is not allowed.');
    return accept(await send(request, 'Update', { PhysicalResourceId: physicalId, OldResourceProperties: delivered(oldProperties) }), physicalId);
  },
  delete: async (request: ExistingResource) => {
    accept(await send(request, 'Delete', { PhysicalResourceId: request.physicalId }), request.physicalId);
  },
};
