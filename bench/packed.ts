import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child';
import { BENCH, LIBRARY, PEER, ROOT, WORK } from './paths';

/** A package as the registry has it. */
export interface PackedPackage {
  readonly name: string;
  readonly tarball: string;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly files: number;
}

interface PackReport {
  readonly name: string;
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly entryCount: number;
}

async function pack(source: string, cwd: string): Promise<PackedPackage> {
  const [report]: PackReport[] = JSON.parse(await run('npm', ['pack', source, '--json', '--ignore-scripts', '--pack-destination', WORK], { cwd }));
  return {
    name: report.name, tarball: join(WORK, report.filename), packedBytes: report.size, unpackedBytes: report.unpackedSize, files: report.entryCount,
  };
}

/** This library, from the built tree, and the peer, from the registry. */
export async function packBoth(): Promise<{ ours: PackedPackage; peer: PackedPackage }> {
  mkdirSync(WORK, { recursive: true });
  const { version } = JSON.parse(readFileSync(join(BENCH, 'node_modules', PEER, 'package.json'), 'utf8'));
  return { ours: await pack('.', ROOT), peer: await pack(`${PEER}@${version}`, BENCH) };
}

/** Unpacks our tarball where the apps of the benchmark find it, beside the CDK that the peer uses too. */
export async function unpack({ tarball }: PackedPackage): Promise<string> {
  const directory = join(BENCH, 'node_modules', LIBRARY);
  mkdirSync(directory, { recursive: true });
  await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', directory], { cwd: BENCH });
  return directory;
}
