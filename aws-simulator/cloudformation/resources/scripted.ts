import { generatedName } from '../physical-id';
import { ResourceRequest, ResourceState, ResourceType } from '../resource-type';
import { ScriptedOperation } from '../script';

async function play(request: ResourceRequest, operation: ScriptedOperation): Promise<void> {
  const { cloudFormation, simulation } = request.environment;
  const { takesMs, failsWith } = cloudFormation.scriptOf(request.logicalId).next(operation);
  if (takesMs) await simulation.sleep(takesMs);
  if (failsWith !== undefined) throw new Error(failsWith);
}

function stateOf(physicalId: string, { properties }: ResourceRequest): ResourceState {
  return { physicalId, attributes: properties };
}

/** `Test::Scripted`: what a test says goes wrong with it goes wrong. Its attributes are its properties. */
export const scripted: ResourceType = {
  replacedBy: ['Key'],
  create: async request => {
    await play(request, 'create');
    return stateOf(`${generatedName(request)}-${String(request.properties.Key ?? '')}`, request);
  },
  update: async request => {
    await play(request, 'update');
    return stateOf(request.physicalId, request);
  },
  delete: request => play(request, 'delete'),
};
