import { Finding, notFound, Probe, Question } from '../finding';
import { Outcome, outcomeOf } from '../outcome';
import { Session } from '../session';

const AGAIN: Question = {
  id: 'associate-again',
  unknown: 'associating a number, without force, that is already there',
  handler: 'does not write a number that it sees in place; looks for a refused one, which is done if it is there',
};
const RENEWED: Question = {
  id: 'timestamp-of-repetition',
  unknown: 'whether that renews `AssociatedTimestamp`',
  handler: 'does not write a number that was there before',
};
const ABSENT: Question = {
  id: 'disassociate-absent',
  unknown: 'disassociating a number that is not there',
  handler: 'looks for a refused number: only where it is counts',
};
const ELSEWHERE: Question = {
  id: 'disassociate-elsewhere',
  unknown: 'disassociating a number that is elsewhere',
  handler: 'relies on it that the number stays where it is, and looks for a refused one',
};
const TAKEN: Question = {
  id: 'associate-elsewhere',
  unknown: 'associating a number, without force, that is elsewhere',
  handler: 'relies on it that the number is not taken; a refused one is looked for, and where it is decides',
};

/** So that a timestamp in whole seconds can be told from another. */
const APART_MILLIS = 2_500;
const LOOKS = 5;

/** The handler knows the refusal of a single number, whatever its code; of the refusal of a whole request it knows some. */
function copesWith({ kind }: Outcome): Finding['copes'] {
  return kind === 'exception' ? 'unknown' : 'yes';
}

async function timestampOf(session: Session, phoneNumber: string): Promise<unknown> {
  return (await session.look(phoneNumber)).places[0]?.associatedTimestamp;
}

/** Looks for a while, because reads lag. */
async function isRenewed(session: Session, phoneNumber: string, before: unknown): Promise<boolean> {
  for (let look = 0; look < LOOKS; look++) {
    if (await timestampOf(session, phoneNumber) !== before) return true;
    await session.sleep(Math.max(2_000, session.readLagMillis));
  }
  return false;
}

async function renewal(session: Session, phoneNumber: string, before: unknown, outcome: Outcome): Promise<Finding> {
  if (outcome.kind !== 'success') return notFound(RENEWED, 'the repetition was refused');
  if (before === undefined) return notFound(RENEWED, 'reads do not show AssociatedTimestamp');
  const answer = await isRenewed(session, phoneNumber, before) ? 'renewed' : 'kept';
  return { ...RENEWED, answer, detail: `it was ${String(before)} before`, copes: 'yes', behaviour: { associatedTimestampOfRepetition: answer } };
}

export const associateAgain: Probe = {
  id: 'associate-again',
  does: 'associates a number twice, without force, and takes it off',
  questions: [AGAIN, RENEWED],
  run: async session => {
    const [phoneNumber] = session.phoneNumbers;
    await session.putOn(phoneNumber);
    const before = await timestampOf(session, phoneNumber);
    await session.sleep(APART_MILLIS);
    const outcome = outcomeOf(await session.associate([phoneNumber], session.voiceConnectorId));
    const again: Finding = {
      ...AGAIN, answer: outcome.code, detail: outcome.words, copes: copesWith(outcome), behaviour: { associateAgain: outcome.code as 'success' },
    };
    const renewed = await renewal(session, phoneNumber, before, outcome);
    await session.takeOff([phoneNumber]);
    return [again, renewed];
  },
};

export const disassociateAbsent: Probe = {
  id: 'disassociate-absent',
  does: 'disassociates a number that is on nothing',
  questions: [ABSENT],
  run: async session => {
    const phoneNumber = session.phoneNumbers[1];
    // Looked for right before, so that it is not taken from somebody who has just got it.
    const { places } = await session.look(phoneNumber);
    if (places.length > 0) return [notFound(ABSENT, 'the number is on a connector still')];
    const outcome = outcomeOf(await session.disassociate([phoneNumber], session.voiceConnectorId));
    return [{ ...ABSENT, answer: outcome.code, detail: outcome.words, copes: copesWith(outcome), behaviour: { disassociateAbsent: outcome.code as 'success' } }];
  },
};

export const elsewhere: Probe = {
  id: 'elsewhere',
  does: 'puts a number on one connector; disassociates it from the other, then associates it with the other, both without effect if AWS does as documented; takes it off',
  questions: [ELSEWHERE, TAKEN],
  skipped: session => session.otherVoiceConnectorId === undefined ? 'needs --other-voice-connector-id or --create-voice-connector' : undefined,
  run: async session => {
    const other = session.otherVoiceConnectorId!;
    const [phoneNumber] = session.phoneNumbers;
    const stays = async () => {
      await session.sleep(Math.max(2_000, 3 * session.readLagMillis));
      return session.isOn(phoneNumber, session.voiceConnectorId);
    };
    await session.putOn(phoneNumber);
    const off = outcomeOf(await session.disassociate([phoneNumber], other));
    const findings = [whatHappened(ELSEWHERE, off, await stays())];
    const taken = outcomeOf(await session.associate([phoneNumber], other));
    if (findings[0].copes !== 'no') findings.push(whatHappened(TAKEN, taken, await stays()));
    await session.takeOff([phoneNumber]);
    return findings;
  },
};

function whatHappened(question: Question, outcome: Outcome, stays: boolean): Finding {
  const where = stays ? 'the number stayed where it was' : 'the number did not stay where it was';
  return { ...question, answer: outcome.code, detail: `${outcome.words}; ${where}`, copes: stays ? copesWith(outcome) : 'no' };
}
