import { EventContext, Phase } from './phase';
import { DRIFT_METRIC } from '../../../src/contract/properties';
import { AssociationSpec } from '../model/association';
import { OwnerNotFoundError } from '../model/errors';
import { describeOwner, Placement } from '../model/owner';
import { ObservedNumber } from '../model/phone-number';
import { UndoLog } from '../model/undo-log';
import { Deadline } from '../service/deadline';

/** A number that was moved a moment ago may only look missing: reads lag behind writes. */
const SECOND_LOOK_MILLIS = 10_000;

/** Numbers with their holders that fit in one log line of 256 KiB by far. */
const NAMED_NUMBERS = 1_000;

/**
 * Looks whether every declared number is where it should be, and tells by metric and log.
 *
 * @param repair whether numbers that are on nothing are put back; one that somebody else has never is
 */
export async function detectDrift(
  association: string, { owner, region, phoneNumbers }: AssociationSpec, repair: boolean, context: EventContext,
): Promise<void> {
  const { clock, log } = context;
  const phase = new Phase(context, Deadline.full(clock));
  const { reader } = phase.in(region);
  const absent = async (from: readonly string[]): Promise<string[]> => {
    const found = await reader.findOnOwner(owner, from);
    return from.filter(phoneNumber => !found.has(phoneNumber));
  };

  let drifted = await absent(phoneNumbers);
  if (drifted.length > 0) {
    await phase.pauseUntil(clock.now() + SECOND_LOOK_MILLIS);
    drifted = await absent(drifted);
  }
  const observed = await reader.findAll(drifted);
  const onNothing = drifted.filter(phoneNumber => observed.get(phoneNumber)?.associations.length === 0);
  const repaired = repair ? await putBack(onNothing, { owner, region }, phase) : [];
  log('drift', {
    ...metrics(association, clock.now(), { [DRIFT_METRIC.DRIFTED]: drifted.length, [DRIFT_METRIC.REPAIRED]: repaired.length }),
    declaredPhoneNumbers: phoneNumbers.length,
    owner: describeOwner(owner),
    drifted: Object.fromEntries(drifted.slice(0, NAMED_NUMBERS).map(phoneNumber => [phoneNumber, whereabouts(observed.get(phoneNumber))])),
    repaired: repaired.slice(0, NAMED_NUMBERS),
  });
}

/**
 * Puts back numbers that are on nothing, without force: somebody may be faster.
 *
 * @returns the numbers that are back
 */
async function putBack(phoneNumbers: readonly string[], to: Placement, phase: Phase): Promise<readonly string[]> {
  const request = { to, phoneNumbers, take: new Map(), mayTake: () => false, consistentAt: phase.context.clock.now(), ownerAppearsWithinMillis: 0 };
  try {
    const failed = new Set((await phase.in(to.region).associator.associate(request, new UndoLog())).map(({ phoneNumber }) => phoneNumber));
    return phoneNumbers.filter(phoneNumber => !failed.has(phoneNumber));
  } catch (error) {
    if (error instanceof OwnerNotFoundError) return [];
    throw error;
  }
}

/**
 * CloudWatch reads metrics from a line of this format.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
function metrics(association: string, timestamp: number, values: Readonly<Record<string, number>>): Record<string, unknown> {
  return {
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: [{
        Namespace: DRIFT_METRIC.NAMESPACE,
        Dimensions: [[DRIFT_METRIC.DIMENSION]],
        Metrics: Object.keys(values).map(Name => ({ Name, Unit: 'Count' })),
      }],
    },
    [DRIFT_METRIC.DIMENSION]: association,
    ...values,
  };
}

function whereabouts(number: ObservedNumber | undefined): string {
  if (!number) return 'not in this account';
  return number.associations.length > 0 ? `on ${number.associations.map(describeOwner).join(', ')}` : 'not associated';
}
