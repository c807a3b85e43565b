import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface CommandOptions {
  /** Working directory. */
  readonly cwd: string;
  /** Added to the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end. What it prints is shown only if it fails. */
export async function run(command: string, args: readonly string[], options: CommandOptions): Promise<void> {
  await output(command, args, options);
}

/** Runs a command to its end and gives what it prints on its standard output. */
export function output(command: string, args: readonly string[], { cwd, env }: CommandOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed: Buffer[] = [];
    const all: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
    child.stdout.on('data', (chunk: Buffer) => all.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => all.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(Buffer.concat(printed).toString());
      reject(new Error(`${[command, ...args].join(' ')} ended with ${signal ?? code}:\n${Buffer.concat(all).toString().trimEnd()}`));
    });
  });
}

/** Whether a command is on the PATH. */
export function exists(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some(directory => isExecutable(join(directory, command)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
