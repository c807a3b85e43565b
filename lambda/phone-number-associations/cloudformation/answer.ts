import { ResourceEvent } from './resource-event';
import { Log } from '../model/log';
import { limit, messageOf } from '../model/text';
import { backoffMillis } from '../service/backoff';
import { Clock } from '../service/clock';

/** CloudFormation's limit; beyond it the user sees only "Response object is too long". */
const MAX_ANSWER_BYTES = 4_096;

const REQUEST_MILLIS = 10_000;

export interface Answer {
  readonly status: 'SUCCESS' | 'FAILED';
  readonly reason?: string;
  readonly physicalResourceId: string;
}

/** Sends one PUT and resolves to the HTTP status of its answer. */
export type Put = (url: string, body: string, signal: AbortSignal) => Promise<number>;

export interface AnswerDependencies {
  readonly put: Put;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/**
 * Answers CloudFormation, and asks again for as long as the run lasts.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 * @throws if the answer cannot be delivered: then Lambda runs the event again
 */
export async function sendAnswer(event: ResourceEvent, answer: Answer, { put, clock, random, log }: AnswerDependencies): Promise<void> {
  const body = bodyOf(event, answer);
  for (let attempt = 0; ; attempt += 1) {
    try {
      const millis = Math.max(1, Math.min(REQUEST_MILLIS, clock.remainingMillis() - 200));
      const status = await clock.withTimeout(millis, signal => put(event.ResponseURL, body, signal));
      if (status >= 200 && status < 300) return log('answer', { status: answer.status, attempts: attempt + 1 });
      throw new Error(`the answer's address answered with HTTP status ${status}`);
    } catch (error) {
      log('answer-failed', { attempt: attempt + 1, reason: messageOf(error) });
      const pause = backoffMillis(attempt, random);
      if (pause + 1_000 > clock.remainingMillis()) throw error;
      await clock.sleep(pause);
    }
  }
}

function bodyOf({ StackId, RequestId, LogicalResourceId }: ResourceEvent, { status, reason, physicalResourceId }: Answer): string {
  const ids = { Status: status, PhysicalResourceId: physicalResourceId, StackId, RequestId, LogicalResourceId };
  if (reason === undefined) return JSON.stringify(ids);
  const room = MAX_ANSWER_BYTES - Buffer.byteLength(JSON.stringify({ ...ids, Reason: '' }));
  return JSON.stringify({ ...ids, Reason: limit(reason, room) });
}
