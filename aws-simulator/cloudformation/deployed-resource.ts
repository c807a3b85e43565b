import { isDeepStrictEqual } from 'node:util';
import { ResourceState } from './resource-type';
import { Properties, TemplateResource } from './template';

/** A resource of a stack, as it was last made or updated. */
export interface DeployedResource extends ResourceState {
  readonly logicalId: string;
  readonly type: string;
  /** Resolved. */
  readonly properties: Properties;
  readonly deletionPolicy?: string;
  readonly updateReplacePolicy?: string;
  /** Its creation has failed, and it has not been deleted yet. */
  readonly creationFailed?: boolean;
}

export function deployedResource(logicalId: string, template: TemplateResource, properties: Properties, state: ResourceState): DeployedResource {
  const { physicalId, ref, attributes } = state;
  return {
    physicalId,
    ref,
    attributes,
    logicalId,
    type: template.Type,
    properties,
    deletionPolicy: template.DeletionPolicy,
    updateReplacePolicy: template.UpdateReplacePolicy,
  };
}

/** What it takes to give a resource other properties. */
export type Difference = 'none' | 'update' | 'replacement';

/** @param replacedBy properties whose change makes a new resource */
export function differenceOf(resource: DeployedResource, properties: Properties, replacedBy: readonly string[] = []): Difference {
  const keys = Object.keys({ ...resource.properties, ...properties });
  const changed = keys.filter(key => !isDeepStrictEqual(resource.properties[key], properties[key]));
  if (changed.length === 0) return 'none';
  return changed.some(key => replacedBy.includes(key)) ? 'replacement' : 'update';
}
