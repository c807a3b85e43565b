import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export interface ChildOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a program to its end; what it has written is part of the error if it fails. */
export async function run(program: string, args: readonly string[], options: ChildOptions): Promise<string> {
  const { stdout } = await execute(program, [...args], { env: process.env, maxBuffer: 64 * 1024 * 1024, ...options });
  return stdout;
}

/** Milliseconds from before a program starts until after it has ended. */
export async function timed(program: string, args: readonly string[], options: ChildOptions): Promise<number> {
  const start = performance.now();
  await run(program, args, options);
  return performance.now() - start;
}
