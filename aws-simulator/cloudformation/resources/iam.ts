import { PolicyDocument } from '../../iam';
import { generatedName } from '../physical-id';
import { ExistingResource, ResourceRequest, ResourceState, ResourceType } from '../resource-type';
import { Properties } from '../template';

interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: PolicyDocument;
}

function inlinePolicies({ Policies }: Properties): readonly InlinePolicy[] {
  return Policies as InlinePolicy[] | undefined ?? [];
}

function putRole(request: ResourceRequest, physicalId: string): ResourceState {
  const { account, iam } = request.environment;
  for (const inline of inlinePolicies(request.properties)) iam.putPolicy(physicalId, `inline ${inline.PolicyName}`, inline.PolicyDocument);
  return { physicalId, attributes: { Arn: `arn:aws:iam::${account}:role/${physicalId}`, RoleId: `AROA${physicalId}` } };
}

/** `AWS::IAM::Role`. Managed policies hold nothing that the local services ask for. */
export const role: ResourceType = {
  replacedBy: ['RoleName', 'Path'],
  create: request => putRole(request, request.properties.RoleName as string | undefined ?? generatedName(request)),
  update: request => {
    for (const { PolicyName } of inlinePolicies(request.oldProperties)) request.environment.iam.removePolicy(request.physicalId, `inline ${PolicyName}`);
    return putRole(request, request.physicalId);
  },
  delete: ({ environment, physicalId }) => environment.iam.removeRole(physicalId),
};

function putPolicy(request: ResourceRequest, physicalId: string): ResourceState {
  const { PolicyDocument: document, Roles: roles } = request.properties as unknown as { PolicyDocument: PolicyDocument; Roles?: string[] };
  for (const roleName of roles ?? []) request.environment.iam.putPolicy(roleName, physicalId, document);
  return { physicalId };
}

function removePolicy({ environment, physicalId }: ExistingResource, { Roles }: Properties): void {
  for (const roleName of Roles as string[] | undefined ?? []) environment.iam.removePolicy(roleName, physicalId);
}

/** `AWS::IAM::Policy`, attached to roles. */
export const policy: ResourceType = {
  create: request => putPolicy(request, generatedName(request)),
  update: request => {
    removePolicy(request, request.oldProperties);
    return putPolicy(request, request.physicalId);
  },
  delete: request => removePolicy(request, request.properties),
};
