import { Iam } from '../iam';
import { Simulation } from '../simulation';
import { HttpsReceiver } from './caught-https';
import { InvocationResult, LambdaFunction, runtimeEnvironment, threw, timedOut } from './lambda-function';
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
  /** Variables that point the SDK's clients at the local servers. */
  readonly endpoints: () => Readonly<Record<string, string>>;
}

/** The functions that are deployed, and their execution environments. */
export class LambdaService {
  /** Asked at each Invoke call over HTTP whether it shall break. */
  faults?: (call: InvokeCall) => InvokeFault | undefined;
  private readonly functions = new Map<string, LambdaFunction>();
  private readonly warm = new Map<string, Sandbox[]>();
  private readonly logs = new Map<string, string[]>();
  private invocations = 0;

  constructor(private readonly options: LambdaServiceOptions) {}

  put(fn: LambdaFunction): void {
    this.functions.set(fn.arn, fn);
  }

  remove(arn: string): void {
    this.functions.delete(arn);
  }

  /** By ARN. */
  get(arn: string): LambdaFunction | undefined {
    return this.functions.get(arn);
  }

  /** All that a function has written, in pieces as it wrote them; by function name. */
  log(functionName: string): readonly string[] {
    return this.logs.get(functionName) ?? [];
  }

  /** Forgets functions and logs. Warm sandboxes stay, for functions that are deployed again just the same, unless `cold`. */
  reset(cold: boolean): void {
    this.functions.clear();
    this.logs.clear();
    this.invocations = 0;
    this.faults = undefined;
    if (cold) this.warm.clear();
  }

  /** Runs a function, for at most the time limit it was deployed with. */
  async invoke(arn: string, event: unknown): Promise<InvocationResult> {
    const fn = this.functions.get(arn);
    if (!fn) throw new Error(`Function not found: ${arn}`);
    const requestId = `00000000-0000-4000-8000-${String(this.invocations++).padStart(12, '0')}`;
    const environment = { ...runtimeEnvironment(fn, this.options.iam.accessKeyOf(fn.roleName)), ...this.options.endpoints() };
    const key = JSON.stringify([fn.directory, fn.handler, environment]);
    const idle = this.warm.get(key) ?? [];
    this.warm.set(key, idle);
    const sandbox = idle.pop() ?? new Sandbox(fn.directory, environment, { ...this.options, write: (text) => this.write(fn.name, text) });
    const simulation = this.options.simulation();
    sandbox.reseed(simulation.random.integer(1e9));

    return new Promise<InvocationResult>((resolve) => {
      const limit = fn.timeoutSeconds * 1000;
      const deadline = simulation.now() + limit;
      const cancel = simulation.schedule(limit, () => {
        sandbox.kill();
        resolve(timedOut(requestId, fn.timeoutSeconds));
      });
      const context = {
        awsRequestId: requestId,
        functionName: fn.name,
        functionVersion: '$LATEST',
        invokedFunctionArn: arn,
        memoryLimitInMB: `${fn.memoryMegabytes}`,
        logGroupName: fn.logGroupName,
        logStreamName: environment.AWS_LAMBDA_LOG_STREAM_NAME,
        callbackWaitsForEmptyEventLoop: true,
        getRemainingTimeInMillis: () => Math.max(0, deadline - simulation.now()),
      };
      void this.call(sandbox, fn, event, context).then((result) => {
        cancel();
        if (simulation.now() < deadline) idle.push(sandbox);
        resolve(result);
      });
    });
  }

  private async call(sandbox: Sandbox, fn: LambdaFunction, event: unknown, context: object): Promise<InvocationResult> {
    try {
      const answer = await sandbox.handler(fn.handler)(JSON.parse(JSON.stringify(event)), context);
      return { payload: JSON.stringify(answer) ?? 'null' };
    } catch (error) {
      const result = threw(error);
      this.write(fn.name, `ERROR\tInvoke Error\t${result.payload}\n`);
      return result;
    }
  }

  private write(functionName: string, text: string): void {
    this.logs.set(functionName, [...this.log(functionName), text]);
  }
}
