/** Where nobody outside AWS knows what the service does: a test chooses, and the handler must cope with each choice. */
export interface Behaviour {
  /** Associating, without force, a number that is already there. */
  readonly associateAgain: 'success' | 'PhoneNumberAssociationsExist' | 'Conflict';
  /** What associating a number that is already there does to its timestamp, if it is a success. */
  readonly associatedTimestampOfRepetition: 'kept' | 'renewed';
  /** How exactly the service tells since when a number has been where it is. */
  readonly associatedTimestamp: 'milliseconds' | 'seconds' | 'absent';
  /** Disassociating a number that is not there. */
  readonly disassociateAbsent: 'success' | 'NotFound' | 'BadRequest' | 'Conflict';
  /** Associating a number of another product type. */
  readonly wrongProductType: 'Unprocessable' | 'BadRequest';
  /** Listing the numbers of a connector or group that does not exist (yet). */
  readonly listOfUnknownOwner: 'empty' | 'NotFound';
  /** `PhoneNumberId` of an error entry: `%2B12065550100` or `+12065550100`. */
  readonly phoneNumberId: 'encoded' | 'plain';
  /** `PhoneNumberErrors` when there are none. */
  readonly noErrors: 'empty' | 'absent' | 'null';
  /** `Status` of a number that is associated. AWS's own example shows `Unassigned`. */
  readonly statusOfAssociated: 'Unassigned' | 'Assigned';
  /** Most numbers in one write; a longer list is refused as a whole. Undefined: no limit. */
  readonly largestBatch?: number;
  /** Reads show what was so many virtual milliseconds ago. */
  readonly readLagMs: number;
  /** Virtual milliseconds between a request and its answer. */
  readonly latencyMs: number;
}

export const DEFAULT_BEHAVIOUR: Behaviour = {
  associateAgain: 'success',
  associatedTimestampOfRepetition: 'kept',
  associatedTimestamp: 'milliseconds',
  disassociateAbsent: 'NotFound',
  wrongProductType: 'Unprocessable',
  listOfUnknownOwner: 'empty',
  phoneNumberId: 'encoded',
  noErrors: 'empty',
  statusOfAssociated: 'Unassigned',
  readLagMs: 0,
  latencyMs: 30,
};
