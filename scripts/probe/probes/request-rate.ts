import { Finding, Probe, Question } from '../finding';
import { Session } from '../session';
import { Answer, isThrottled } from '../voice-api';

const RATE: Question = {
  id: 'request-rate',
  unknown: 'request rate',
  handler: 'learns it from throttled answers',
};

/** Reads alone, a few seconds each, and never more than a console session or two would send. */
const READS_PER_SECOND = [2, 5, 10, 20];
const STEP_SECONDS = 3;
const REST_MILLIS = 10_000;

/** Sends reads at a rate until one is throttled; undefined: none was. */
async function firstThrottled(session: Session, rate: number): Promise<{ readonly sent: number; readonly answer: Answer } | undefined> {
  const answers: Answer[] = [];
  const underWay: Promise<unknown>[] = [];
  let sent = 0;
  while (sent < rate * STEP_SECONDS && !answers.some(isThrottled)) {
    sent += 1;
    underWay.push(session.api.getPhoneNumberNow(session.phoneNumbers[0]).then(answer => answers.push(answer), () => undefined));
    await session.sleep(1_000 / rate);
  }
  await Promise.all(underWay);
  const answer = answers.find(isThrottled);
  return answer && { sent, answer };
}

export const requestRate: Probe = {
  id: 'request-rate',
  does: `reads one number, ${READS_PER_SECOND.join(', ')} times a second for ${STEP_SECONDS} s each, until a read is throttled`,
  questions: [RATE],
  skipped: session => session.accepts.rate ? undefined : 'needs --rate',
  run: async session => {
    let tolerated = 0;
    for (const rate of READS_PER_SECOND) {
      const throttled = await firstThrottled(session, rate);
      if (throttled) {
        await session.sleep(REST_MILLIS);
        return [finding(`${tolerated} to ${rate} reads a second`, `at ${rate} a second, one of ${throttled.sent} was throttled: HTTP ${throttled.answer.status} ${throttled.answer.code}: ${throttled.answer.message}`)];
      }
      tolerated = rate;
    }
    return [finding(`at least ${tolerated} reads a second`, `none of ${tolerated * STEP_SECONDS} reads in ${STEP_SECONDS} s was throttled`)];
  },
};

function finding(answer: string, detail: string): Finding {
  return { ...RATE, answer, detail, copes: 'yes' };
}
