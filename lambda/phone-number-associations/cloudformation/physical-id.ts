import { formatBasicDate } from './resource-event';

const PREFIX = 'chime-phone-number-associations-';
const CREATED_PATTERN = new RegExp(`^${PREFIX}\\d{8}T\\d{6}Z$`);

/** The id never changes afterwards: for CloudFormation a new id means a new resource, and it would delete the old one, numbers and all. */
export function physicalIdOf(createdAt: number): string {
  return PREFIX + formatBasicDate(createdAt);
}

/** The id of a creation that failed: the Delete that follows, at once or in a later deployment, is known by it. */
export function failedPhysicalIdOf(createdAt: number): string {
  return `${physicalIdOf(createdAt)}-failed`;
}

/** Whether the creation failed, or never answered: then CloudFormation has made the id up. */
export function isOfFailedCreation(physicalId: string): boolean {
  return !CREATED_PATTERN.test(physicalId);
}
