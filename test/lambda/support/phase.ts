import { FakeChime } from './fake-chime';
import { LogRecorder } from './log-recorder';
import { NOW, REGION } from './names';
import { Budget, wholeBudget } from '../../../lambda/phone-number-associations/service/deadline';
import { Caller } from '../../../lambda/phone-number-associations/service/request-executor';
import { Pace } from '../../../lambda/phone-number-associations/service/rate-limiter';
import { Dependencies, Toolbox } from '../../../lambda/phone-number-associations/reconcile/phase';
import { Writer } from '../../../lambda/phone-number-associations/service/batch-writer';

const random = () => 0.5;

/** Everything that one phase works with, on a fake service and its clock. */
export function phaseOn(chime: FakeChime, budget: Budget = wholeBudget(chime.clock)) {
  const { clock } = chime;
  const recorder = new LogRecorder();
  const pace = new Pace(random);
  const dependencies: Dependencies = { clientFor: () => chime, clock, random, now: () => NOW, log: recorder.log };
  const toolbox = new Toolbox(dependencies, budget, pace);
  const caller = new Caller({ clock, random, budget, pace, log: recorder.log });
  const writer = new Writer(chime, caller, random, recorder.log);
  return { clock, recorder, dependencies, budget, pace, toolbox, ...toolbox.for(REGION), caller, writer };
}
