/** A function as it is deployed. */
export interface LambdaFunction {
  readonly arn: string;
  readonly name: string;
  /** `file.export` */
  readonly handler: string;
  /** The unpacked asset. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly roleName: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly logGroupName: string;
  readonly region: string;
}

/** What the Invoke API answers. */
export interface InvocationResult {
  /** Set if the function threw or was killed. */
  readonly functionError?: 'Unhandled';
  readonly payload: string;
}

/** The answer to an invocation that took too long. */
export function timedOut(requestId: string, seconds: number): InvocationResult {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`;
  return { functionError: 'Unhandled', payload: JSON.stringify({ errorType: 'Sandbox.Timedout', errorMessage }) };
}

/** The answer to an invocation whose function was killed from outside. */
export function killed(requestId: string): InvocationResult {
  const errorMessage = `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`;
  return { functionError: 'Unhandled', payload: JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage }) };
}

/** The answer to an invocation that threw. Not `instanceof Error`: the function's errors come from another realm. */
export function threw(thrown: unknown): InvocationResult {
  const error = thrown as Partial<Error> | undefined;
  const payload = error?.stack === undefined
    ? { errorType: typeof thrown, errorMessage: String(thrown), trace: [] }
    : { errorType: error.name, errorMessage: error.message, trace: error.stack.split('\n') };
  return { functionError: 'Unhandled', payload: JSON.stringify(payload) };
}

/** What the Lambda runtime itself puts into the environment. */
export function runtimeEnvironment(fn: LambdaFunction, accessKeyId: string): Record<string, string> {
  return {
    AWS_REGION: fn.region,
    AWS_DEFAULT_REGION: fn.region,
    AWS_LAMBDA_FUNCTION_NAME: fn.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: `${fn.memoryMegabytes}`,
    AWS_LAMBDA_LOG_GROUP_NAME: fn.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: '2026/01/01/[$LATEST]0123456789abcdef',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    LAMBDA_TASK_ROOT: fn.directory,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token',
    ...fn.environment,
  };
}
