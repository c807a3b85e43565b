import { Iam } from '../iam';
import { Simulation } from '../simulation';
import { AsynchronousEvent, AsynchronousEvents } from './asynchronous-events';
import { HttpsReceiver } from './caught-https';
import { InvocationResult, killed, LambdaFunction, runtimeEnvironment, threw, timedOut } from './lambda-function';
import { KillSchedule, Run } from './run';
import { Sandbox } from './sandbox';

/** How an Invoke call breaks for its caller. What the function does stays done. */
export type InvokeFault =
  /** The function runs to its end, and its answer gets lost. */
  | { readonly kind: 'answer lost' }
  /** The connection breaks while the function runs on: the caller's next attempt overlaps with it. */
  | { readonly kind: 'connection broken'; readonly afterMs: number };

/** An Invoke call over HTTP. */
export interface InvokeCall {
  /** Counts all calls since the start or the last reset, from 0. */
  readonly index: number;
  readonly functionName: string;
  readonly event: unknown;
}

export interface LambdaServiceOptions {
  readonly simulation: () => Simulation;
  readonly iam: Iam;
  readonly https: HttpsReceiver;
  /** How far a function's clock is ahead of virtual time. */
  readonly clockSkewMs: () => number;
  /** Variables that point the SDK's clients at the local servers. */
  readonly endpoints: () => Readonly<Record<string, string>>;
}

/** Which run of which event it is. */
interface RunIdentity {
  readonly awsRequestId: string;
  readonly run: number;
}

/** The functions that are deployed, and their execution environments. */
export class LambdaService {
  /** Asked at each Invoke call over HTTP whether it shall break. */
  public faults?: (call: InvokeCall) => InvokeFault | undefined;
  /** Asked around each outgoing request of a function whether it is killed there. */
  public killWhen?: KillSchedule;
  private readonly queue: AsynchronousEvents;
  private readonly functions = new Map<string, LambdaFunction>();
  private readonly warm = new Map<string, Sandbox[]>();
  private readonly logs = new Map<string, string[]>();
  private readonly running = new Set<Run>();
  private invocations = 0;

  constructor(private readonly options: LambdaServiceOptions) {
    this.queue = new AsynchronousEvents(
      options.simulation, ({ functionArn, event, awsRequestId }, run) => this.run(functionArn, event, { awsRequestId, run }),
    );
  }

  public put(fn: LambdaFunction): void {
    this.functions.set(fn.arn, fn);
  }

  public remove(arn: string): void {
    this.functions.delete(arn);
  }

  /** By ARN. */
  public get(arn: string): LambdaFunction | undefined {
    return this.functions.get(arn);
  }

  /** All that a function has written, in pieces as it wrote them; by function name. */
  public log(functionName: string): readonly string[] {
    return this.logs.get(functionName) ?? [];
  }

  /** Names of the functions that have written anything; they may be gone by now. */
  public logNames(): readonly string[] {
    return [...this.logs.keys()];
  }

  /** What was accepted for asynchronous runs, as CloudFormation and the schedules invoke: to be looked at or delivered again. */
  public get events(): readonly AsynchronousEvent[] {
    return this.queue.accepted;
  }

  /** Makes asynchronous events wait for their first run. */
  public delayEvents(delay: ((event: AsynchronousEvent) => number) | undefined): void {
    this.queue.delay = delay;
  }

  /** Runs an asynchronous event once more, as Lambda may at any time. */
  public deliverAgain(event: AsynchronousEvent): Promise<InvocationResult> {
    return this.queue.deliverAgain(event);
  }

  /** Kills what runs at this moment, and returns how many runs that were. */
  public killRunning(chosen: (run: Run) => boolean = () => true): number {
    const victims = [...this.running].filter(chosen);
    for (const run of victims) run.kill();
    return victims.length;
  }

  /** Forgets functions and logs. Warm sandboxes stay, for functions that are deployed again just the same, unless `cold`. */
  public reset(cold: boolean): void {
    this.functions.clear();
    this.logs.clear();
    this.running.clear();
    this.queue.reset();
    this.invocations = 0;
    this.faults = undefined;
    this.killWhen = undefined;
    if (cold) this.warm.clear();
  }

  /** Runs a function once, for at most the time limit it was deployed with. */
  public async invoke(arn: string, event: unknown): Promise<InvocationResult> {
    return this.run(arn, event, { awsRequestId: `00000000-0000-4000-8000-${String(this.invocations++).padStart(12, '0')}`, run: 0 });
  }

  /** Runs a function, again after a minute and after two if it fails; resolves to what the last run answered. */
  public invokeAsynchronously(arn: string, event: unknown): Promise<InvocationResult> {
    return this.queue.accept(arn, event);
  }

  private async run(arn: string, event: unknown, { awsRequestId, run: index }: RunIdentity): Promise<InvocationResult> {
    const fn = this.functions.get(arn);
    if (!fn) throw new Error(`Function not found: ${arn}`);
    const environment = { ...runtimeEnvironment(fn, this.options.iam.accessKeyOf(fn.roleName)), ...this.options.endpoints() };
    const key = JSON.stringify([fn.directory, fn.handler, environment]);
    const idle = this.warm.get(key) ?? [];
    this.warm.set(key, idle);
    const sandbox = idle.pop() ?? new Sandbox(fn.directory, environment, { ...this.options, write: text => this.write(fn.name, text) });
    const simulation = this.options.simulation();

    return new Promise<InvocationResult>(resolve => {
      const limit = fn.timeoutSeconds * 1000;
      const deadline = simulation.now() + limit;
      const stop = (result: InvocationResult) => {
        run.end();
        cancel();
        this.running.delete(run);
        resolve(result);
      };
      const killWith = (result: InvocationResult) => {
        sandbox.kill();
        stop(result);
      };
      const onKill = () => killWith(killed(awsRequestId));
      const run = new Run({ functionName: fn.name, event, run: index, awsRequestId, killWhen: () => this.killWhen, onKill });
      const cancel = simulation.schedule(limit, () => killWith(timedOut(awsRequestId, fn.timeoutSeconds)));
      this.running.add(run);
      sandbox.begin(run, simulation.random.integer(1e9));
      void this.call(sandbox, fn, event, contextOf(fn, awsRequestId, () => Math.max(0, deadline - simulation.now()))).then(result => {
        if (!this.running.has(run)) return;
        if (result.functionError) this.write(fn.name, `ERROR\tInvoke Error\t${result.payload}\n`);
        idle.push(sandbox);
        stop(result);
      });
    });
  }

  private async call(sandbox: Sandbox, fn: LambdaFunction, event: unknown, context: object): Promise<InvocationResult> {
    try {
      const answer = await sandbox.handler(fn.handler)(JSON.parse(JSON.stringify(event)), context);
      return { payload: JSON.stringify(answer) ?? 'null' };
    } catch (error) {
      return threw(error);
    }
  }

  private write(functionName: string, text: string): void {
    const log = this.logs.get(functionName) ?? [];
    log.push(text);
    this.logs.set(functionName, log);
  }
}

function contextOf(fn: LambdaFunction, awsRequestId: string, getRemainingTimeInMillis: () => number): object {
  return {
    awsRequestId,
    functionName: fn.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: fn.arn,
    memoryLimitInMB: `${fn.memoryMegabytes}`,
    logGroupName: fn.logGroupName,
    logStreamName: '2026/01/01/[$LATEST]0123456789abcdef',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis,
  };
}
