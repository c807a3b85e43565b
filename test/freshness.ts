import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundleHandler } from '../scripts/support/handler-bundle';

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

/** Bundles the handler. If that fails there is no bundle, for a test of the one of before would prove nothing. */
export function bundle(root: string = ROOT): void {
  const output = join(root, BUNDLE.output);
  // Another run of the tests may be reading the old one.
  const next = `${output}.${process.pid}`;
  try {
    bundleHandler(root, next);
    renameSync(next, output);
  } catch (error) {
    rmSync(output, { force: true });
    throw error;
  }
}

/** Also of the directories themselves: a file that was removed is a change. */
function lastChange(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map(entry => lastChange(join(path, entry))));
}
