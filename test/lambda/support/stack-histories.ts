import { NOW } from './names';
import { Line, STACK_ID } from './stack-timeline';
import { failedPhysicalIdOf, physicalIdOf } from '../../../lambda/phone-number-associations/cloudformation/physical-id';
import { EVERYTHING_UNDONE, NOTHING_CHANGED } from '../../../lambda/phone-number-associations/model/text';

/** Ids as the handler gives them, of creations at that second. */
export const created = (seconds = 0) => physicalIdOf(NOW + seconds * 1_000);
export const failed = (seconds = 0) => failedPhysicalIdOf(NOW + seconds * 1_000);
export const MADE_UP = 'Stack-PhoneNumberAssociations-1ABCDEFGHIJKL';

export const USER = 'User Initiated';
export const FAILED = 'Received response status [FAILED] from custom resource. Message returned:';
/** The undo did not finish. */
export const ANSWERED = `${FAILED} 1 of 1 phone number could not be associated. The undo did not finish (Out of time)`;
/** Nothing is left of the step. */
export const UNDONE = `${FAILED} 1 of 1 phone number could not be associated. ${EVERYTHING_UNDONE} Tried 3 requests in 2 s.`;
export const UNCHANGED = `${FAILED} Numbers: E164PhoneNumbers is empty. ${NOTHING_CHANGED}`;
export const CANCELLED = 'Resource creation cancelled';
export const SILENT = 'CloudFormation did not receive a response from your Custom Resource.';

export const stack = (seconds: number, status: string, reason = ''): Line => [seconds, 'stack', status, STACK_ID, reason];
export const numbers = (seconds: number, status: string, physicalId = '', reason = ''): Line => [seconds, 'numbers', status, physicalId, reason];
export const connector = (seconds: number, status: string): Line => [seconds, 'connector', status, 'arn:aws:chime:us-east-1:111122223333:vc/new'];

/** A stack that was deployed an hour ago. */
export const STABLE: readonly Line[] = [
  stack(-3_700, 'CREATE_IN_PROGRESS', USER),
  numbers(-3_650, 'CREATE_IN_PROGRESS'), numbers(-3_640, 'CREATE_IN_PROGRESS', created()), numbers(-3_640, 'CREATE_COMPLETE', created()),
  stack(-3_600, 'CREATE_COMPLETE'),
];

/** A creation that failed with `--no-rollback`, ten minutes ago. */
export const FAILED_CREATION: readonly Line[] = [
  stack(-620, 'UPDATE_IN_PROGRESS', USER), numbers(-600, 'CREATE_IN_PROGRESS'), numbers(-590, 'CREATE_FAILED', failed(-600), ANSWERED), stack(-580, 'UPDATE_FAILED'),
];

/** The same in a stack that never was complete. */
export const FAILED_STACK: readonly Line[] = [
  stack(-620, 'CREATE_IN_PROGRESS', USER), numbers(-600, 'CREATE_IN_PROGRESS'), numbers(-590, 'CREATE_FAILED', failed(-600), ANSWERED), stack(-580, 'CREATE_FAILED'),
];

/** An update of the numbers that failed with `--no-rollback`, ten minutes ago. */
export const FAILED_UPDATE: readonly Line[] = [
  stack(-620, 'UPDATE_IN_PROGRESS', USER), numbers(-600, 'UPDATE_IN_PROGRESS', created()), numbers(-590, 'UPDATE_FAILED', created(), ANSWERED), stack(-580, 'UPDATE_FAILED'),
];
