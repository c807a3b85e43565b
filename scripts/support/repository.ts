import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');

/** What the tests of the constructs, of whole stacks and of random lives need. */
const TREE = [
  'src', 'lib', 'lambda', 'assets', 'examples', 'test', 'aws-simulator', 'scripts', '.projen', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.jsii.json',
];

/** A path inside this repository. */
export function inRepository(...segments: string[]): string {
  return join(ROOT, ...segments);
}

/** Copies what the tests need, with the times of change, by which they know that the bundle is current. */
export function copyTree(directory: string): void {
  for (const entry of TREE) cpSync(inRepository(entry), join(directory, entry), { recursive: true, preserveTimestamps: true });
}

/** The one packed file in a directory of `dist` whose name ends like this. */
export function artifact(directory: string, ending: string): string {
  const parent = inRepository('dist', directory);
  const found = list(parent).filter(name => name.endsWith(ending));
  if (found.length !== 1) {
    throw new Error(`dist/${directory} has ${found.length} files *${ending}, expected 1: remove dist and run \`npx projen package-all\``);
  }
  return join(parent, found[0]);
}

/** The version of a package that this repository has installed. */
export function installedVersion(name: string): string {
  return (JSON.parse(readFileSync(inRepository('node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
}

function list(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}
