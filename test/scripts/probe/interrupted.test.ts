import { LastRequest, NUMBERS, SimulatedRun, STRANGE } from './support/simulated-run';
import { voiceConnector } from '../../../aws-simulator';
import { Random } from '../../../aws-simulator/random';

const RUNS = 100;
const TASK = { phoneNumbers: NUMBERS.slice(0, 3), createVoiceConnector: true };
/** Fewer than such a run sends until it only puts back. */
const REQUESTS = 150;
const LAST_REQUESTS: readonly LastRequest[] = ['lost', 'served', 'late'];
const MOST_KILLS = 10;

/** A run in an account that answers as nobody knows. */
async function open(random: Random): Promise<SimulatedRun> {
  const run = await SimulatedRun.open({ freshConnectorMs: random.pick([0, 20_000]) });
  run.chime.behave({
    associateAgain: random.pick(['success', 'PhoneNumberAssociationsExist', 'Conflict'] as const),
    disassociateAbsent: random.pick(['success', 'NotFound', 'BadRequest', 'Conflict'] as const),
    largestBatch: random.pick([undefined, 1, 2]),
    readLagMs: random.pick([0, 500, 3_000]),
  });
  return run;
}

function expectRestored(run: SimulatedRun): void {
  expect({ places: run.places(), leftConnectors: run.leftConnectors(), journal: run.storage.text })
    .toEqual({ places: Object.fromEntries(NUMBERS.map(number => [number, undefined])), leftConnectors: 0, journal: undefined });
}

test(`${RUNS} runs are killed at any request, and so are some of those that put back: in the end all is as it was`, async () => {
  let owing = 0;
  for (let seed = 1; seed <= RUNS; seed++) {
    const random = new Random(seed);
    const run = await open(random);
    run.kill = killAt(random.integer(REQUESTS), random);
    await run.probe(TASK);
    if (Object.values(run.places()).some(Boolean) || run.leftConnectors() > 0) owing += 1;
    for (let kills = 0; run.storage.text !== undefined; kills++) {
      await run.clock.sleep(random.pick([500, 5_000, 3_600_000]), run.abandon.signal);
      run.kill = kills < MOST_KILLS && random.next() < 0.3 ? killAt(run.sent + random.integer(12), random) : undefined;
      await run.resume();
    }
    // What was late must not come after all.
    await run.clock.sleep(60_000);
    await run.serveLate();
    expectRestored(run);
  }
  // Otherwise this shows nothing.
  expect(owing).toBeGreaterThan(RUNS / 3);
});

function killAt(index: number, random: Random) {
  const last = random.pick(LAST_REQUESTS);
  return (request: number) => request === index ? last : undefined;
}

test.each(LAST_REQUESTS)('a run that is killed while it creates a connector, whose request is %s, leaves none', async last => {
  const run = await SimulatedRun.open({ freshConnectorMs: 20_000 });
  let creates = false;
  run.onRequest = ({ method, path }) => { creates = method === 'POST' && path === '/voice-connectors'; };
  run.kill = () => creates ? last : undefined;
  await run.probe(TASK);
  expect(creates).toBe(true);
  run.kill = undefined;
  await run.clock.sleep(500);
  await run.resume();
  await run.clock.sleep(60_000);
  await run.serveLate();
  expectRestored(run);
});

test('30 runs are interrupted at any request: each puts back what it has done', async () => {
  let brokenOff = 0;
  for (let seed = 1; seed <= 30; seed++) {
    const random = new Random(1_000 + seed);
    const run = await open(random);
    const at = 6 + random.integer(REQUESTS - 6);
    run.onRequest = ({ index }) => index === at && run.interrupt.abort(new Error('interrupted by SIGINT'));
    const report = await run.probe(TASK);
    // Undefined if it came when nothing was left but to put back.
    expect([undefined, 'interrupted by SIGINT']).toContain(report?.brokenOff);
    brokenOff += report?.brokenOff ? 1 : 0;
    expectRestored(run);
  }
  expect(brokenOff).toBeGreaterThan(20);
});

test('a second interruption leaves what is not back to the journal', async () => {
  const run = await SimulatedRun.open();
  run.onRequest = ({ method, path }) => {
    if (method !== 'POST' || !run.chime.ownerOf(NUMBERS[0])) return;
    run.interrupt.abort(new Error('interrupted by SIGINT'));
    run.abandon.abort(new Error('ended by a second SIGINT'));
    expect(path).toContain('voice-connectors');
  };
  const report = await run.probe(TASK);
  expect(report?.owed.phoneNumbers).toMatchObject([{ phoneNumber: NUMBERS[0] }]);
  expect(JSON.parse(run.storage.text!).phoneNumbers).toMatchObject([{ phoneNumber: NUMBERS[0] }]);
});

describe('what somebody else does meanwhile', () => {

  /** A run that was killed while the first number was on the probe's connector. */
  async function killed(): Promise<SimulatedRun> {
    const run = await SimulatedRun.open();
    run.kill = () => run.chime.ownerOf(NUMBERS[0]) ? 'lost' : undefined;
    await run.probe(TASK);
    run.kill = undefined;
    expect(run.places()[NUMBERS[0]]).toBeDefined();
    return run;
  }

  test('a number that is moved after a crash stays where it is', async () => {
    const run = await killed();
    run.chime.associate(NUMBERS[0], voiceConnector(STRANGE));
    await expect(run.resume()).resolves.toMatchObject({ phoneNumbers: [] });
    expect(run.places()[NUMBERS[0]]).toBe(STRANGE);
    expect(run.said.join('\n')).toContain(`${NUMBERS[0]} is on VoiceConnectorId ${STRANGE}, where this probe has not put it: left there.`);
  });

  test('a number that is released after a crash is no longer owed', async () => {
    const run = await killed();
    run.chime.release(NUMBERS[0]);
    await expect(run.resume()).resolves.toMatchObject({ phoneNumbers: [] });
    expect(run.said.join('\n')).toContain(`${NUMBERS[0]} is not in the account any more.`);
  });

  test('a number that is moved while the probe runs ends it, and stays where it is', async () => {
    const run = await SimulatedRun.open();
    run.onRequest = () => {
      if (run.chime.history(NUMBERS[0]).length === 4) run.chime.associate(NUMBERS[0], voiceConnector(STRANGE));
    };
    const report = await run.probe(TASK);
    expect(report?.brokenOff).toBe(`${NUMBERS[0]} is on VoiceConnectorId ${STRANGE}, and this probe has not put it there`);
    expect(run.places()).toMatchObject({ [NUMBERS[0]]: STRANGE, [NUMBERS[1]]: undefined, [NUMBERS[2]]: undefined });
    expect(run.leftConnectors()).toBe(0);
  });

  test('a journal of another account is refused, and kept', async () => {
    const run = await killed();
    const journal = run.storage.text;
    run.storage.text = journal!.replaceAll('111122223333', '444455556666');
    await expect(run.resume()).rejects.toThrow('These credentials are of another account or region than the journal, which is of arn:aws:chime:us-east-1:444455556666');
    expect(run.storage.text).toContain(NUMBERS[0]);
  });

  test('a service that is down keeps the debt in the journal', async () => {
    const run = await killed();
    run.chime.faults = ({ operation }) => operation === 'Disassociate' ? { kind: 'exception', code: 'ServiceFailure' } : undefined;
    await expect(run.resume()).resolves.toMatchObject({ phoneNumbers: [{ phoneNumber: NUMBERS[0] }] });
    expect(run.said.join('\n')).toContain(`${NUMBERS[0]} could not be taken off`);
    expect(run.storage.text).toContain(NUMBERS[0]);
    run.chime.faults = undefined;
    await run.resume();
    expectRestored(run);
  });
});
