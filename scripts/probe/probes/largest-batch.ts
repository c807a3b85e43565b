import { Finding, Probe, Question } from '../finding';
import { outcomeOf } from '../outcome';
import { Session } from '../session';
import { Answer } from '../voice-api';

const LARGEST: Question = {
  id: 'largest-batch',
  unknown: 'most numbers in one write',
  handler: 'begins with 50, and halves when a whole request is refused as a bad one (HTTP 400)',
};

/** Each number is looked for before and after, so more would take long. */
const MOST_NUMBERS = 128;

interface Refusal {
  readonly size: number;
  readonly answer: Answer;
}

/** Puts so many numbers on the connector in one request, and takes them off. */
async function attempt(session: Session, size: number): Promise<Refusal | undefined> {
  const phoneNumbers = session.phoneNumbers.slice(0, size);
  const answer = await session.associate(phoneNumbers, session.voiceConnectorId);
  const refused = outcomeOf(answer).kind === 'exception';
  if (outcomeOf(answer).kind === 'success') await session.waitUntilOn(phoneNumbers, session.voiceConnectorId);
  else await session.sleep(2 * session.readLagMillis);
  await session.takeOff(phoneNumbers);
  return refused ? { size, answer } : undefined;
}

/** Doubles until a request is refused, then halves the distance to the last one that was not. */
async function search(session: Session, most: number): Promise<{ readonly taken: number; readonly refusal?: Refusal }> {
  let taken = 0;
  let refusal: Refusal | undefined;
  for (let size = 1; size <= most && size > taken;) {
    const refused = await attempt(session, size);
    refusal = refused ?? refusal;
    taken = refused ? taken : size;
    size = refusal ? Math.floor((taken + refusal.size) / 2) : Math.min(most, 2 * size);
  }
  return { taken, refusal };
}

function finding(taken: number, refusal: Refusal | undefined): Finding {
  if (!refusal) return { ...LARGEST, answer: `at least ${taken}`, detail: `${taken} were taken in one request, the most that were at hand`, copes: 'yes', behaviour: { largestBatch: undefined } };
  const { size, answer: { status, code, message } } = refusal;
  return {
    ...LARGEST,
    answer: `${taken}`,
    detail: `${size} were refused: HTTP ${status} ${code}: ${message}`,
    copes: status === 400 && taken > 0 ? 'yes' : 'no',
    behaviour: { largestBatch: taken },
  };
}

export const largestBatch: Probe = {
  id: 'largest-batch',
  does: `associates 1, 2, 4, … numbers in one request, up to all that are named (at most ${MOST_NUMBERS}), and takes them off`,
  questions: [LARGEST],
  run: async session => {
    const { taken, refusal } = await search(session, Math.min(MOST_NUMBERS, session.phoneNumbers.length));
    return [finding(taken, refusal)];
  },
};
