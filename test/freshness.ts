import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');

/** What `npx projen bundle` and `npx projen compile` write, and what they read. */
export const BUNDLE = { output: 'assets/lambda/phone-number-associations/index.js', sources: ['lambda', 'src/contract', 'package-lock.json'] } as const;
export const LIBRARY = { output: 'lib/index.js', sources: ['src'] } as const;

interface Built {
  readonly output: string;
  readonly sources: readonly string[];
}

/** Whether a source has changed since the output was written, or there is none. */
export function isStale({ output, sources }: Built, root: string = ROOT): boolean {
  const path = join(root, output);
  return !existsSync(path) || Math.max(...sources.map(source => lastChange(join(root, source)))) > statSync(path).mtimeMs;
}

/**
 * Bundles the handler with the command that `npx projen bundle` runs, without projen's own second. If it cannot be bundled
 * there is no bundle, for a test of the one of before would prove nothing.
 */
export function bundle(root: string = ROOT): void {
  const { tasks } = JSON.parse(readFileSync(join(root, '.projen', 'tasks.json'), 'utf8')) as { tasks: Record<string, Task> };
  const [command, ...args] = tasks['bundle:lambda/phone-number-associations'].steps[0].execArgs;
  const output = join(root, BUNDLE.output);
  // Another run of the tests may be reading the old one.
  const next = `${output}.${process.pid}`;
  try {
    const withOutput = args.map(argument => argument.startsWith('--outfile=') ? `--outfile=${next}` : argument);
    execFileSync(join(root, 'node_modules', '.bin', command), withOutput, { cwd: root, stdio: 'pipe' });
    renameSync(next, output);
  } catch (error) {
    rmSync(output, { force: true });
    throw error;
  }
}

interface Task {
  readonly steps: ReadonlyArray<{ readonly execArgs: readonly string[] }>;
}

/** Also of the directories themselves: a file that was removed is a change. */
function lastChange(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map(entry => lastChange(join(path, entry))));
}
