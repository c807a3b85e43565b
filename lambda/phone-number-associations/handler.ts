import { PhoneNumberClient } from './service/phone-number-client';
import { Clock } from './service/clock';
import { detectDrift } from './reconcile/detect-drift';
import { createLog, LogFields, numbersForLog } from './report/log';
import { declare, remove } from './reconcile/reconcile';
import { limit, messageOf } from './report/text';
import { Assignment, parseAssignment, parseFormerAssignment } from './cloudformation/parse-properties';
import { Dependencies } from './reconcile/phase';
import { Declarations, DriftDetectionEvent, isInRuns, PhoneNumberAssociationProperties } from '../../src/contract/properties';

/** What the provider framework hands over of CloudFormation's request, as far as we read it. */
export interface ResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Partial<PhoneNumberAssociationProperties>;
  readonly OldResourceProperties?: Partial<PhoneNumberAssociationProperties>;
}

export interface Answer {
  readonly PhysicalResourceId: string;
}

/** The world outside the handler. */
export interface World {
  readonly clientFor: (region: string) => PhoneNumberClient;
  readonly random: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly write: (line: string) => void;
  readonly logGroupName?: string;
  /** What the template in force declares. */
  readonly declarations: Declarations;
}

export type Handler = (event: ResourceEvent | DriftDetectionEvent, clock: Clock) => Promise<Answer | undefined>;

export function createHandler(world: World): Handler {
  const { clientFor, random, now } = world;
  const dependenciesFor = (clock: Clock, context: LogFields): Dependencies => (
    { clientFor, random, now, clock, log: createLog(world.write, context) }
  );

  return async (event, clock) => {
    const dependencies = dependenciesFor(clock, contextOf(event));
    try {
      if (!('DetectDrift' in event)) return await onEvent(event, world.declarations, dependencies);
      const { Association, ...properties } = event.DetectDrift;
      await detectDrift(Association, parseAssignment(properties), dependencies);
      return undefined;
    } catch (error) {
      dependencies.log('failed', { reason: messageOf(error) });
      throw readable(error, world.logGroupName);
    }
  };
}

/** What every line of the log begins with. Not the event as it is: that has a pre-signed URL in it. */
function contextOf(event: ResourceEvent | DriftDetectionEvent): LogFields {
  if ('DetectDrift' in event) return { association: event.DetectDrift.Association };
  return { requestType: event.RequestType, logicalResourceId: event.LogicalResourceId, requestId: event.RequestId };
}

async function onEvent(event: ResourceEvent, declarations: Declarations, dependencies: Dependencies): Promise<Answer> {
  switch (event.RequestType) {
    case 'Create':
      await declare({ desired: parseAssignment(event.ResourceProperties) }, dependencies);
      break;
    case 'Update':
      await declare({
        desired: parseAssignment(event.ResourceProperties),
        previous: parseFormerAssignment(event.OldResourceProperties),
      }, dependencies);
      break;
    case 'Delete': {
      // Properties that never were valid never came to anything.
      const previous = parseFormerAssignment(event.ResourceProperties);
      if (previous) await remove({ previous: withoutHandedOver(previous, event.LogicalResourceId, declarations, dependencies) }, dependencies);
    }
  }
  // Never changes: for CloudFormation a new id means a new resource, and it would delete the old one, numbers and all.
  return { PhysicalResourceId: event.PhysicalResourceId ?? `chime-phone-numbers-${event.RequestId}` };
}

/** A number that another association has taken over on the same owner is not the deleted one's to take off. */
function withoutHandedOver(previous: Assignment, logicalResourceId: string, declarations: Declarations, { log }: Dependencies): Assignment {
  const others = Object.entries(declarations).filter(([id, [ownerKey]]) => id !== logicalResourceId && ownerKey === previous.ownerKey);
  const isHandedOver = (phoneNumber: string) => others.some(([, [, runs]]) => isInRuns(phoneNumber, runs));
  const handedOver = previous.phoneNumbers.filter(isHandedOver);
  if (handedOver.length > 0) log('handed-over', { to: others.map(([id]) => id), ...numbersForLog(handedOver) });
  return { ...previous, phoneNumbers: previous.phoneNumbers.filter(phoneNumber => !isHandedOver(phoneNumber)) };
}

/** The framework puts message and stack into the answer, which is limited: a single line is left of both. */
function readable(error: unknown, logGroupName: string | undefined): Error {
  const readableError = error instanceof Error ? error : new Error(String(error));
  readableError.message = limit(readableError.message);
  // The framework adds a line with the log group's default name, which is not the one in use.
  if (logGroupName) readableError.message += ` Log group: ${logGroupName}`;
  readableError.stack = `${readableError.name}: ${readableError.message}`;
  return readableError;
}
