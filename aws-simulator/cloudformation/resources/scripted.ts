import { generatedName } from '../physical-id';
import { ResourceRequest, ResourceState, ResourceType } from '../resource-type';

type ScriptedOperation = 'create' | 'update' | 'delete';

/** How one operation on a scripted resource goes. */
export interface ScriptedTurn {
  /** Virtual milliseconds. @default 0 */
  readonly takesMs?: number;
  /** The reason of a failure. @default - it succeeds */
  readonly failsWith?: string;
}

/** The turns of one scripted resource that are still to come. */
export class Script {
  private readonly turns: Record<ScriptedOperation, ScriptedTurn[]> = { create: [], update: [], delete: [] };

  add(operation: ScriptedOperation, turns: readonly ScriptedTurn[]): void {
    this.turns[operation].push(...turns);
  }

  next(operation: ScriptedOperation): ScriptedTurn {
    return this.turns[operation].shift() ?? {};
  }
}

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
  create: async (request) => {
    await play(request, 'create');
    return stateOf(`${generatedName(request)}-${String(request.properties.Key ?? '')}`, request);
  },
  update: async (request) => {
    await play(request, 'update');
    return stateOf(request.physicalId, request);
  },
  delete: request => play(request, 'delete'),
};
