import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleHandler } from '../support/handler-bundle';

/** A package of which something is in the bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** As in its package.json, an SPDX expression. */
  readonly licence: string;
  /** What its licence and notice files say. */
  readonly texts: readonly string[];
}

/** What esbuild writes about a bundle, as far as it is needed here. */
export interface Metafile {
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>>;
}

/** The last `node_modules` of a path counts: packages can have packages of their own. */
const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

const LICENCE_FILE = /^(licen[cs]e|notice|copying)/i;

/** The packages in the handler's bundle. Takes a bundling, about half a second. */
export function bundledPackages(root: string): BundledPackage[] {
  const scratch = mkdtempSync(join(tmpdir(), 'bundled-packages-'));
  try {
    const metafile = join(scratch, 'metafile.json');
    bundleHandler(root, join(scratch, 'index.js'), `--metafile=${metafile}`);
    const directories = packageDirectories(JSON.parse(readFileSync(metafile, 'utf8')) as Metafile);
    return directories.map(directory => readPackage(resolve(root, directory)));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Directories of the packages that left something in the bundle, each once. */
export function packageDirectories({ outputs }: Metafile): string[] {
  const inputs = Object.values(outputs).flatMap(output => Object.entries(output.inputs));
  const directories = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => PACKAGE.exec(path)?.[1]);
  return [...new Set(directories)].filter(directory => directory !== undefined).sort();
}

/** Reads a package as it is installed. One that grants no licence must not be shipped. */
export function readPackage(directory: string): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Partial<Record<string, string>>;
  const files = readdirSync(directory).filter(file => LICENCE_FILE.test(file)).sort();
  if (!name || !version || !license || files.length === 0) {
    throw new Error(`${directory} has ${license ? 'no licence file' : 'no licence in its package.json'}: find out what it grants before it is bundled`);
  }
  return { name, version, licence: license, texts: files.map(file => readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n').trim()) };
}
