import { PhoneNumberClient } from './client';
import { Clock } from './clock';
import { detectDrift } from './drift';
import { createLog, LogFields } from './log';
import { declare, remove } from './reconcile';
import { parseAssignment, parseFormerAssignment } from './request';
import { Dependencies } from './tools';
import { DriftDetectionEvent, PhoneNumberAssociationProperties } from '../../src/private/contract';

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
  /** Milliseconds since 1970, for the timestamp of a metric. */
  readonly now: () => number;
  readonly write: (line: string) => void;
  readonly logGroupName?: string;
}

export type Handler = (event: ResourceEvent | DriftDetectionEvent, clock: Clock) => Promise<Answer | undefined>;

export function createHandler(world: World): Handler {
  const { clientFor, random } = world;
  const dependenciesFor = (clock: Clock, context: LogFields): Dependencies => ({ clientFor, random, clock, log: createLog(world.write, context) });

  return async (event, clock) => {
    if ('DetectDrift' in event) {
      const { Association: association, ...properties } = event.DetectDrift;
      await detectDrift(association, parseAssignment(properties), dependenciesFor(clock, { association }), world.now());
      return undefined;
    }
    const { RequestType: requestType, LogicalResourceId: logicalResourceId, RequestId: requestId } = event;
    const dependencies = dependenciesFor(clock, { requestType, logicalResourceId, requestId });
    try {
      return await onEvent(event, dependencies);
    } catch (error) {
      dependencies.log('failed', { reason: error instanceof Error ? error.message : String(error) });
      throw readable(error, world.logGroupName);
    }
  };
}

async function onEvent(event: ResourceEvent, dependencies: Dependencies): Promise<Answer> {
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
      if (previous) await remove({ previous }, dependencies);
    }
  }
  // Never changes: for CloudFormation a new id means a new resource, and it would delete the old one, numbers and all.
  return { PhysicalResourceId: event.PhysicalResourceId ?? `chime-phone-numbers-${event.RequestId}` };
}

/** The framework puts message and stack into the answer, which is limited: a single line is left of both. */
function readable(error: unknown, logGroupName: string | undefined): Error {
  const readableError = error instanceof Error ? error : new Error(String(error));
  // The framework adds a line with the log group's default name, which is not the one in use.
  if (logGroupName) readableError.message += ` Log group: ${logGroupName}`;
  readableError.stack = `${readableError.name}: ${readableError.message}`;
  return readableError;
}
