import { Account } from './account';
import { fireSchedules } from './drift-checks';
import { moveByHand } from './hands';
import { Operator } from './operator';
import { MonthRecord } from './record';
import { Synthesis } from './synthesis';
import { changeBehaviours, makeTrouble } from './troubles';
import { SimulatedAccount } from '../../aws-simulator';
import { Random } from '../../aws-simulator/random';

export interface MonthOptions {
  readonly days: number;
  readonly seed: number;
  /** Phone numbers in the account. */
  readonly phoneNumbers: number;
  readonly stacks: number;
  /** Between two deployments of a stack, two acts by hand, and two troubles, on average. */
  readonly everyHours: { readonly deployment: number; readonly hand: number; readonly trouble: number };
  /** Called at the end of each virtual day. */
  readonly onDay?: (day: number, account: Account) => void;
}

const DAY = 24 * 3_600_000;

/** Plays a month in the life of an account, in virtual time, with the function as it is shipped. */
export async function playMonth(options: MonthOptions): Promise<MonthRecord> {
  const { days, seed, phoneNumbers, stacks, everyHours } = options;
  const random = new Random(seed);
  const skew = () => random.pick([0, 0, 750, -750]);
  const aws = await SimulatedAccount.start({ seed, clockSkew: { chimeMs: skew(), lambdaMs: skew() } });
  const synthesis = new Synthesis();
  try {
    const account = new Account(aws, days * DAY, phoneNumbers);
    const names = Array.from({ length: stacks }, (_, n) => `Site${n + 1}`);
    const fork = () => new Random(random.integer(1e9));
    const largestAssociation = Math.ceil(phoneNumbers / stacks / 2.5);
    const operators = names.map(name => new Operator(name, account, synthesis, fork(), { everyHours: everyHours.deployment, largestAssociation }));
    await aws.simulation.run('the month', async () => {
      await Promise.all([
        ...operators.map(operator => operator.work()),
        fireSchedules(account, names),
        moveByHand(account, fork(), everyHours.hand),
        makeTrouble(account, fork(), everyHours.trouble),
        changeBehaviours(account, fork()),
        tellOfDays(account, options),
      ]);
    });
    return recordOf(account, options);
  } finally {
    await aws.stop();
    synthesis.delete();
  }
}

async function tellOfDays(account: Account, { days, onDay }: MonthOptions): Promise<void> {
  for (let day = 1; day <= days; day++) {
    await account.aws.simulation.sleep(DAY);
    onDay?.(day, account);
  }
}

function recordOf(account: Account, { days, seed }: MonthOptions): MonthRecord {
  const { chime, cloudFormation } = account.aws;
  const { operations, hands, checks, troubles, kills } = account;
  return {
    days,
    seed,
    endedAt: account.now(),
    operations,
    hands,
    checks,
    troubles,
    kills,
    requests: chime.counts(),
    throttled: chime.requests.filter(({ status }) => status === 429).length,
    failedRequests: chime.requests.filter(({ status }) => status !== 200 && status !== 429).length,
    timelineRequests: cloudFormation.requests.length,
    unexpected: chime.unexpected,
    tenures: account.tenures(),
  };
}
