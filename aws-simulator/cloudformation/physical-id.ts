import { createHash } from 'node:crypto';
import { ResourceRequest } from './resource-type';

export function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/** `stack-logicalId-SUFFIX`, as CloudFormation names what has no name; always the same for the same resource. */
export function generatedName({ stackName, stackId, logicalId }: ResourceRequest, maxLength = 64): string {
  const suffix = digest(`${stackId}/${logicalId}`, 12).toUpperCase();
  return `${`${stackName}-${logicalId}`.slice(0, maxLength - 13)}-${suffix}`;
}
