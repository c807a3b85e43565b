import { generatedName } from '../physical-id';
import { Environment, ResourceRequest, ResourceState, ResourceType } from '../resource-type';

/** A resource that is kept and does nothing by itself. */
export const inert: ResourceType = {
  create: request => ({ physicalId: generatedName(request) }),
  update: ({ physicalId }) => ({ physicalId }),
  delete: () => undefined,
};

/** An inert resource with attributes: of its property where there is one of this name, else of its physical id. */
export function inertWith(...attributeNames: readonly string[]): ResourceType {
  const stateOf = (physicalId: string, { properties }: ResourceRequest): ResourceState => (
    { physicalId, attributes: Object.fromEntries(attributeNames.map(name => [name, properties[name] ?? physicalId])) }
  );
  return {
    create: request => stateOf(generatedName(request), request),
    update: request => stateOf(request.physicalId, request),
    delete: () => undefined,
  };
}

/**
 * An inert resource whose ARN is asked for.
 *
 * @param nameProperty the property that gives it a name of the user's
 * @param resource the last part of the ARN, with NAME in it
 */
export function inertWithArn(nameProperty: string, service: string, resource: string): ResourceType {
  const stateOf = (physicalId: string, { account, region }: Environment) => (
    { physicalId, attributes: { Arn: `arn:aws:${service}:${region}:${account}:${resource.replace('NAME', physicalId)}` } }
  );
  return {
    replacedBy: [nameProperty],
    create: request => stateOf(request.properties[nameProperty] as string | undefined ?? generatedName(request), request.environment),
    update: ({ physicalId, environment }) => stateOf(physicalId, environment),
    delete: () => undefined,
  };
}
