import { BRANCH, COMES, LEAVES, MOVES, OFFICE, STACK_NAME, STAYS, synthesizeStack } from './traced-stack';
import { EPOCH, KillPoint, RecordedStackEvent, SimulatedAccount } from '../../aws-simulator';
import { CloudAssemblies } from '../../aws-simulator/testing';

/** One thing that a run of the function has done, in its order: a request, or a line of the log. */
export interface Act {
  readonly kind: 'request' | 'log';
  /** When a request was served, in virtual milliseconds; log lines have no time of their own. */
  readonly time?: number;
  readonly text: string;
}

/** One update, as everybody who took part in it saw it. */
export interface TracedUpdate {
  readonly event: unknown;
  /** The timeline of the stack at the moment of the event, newest first. */
  readonly timeline: readonly RecordedStackEvent[];
  readonly acts: readonly Act[];
  readonly answer: string;
  /** What CloudFormation recorded after the answer, oldest first. */
  readonly afterwards: readonly RecordedStackEvent[];
  /** Who had each number, since when. */
  readonly tenures: ReadonlyArray<{ readonly phoneNumber: string; readonly since: number; readonly owner: string }>;
}

/** Plays the update in the simulated account, always in the same way. */
export async function playUpdate(): Promise<TracedUpdate> {
  // Without scatter, so that every request takes the same time and only what the handler does shows.
  const aws = await SimulatedAccount.start({ seed: 1, spread: 1 });
  const assemblies = new CloudAssemblies();
  try {
    for (const connector of [OFFICE, BRANCH]) aws.chime.create(connector);
    for (const phoneNumber of [STAYS, MOVES, COMES, LEAVES]) aws.chime.order(phoneNumber);
    await aws.stack(STACK_NAME).deploy(synthesizeStack(assemblies, 'before'));
    // Long enough for CloudFormation's entries of the two deployments to be well apart.
    await aws.simulation.run('pause', () => aws.simulation.sleep(600_000));

    const acts = observeRuns(aws);
    const { status, events } = await aws.stack(STACK_NAME).deploy(synthesizeStack(assemblies, 'after'));
    if (status !== 'UPDATE_COMPLETE') throw new Error(`The update has ended in ${status}`);
    acts.finish();
    const { event, acceptedAt } = aws.lambda.events.at(-1)!;
    const [answer] = aws.cloudFormation.responses.slice(-1);
    return {
      event,
      timeline: aws.stack(STACK_NAME).events.filter(({ time }) => time <= acceptedAt).reverse(),
      acts: acts.all,
      answer: answer.body,
      afterwards: events.filter(({ time }) => time > acceptedAt),
      tenures: [STAYS, MOVES, COMES, LEAVES].flatMap(phoneNumber => (
        // At time 0 they were ordered.
        aws.chime.history(phoneNumber).filter(({ since }) => since > 0)
          .map(({ since, owner }) => ({ phoneNumber, since, owner: owner?.value ?? 'nothing' }))
      )),
    };
  } finally {
    await aws.stop();
    assemblies.delete();
  }
}

/** Looks over the shoulder of the function at each of its requests, which is where a test would kill it. */
function observeRuns(aws: SimulatedAccount): { readonly all: Act[]; finish(): void } {
  const all: Act[] = [];
  const written = () => aws.lambda.logNames().flatMap(name => aws.lambda.log(name)).join('').split('\n').filter(line => line.startsWith('{"step"'));
  let seen = written().length;
  const finish = () => {
    const lines = written();
    for (const line of lines.slice(seen)) all.push({ kind: 'log', text: line });
    seen = lines.length;
  };
  aws.lambda.killWhen = point => {
    finish();
    if (point.when === 'after') all.push({ kind: 'request', time: aws.simulation.now(), text: describeRequest(aws, point) });
    return false;
  };
  return { all, finish };
}

function describeRequest({ chime, cloudFormation }: SimulatedAccount, { service }: KillPoint): string {
  if (service === 'response') return `PUT of the answer: HTTP ${cloudFormation.responses.at(-1)!.status}`;
  if (service === 'cloudformation') {
    const { operation, status } = cloudFormation.requests.at(-1)!;
    return `${operation}: HTTP ${status}`;
  }
  const { operation, owner, numbers, force, status } = chime.requests.at(-1)!;
  const what = [owner?.value, numbers.join(', ')].filter(Boolean).join(', ');
  return `${operation} ${what}${force ? ', by force' : ''}: HTTP ${status}`;
}

/** A moment of virtual time as a date. */
export function dateText(time: number): string {
  return new Date(EPOCH + time).toISOString();
}
