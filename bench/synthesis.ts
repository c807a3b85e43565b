import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { timed } from './child';
import { BENCH, WORK } from './paths';
import { StackSource } from '../aws-simulator';
import { readStack } from '../aws-simulator/testing';

export type Contestant = 'empty' | 'function' | 'ours' | 'peer' | 'handwritten';

export const OFFICE = 'abcdef1ghij2klmno3pqr4';
export const BRANCH = 'branch1ghij2klmno3pqr4';

/** The numbers of an app of `apps/synthesize.cjs`. */
export function phoneNumbers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `+1206${5_550_000 + index}`);
}

export interface Synthesis {
  readonly milliseconds: number;
  readonly templateBytes: number;
  readonly resources: number;
  readonly source: StackSource;
}

export interface SynthesisOptions {
  /** @default OFFICE */
  readonly voiceConnectorId?: string;
  /** The CDK's own validation of templates, on in every app but as expensive as all the rest. @default false */
  readonly validation?: boolean;
}

/** Synthesizes an app in a process of its own. The working directory is the benchmark's: the peer's asset path is relative to it. */
export async function synthesize(contestant: Contestant, count: number, options: SynthesisOptions = {}): Promise<Synthesis> {
  const { voiceConnectorId = OFFICE, validation = false } = options;
  const directory = join(WORK, 'assemblies', `${contestant}-${count}-${voiceConnectorId}`);
  rmSync(directory, { recursive: true, force: true });
  const app = join(BENCH, 'apps', 'synthesize.cjs');
  const env = { ...process.env, CDK_VALIDATION: String(validation) };
  const milliseconds = await timed(process.execPath, [app, contestant, String(count), voiceConnectorId, directory], { cwd: BENCH, env });
  const { size: templateBytes } = statSync(join(directory, 'Bench.template.json'));
  const source = readStack(directory, 'Bench');
  return { milliseconds, templateBytes, resources: Object.keys(source.template.Resources ?? {}).length, source };
}
