import { Finding, Probe, Question } from '../finding';
import { requireSuccess } from '../outcome';
import { Session } from '../session';

const LAG: Question = {
  id: 'read-lag',
  unknown: 'how long reads lag behind writes',
  handler: 'repeats unexpected reads 8 s after the event',
};

/** CONSISTENCY_WINDOW_MILLIS of the handler. */
const WINDOW_MILLIS = 8_000;
/** Reads in a row that show a write, before it counts as shown: one server may be behind another. */
const READS_IN_A_ROW = 3;
const GIVE_UP_AFTER_MILLIS = 60_000;

/** How old the youngest write was that a read did not show, and the oldest that one did: the lag is between the two. */
interface Lag {
  readonly atLeast: number;
  readonly atMost: number;
}

async function measure(session: Session, writtenAt: number, shows: () => Promise<boolean>): Promise<Lag> {
  let lag: Lag = { atLeast: 0, atMost: 0 };
  for (let inARow = 0; inARow < READS_IN_A_ROW;) {
    const isShown = await shows();
    const age = session.clock.now() - writtenAt;
    inARow = isShown ? inARow + 1 : 0;
    if (!isShown) lag = { atLeast: age, atMost: Infinity };
    else if (inARow === 1) lag = { ...lag, atMost: age };
    if (age > GIVE_UP_AFTER_MILLIS) break;
  }
  session.readLagMillis = Math.max(session.readLagMillis, lag.atLeast);
  return lag;
}

async function isListed(session: Session, phoneNumber: string): Promise<boolean> {
  const { body } = await session.api.listPhoneNumbers(session.voiceConnectorId);
  const numbers = body.PhoneNumbers as readonly { readonly E164PhoneNumber?: string }[] | undefined;
  return (numbers ?? []).some(({ E164PhoneNumber }) => E164PhoneNumber === phoneNumber);
}

function seconds(millis: number): string {
  return millis === Infinity ? `more than ${GIVE_UP_AFTER_MILLIS / 1_000} s` : `${(millis / 1_000).toFixed(1)} s`;
}

function finding(lags: readonly (readonly [string, Lag])[]): Finding {
  const atLeast = Math.max(...lags.map(([, lag]) => lag.atLeast));
  const atMost = Math.max(...lags.map(([, lag]) => lag.atMost));
  const each = lags.map(([name, lag]) => `${name}: ${lag.atLeast === 0 ? 'none seen' : `${seconds(lag.atLeast)} to ${seconds(lag.atMost)}`}`);
  return {
    ...LAG,
    answer: atLeast === 0 ? 'none seen' : atMost === Infinity ? seconds(atMost) : `up to ${seconds(atMost)}`,
    detail: each.join('; '),
    copes: atMost < WINDOW_MILLIS ? 'yes' : 'no',
    behaviour: { readLagMs: atLeast === 0 ? 0 : Math.round((atLeast + Math.min(atMost, GIVE_UP_AFTER_MILLIS)) / 2) },
  };
}

/** Once with GetPhoneNumber, once with ListPhoneNumbers: each after a write of its own. */
export const readLag: Probe = {
  id: 'read-lag',
  does: 'associates a number and takes it off, twice, and reads until the service shows it',
  questions: [LAG],
  run: async session => {
    const lags: [string, Lag][] = [];
    const [phoneNumber] = session.phoneNumbers;
    for (const [name, isThere] of [
      ['GetPhoneNumber', () => session.isOn(phoneNumber, session.voiceConnectorId)],
      ['ListPhoneNumbers', () => isListed(session, phoneNumber)],
    ] as const) {
      const on = requireSuccess(await session.associate([phoneNumber], session.voiceConnectorId));
      lags.push([`${name} after Associate`, await measure(session, on.answeredAt, isThere)]);
      const off = requireSuccess(await session.disassociate([phoneNumber], session.voiceConnectorId));
      lags.push([`${name} after Disassociate`, await measure(session, off.answeredAt, async () => !await isThere())]);
    }
    await session.takeOff([phoneNumber]);
    return [finding(lags)];
  },
};
