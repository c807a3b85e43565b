import { statSync } from 'node:fs';
import { join } from 'node:path';
import { build, BuildOptions } from 'esbuild';
import { BENCH, PEER, ROOT, WORK } from './paths';
import { bundleHandler } from '../scripts/support/handler-bundle';

/** As in `projenrc`. */
const OPTIONS: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  alias: { '@aws-sdk/credential-provider-node': join(ROOT, 'lambda', 'phone-number-associations', 'service', 'environment-credentials.ts') },
  external: ['@smithy/core/event-streams'],
  absWorkingDir: ROOT,
};

export interface Bundle {
  readonly file: string;
  readonly bytes: number;
}

/** The handlers that are compared, each as one file. */
export async function bundles(ourPackage: string): Promise<Record<'ours' | 'external' | 'oneCall' | 'peer', Bundle>> {
  const external = join(WORK, 'external', 'index.js');
  const oneCall = join(WORK, 'one-call', 'index.js');
  bundleHandler(ROOT, external, '--external:@aws-sdk/*');
  await build({ ...OPTIONS, entryPoints: [join(BENCH, 'apps', 'one-call.ts')], outfile: oneCall });
  const bundle = (file: string): Bundle => ({ file, bytes: statSync(file).size });
  return {
    ours: bundle(join(ourPackage, 'assets', 'lambda', 'phone-number-associations', 'index.js')),
    external: bundle(external),
    oneCall: bundle(oneCall),
    peer: bundle(join(BENCH, 'node_modules', PEER, 'assets', 'resources', 'pstn', 'index.js')),
  };
}
