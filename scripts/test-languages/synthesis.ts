import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppCommand } from './language';
import { run } from '../support/command';
import { inRepository } from '../support/repository';

/**
 * Synthesizes the app from a working directory that has nothing to do with it: a path relative to it leads nowhere.
 * Gives the cloud assembly's directory.
 */
export async function synthesizeFromElsewhere(directory: string, { app, env }: AppCommand): Promise<string> {
  const elsewhere = `${directory}.elsewhere`;
  mkdirSync(elsewhere);
  const output = join(elsewhere, 'cdk.out');
  const cli = inRepository('node_modules', 'aws-cdk', 'bin', 'cdk');
  await run(process.execPath, [cli, 'synth', '--quiet', '--no-notices', '--output', output, '--app', app], { cwd: elsewhere, env });
  return output;
}
