import { Account } from './account';

const HOUR = 3_600_000;
const TICK = 60_000;

/** The input of a schedule, as the construct writes it. */
interface Input {
  readonly DetectDrift: {
    readonly Association: string;
    readonly Repair: string;
    readonly E164PhoneNumbers: readonly string[];
    readonly VoiceConnectorId?: string;
    readonly VoiceConnectorGroupId?: string;
  };
}

interface Schedule {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly hours: number;
  readonly input: Input['DetectDrift'];
}

/** Fires the schedules of the stacks, each in its own rhythm since it was made. */
export async function fireSchedules(account: Account, stacks: readonly string[]): Promise<void> {
  const dueAt = new Map<string, number>();
  while (!account.isOver()) {
    for (const stack of stacks) {
      for (const schedule of schedulesOf(account, stack)) {
        const due = dueAt.get(schedule.physicalId);
        if (due !== undefined && account.now() < due) continue;
        dueAt.set(schedule.physicalId, account.now() + schedule.hours * HOUR);
        if (due !== undefined) void check(account, stack, schedule);
      }
    }
    await account.aws.simulation.sleep(TICK);
  }
}

function schedulesOf({ aws }: Account, stack: string): Schedule[] {
  return aws.stack(stack).resourcesOfType('AWS::Scheduler::Schedule').flatMap(({ logicalId, physicalId, properties }) => {
    const { ScheduleExpression, Target } = properties as { ScheduleExpression?: string; Target?: { Input: string } };
    if (!ScheduleExpression || !Target || physicalId === undefined) return [];
    const [, count, unit] = /^rate\((\d+) (hour|minute)s?\)$/.exec(ScheduleExpression) ?? [];
    return [{ logicalId, physicalId, hours: Number(count) / (unit === 'minute' ? 60 : 1), input: (JSON.parse(Target.Input) as Input).DetectDrift }];
  });
}

async function check(account: Account, stack: string, { logicalId, input }: Schedule): Promise<void> {
  const from = account.now();
  const [own] = account.aws.stack(stack).resourcesOfType('AWS::Lambda::Function');
  const lines = () => account.aws.lambda.log(own.physicalId ?? '').length;
  const before = lines();
  const failed = await account.aws.stack(stack).fire(logicalId).then(() => false, () => true);
  const written = account.aws.lambda.log(own.physicalId ?? '').slice(before).join('').split('\n');
  const ownLines = written.filter(line => line.startsWith('{"step":"drift')).map(line => JSON.parse(line) as Record<string, unknown>)
    .filter(line => line.association === input.Association);
  const done = ownLines.find(({ step }) => step === 'drift');
  account.checks.push({
    stack,
    from,
    until: account.now(),
    outcome: failed ? 'failed' : done ? 'done' : 'skipped',
    repair: input.Repair === 'true',
    owner: input.VoiceConnectorId ?? input.VoiceConnectorGroupId ?? '',
    phoneNumbers: new Set(input.E164PhoneNumbers),
    drifted: Number(done?.DriftedPhoneNumbers ?? 0),
    repaired: Number(done?.RepairedPhoneNumbers ?? 0),
  });
}
