import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { InstalledApp } from './language';
import { run } from '../support/command';
import { inRepository } from '../support/repository';

/** Synthesizes the app as its user does: in its own directory, with its cdk.json. Gives the cloud assembly's directory. */
export async function synthesize(app: InstalledApp): Promise<string> {
  return cdkSynth(app, app.directory, `${app.directory}.cdk.out`, []);
}

/** Synthesizes the app from a working directory that has nothing to do with it: a path relative to it leads nowhere. */
export async function synthesizeFromElsewhere(app: InstalledApp): Promise<string> {
  const elsewhere = `${app.directory}.elsewhere`;
  mkdirSync(elsewhere);
  return cdkSynth(app, elsewhere, join(elsewhere, 'cdk.out'), ['--app', app.command]);
}

async function cdkSynth({ env }: InstalledApp, cwd: string, output: string, args: readonly string[]): Promise<string> {
  const cli = inRepository('node_modules', 'aws-cdk', 'bin', 'cdk');
  await run(process.execPath, [cli, 'synth', '--quiet', '--no-notices', '--output', output, ...args], { cwd, env });
  return output;
}
