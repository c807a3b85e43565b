import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command';

/**
 * Installs another Node.js into a directory. The npm package `node` fetches its binary in a script after the installation.
 *
 * @param packages to be installed beside it, with their versions, such as `aws-lambda-ric@4.0.2`; their scripts may run, too
 * @returns the path of its binary
 */
export async function installNode(major: string, directory: string, packages: readonly string[] = []): Promise<string> {
  mkdirSync(directory, { recursive: true });
  const names = ['node', ...packages.map(name => name.slice(0, name.lastIndexOf('@')))];
  const manifest = { name: `node-${major}`, private: true, allowScripts: Object.fromEntries(names.map(name => [name, true])) };
  writeFileSync(join(directory, 'package.json'), JSON.stringify(manifest));
  await run('npm', ['install', '--no-audit', '--no-fund', `node@${major}`, ...packages], { cwd: directory });
  const node = join(directory, 'node_modules', 'node', 'bin', 'node');
  await run(node, ['--version'], { cwd: directory });
  return node;
}
