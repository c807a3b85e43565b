import { digest } from '../physical-id';
import { ExistingResource, ResourceFailure, ResourceRequest, ResourceState, ResourceType } from '../resource-type';
import { Delivery } from '../response-mailbox';
import { Properties } from '../template';

const DEFAULT_SERVICE_TIMEOUT_SECONDS = 3_600;

type RequestType = 'Create' | 'Update' | 'Delete';

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

async function send(request: ResourceRequest, type: RequestType, more: object = {}): Promise<Delivery> {
  const { environment: { lambda, mailbox, simulation }, stackId, logicalId, properties } = request;
  const { url, delivery } = mailbox.open(stackId, logicalId);
  const hex = digest(url, 32);
  const event = {
    RequestType: type,
    ServiceToken: properties.ServiceToken,
    ResponseURL: url,
    StackId: stackId,
    RequestId: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
    LogicalResourceId: logicalId,
    ResourceType: request.type,
    ResourceProperties: delivered(properties),
    ...more,
  };
  // The invocation is asynchronous: what the function returns, or throws, is nobody's concern.
  lambda.invoke(properties.ServiceToken as string, event).catch(() => undefined);
  return new Promise((resolve) => {
    const seconds = Number(properties.ServiceTimeout ?? DEFAULT_SERVICE_TIMEOUT_SECONDS);
    const invalid = `CloudFormation did not receive a response from your custom resource. Please check your logs for requestId [${event.RequestId}].`;
    const cancel = simulation.schedule(seconds * 1000, () => resolve({ invalid }));
    void delivery.then((received) => {
      cancel();
      resolve(received);
    });
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
  create: async (request) => {
    const delivery = await send(request, 'Create');
    return accept(delivery, 'invalid' in delivery ? `${request.stackName}-${request.logicalId}-${digest(request.stackId, 8)}` : undefined);
  },
  update: async (request) => accept(
    await send(request, 'Update', { PhysicalResourceId: request.physicalId, OldResourceProperties: delivered(request.oldProperties) }),
    request.physicalId,
  ),
  delete: async (request: ExistingResource) => {
    accept(await send(request, 'Delete', { PhysicalResourceId: request.physicalId }), request.physicalId);
  },
};
