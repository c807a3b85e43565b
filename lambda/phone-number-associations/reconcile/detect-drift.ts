import { wholeBudget } from '../service/deadline';
import { describeOwner } from '../model/owner';
import { Pace } from '../service/rate-limiter';
import { Assignment } from '../cloudformation/parse-properties';
import { Sighting } from '../service/number-reader';
import { Dependencies, Toolbox } from './phase';
import { DRIFT_METRIC } from '../../../src/contract/properties';

/** A number that was moved a moment ago may only look missing: reads lag behind writes. */
const SECOND_LOOK_MILLIS = 10_000;

/** Numbers with their holders that fit in one log line of 256 KiB by far. */
const NAMED_NUMBERS = 1_000;

/** Looks whether every declared number is where it should be, and tells by metric and log. Changes nothing. */
export async function detectDrift(
  association: string, { owner, phoneNumbers, region }: Assignment, dependencies: Dependencies,
): Promise<void> {
  const { clock, log, now, random } = dependencies;
  const { survey, caller } = new Toolbox(dependencies, wholeBudget(clock), new Pace(random)).for(region);
  const absent = async (from: readonly string[]): Promise<string[]> => {
    const members = await survey.membersOf(owner, from);
    return from.filter(phoneNumber => !members.has(phoneNumber));
  };

  let drifted = await absent(phoneNumbers);
  if (drifted.length > 0) {
    await caller.pause(SECOND_LOOK_MILLIS);
    drifted = await absent(drifted);
  }
  const sightings = await survey.locate(drifted);
  log('drift', {
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
    _aws: {
      Timestamp: now(),
      CloudWatchMetrics: [{
        Namespace: DRIFT_METRIC.NAMESPACE,
        Dimensions: [[DRIFT_METRIC.DIMENSION]],
        Metrics: [{ Name: DRIFT_METRIC.NAME, Unit: 'Count' }],
      }],
    },
    [DRIFT_METRIC.DIMENSION]: association,
    [DRIFT_METRIC.NAME]: drifted.length,
    declaredPhoneNumbers: phoneNumbers.length,
    owner: describeOwner(owner),
    drifted: Object.fromEntries(drifted.slice(0, NAMED_NUMBERS).map(phoneNumber => [phoneNumber, whereabouts(sightings.get(phoneNumber))])),
  });
}

function whereabouts(sighting: Sighting | undefined): string {
  if (!sighting) return 'not in this account';
  return sighting.associations.length > 0 ? `on ${sighting.associations.map(describeOwner).join(', ')}` : 'not associated';
}
