/**
 * Logical ids that do not follow from a path, because CloudFormation refuses another service token for a custom resource that exists.
 * So a provider can be moved, replaced or dropped at any time, and references to the one that it replaces stay valid.
 */
export const LOGICAL_ID = {
  RESOURCE: 'ChimePhoneNumberAssociations',
  FUNCTION: 'ChimePhoneNumberAssociationsFunction',
  ROLE: 'ChimePhoneNumberAssociationsRole',
  LOG_GROUP: 'ChimePhoneNumberAssociationsLogs',
} as const;
