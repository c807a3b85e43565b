import * as fc from 'fast-check';
import { Player } from './player';
import { checkPromises } from './promises';
import { scenario } from './scenario';
import { timelineOf } from './timeline';
import { Telephony } from '../end-to-end/telephony';

// Replay a failure with what is printed: MODEL_SEED=… MODEL_PATH=… npx jest test/model
// The gate plays the same lives each time, so that it tells of the change; `npm run test:lives` plays others. With MODEL_PROMISE they look at one promise only: see scripts/break-promises.
const { MODEL_RUNS = '200', MODEL_SEED = MODEL_RUNS === '200' ? '20261124' : undefined, MODEL_PATH, MODEL_FAST, MODEL_PROMISE } = process.env;

test('the promises hold in random lives under random faults', async () => {
  const telephony = await Telephony.start();
  const player = new Player(telephony);
  try {
    await fc.assert(
      fc.asyncProperty(scenario, async life => {
        try {
          await player.play(life, episode => checkPromises(telephony, life, episode, MODEL_PROMISE));
        } catch (error) {
          throw new Error(`${error instanceof Error ? error.message : String(error)}\n${timelineOf(telephony)}`, { cause: error });
        }
      }),
      {
        numRuns: Number(MODEL_RUNS),
        // Without shrinking, which takes minutes.
        ...MODEL_FAST ? { endOnFailure: true } : {},
        ...MODEL_SEED ? { seed: Number(MODEL_SEED) } : {},
        ...MODEL_PATH ? { path: MODEL_PATH, endOnFailure: true } : {},
      },
    );
  } finally {
    await telephony.stop();
  }
}, 120_000 + Number(MODEL_RUNS) * 3_000);
