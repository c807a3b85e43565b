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
}

export function deployedResource(logicalId: string, template: TemplateResource, properties: Properties, state: ResourceState): DeployedResource {
  return {
    ...state,
    logicalId,
    type: template.Type,
    properties,
    deletionPolicy: template.DeletionPolicy,
    updateReplacePolicy: template.UpdateReplacePolicy,
  };
}
