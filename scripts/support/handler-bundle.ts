import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

interface Tasks {
  readonly tasks: Readonly<Record<string, { readonly steps: ReadonlyArray<{ readonly execArgs: readonly string[] }> }>>;
}

/** Bundles the handler into another file than usual, with the command and the options of `npx projen bundle`. */
export function bundleHandler(root: string, outfile: string, ...more: readonly string[]): void {
  const { tasks } = JSON.parse(readFileSync(join(root, '.projen', 'tasks.json'), 'utf8')) as Tasks;
  const [command, ...args] = tasks['bundle:lambda/phone-number-associations'].steps[0].execArgs;
  const options = args.filter(argument => !argument.startsWith('--outfile='));
  execFileSync(join(root, 'node_modules', '.bin', command), [...options, `--outfile=${resolve(outfile)}`, ...more], { cwd: root, stdio: 'pipe' });
}
