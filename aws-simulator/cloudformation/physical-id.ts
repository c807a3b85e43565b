import { createHash } from 'node:crypto';
import { ResourceRequest } from './resource-type';

export function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/** A UUID that is always the same for the same text. */
export function uuidOf(text: string): string {
  const hex = digest(text, 32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** `stack-logicalId-SUFFIX`, as CloudFormation names what has no name; always the same for the same resource. */
export function generatedName({ stackName, stackId, logicalId }: Pick<ResourceRequest, 'stackName' | 'stackId' | 'logicalId'>, maxLength = 64): string {
  const suffix = digest(`${stackId}/${logicalId}`, 12).toUpperCase();
  return `${`${stackName}-${logicalId}`.slice(0, maxLength - 13)}-${suffix}`;
}

/** `stack-logicalId-suffix`, which CloudFormation makes up for a custom resource whose creation has not been answered. */
export function inventedId({ stackName, stackId, logicalId }: Pick<ResourceRequest, 'stackName' | 'stackId' | 'logicalId'>): string {
  return `${stackName}-${logicalId}-${digest(`${stackId}/${logicalId}`, 8)}`;
}
