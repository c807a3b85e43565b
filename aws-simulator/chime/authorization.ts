import { Iam } from '../iam';
import { ApiRequest } from './api-request';
import { ServiceException } from './service-exception';

export interface Caller {
  readonly role: string;
  readonly region: string;
}

const ENDPOINTS = [
  'us-east-1', 'us-west-2', 'ca-central-1', 'eu-central-1', 'eu-west-1', 'eu-west-2',
  'ap-northeast-1', 'ap-northeast-2', 'ap-southeast-1', 'ap-southeast-2',
];

/** Whether a host name of the service resolves there. */
export function hasEndpoint(region: string): boolean {
  return ENDPOINTS.includes(region);
}

/** The IAM action of a request, and the resource that a policy must name. Only writes on connectors know one. */
export function requirementOf(request: ApiRequest, region: string, account: string): { action: string; resource: string } {
  switch (request.operation) {
    case 'Get':
      return { action: 'chime:GetPhoneNumber', resource: '*' };
    case 'List':
      return { action: 'chime:ListPhoneNumbers', resource: '*' };
    default: {
      const direction = request.operation === 'Associate' ? 'AssociatePhoneNumbersWith' : 'DisassociatePhoneNumbersFrom';
      return request.owner.kind === 'VoiceConnectorGroupId'
        ? { action: `chime:${direction}VoiceConnectorGroup`, resource: '*' }
        : { action: `chime:${direction}VoiceConnector`, resource: `arn:aws:chime:${region}:${account}:vc/${request.owner.value}` };
    }
  }
}

export function authorize(request: ApiRequest, caller: Caller, iam: Iam, account: string): void {
  const { action, resource } = requirementOf(request, caller.region, account);
  if (iam.isAllowed(caller.role, action, resource)) return;
  throw new ServiceException('AccessDenied', `User: ${caller.role} is not authorized to perform: ${action} on resource: ${resource}`);
}
