import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { RegistryPage } from './language';

/** A line that only TypeScript has. */
const TYPESCRIPT = /^import .* from '.*';$/m;

/** The page has samples in its language, and none of the README's TypeScript under the language's name. */
export async function expectSamplesInLanguage({ read, sample }: RegistryPage, workspace: string): Promise<void> {
  const scratch = join(workspace, 'page');
  mkdirSync(scratch, { recursive: true });
  const page = await read(scratch);
  if (!sample.test(page)) throw new Error(`The page has no sample with ${String(sample)}: are the translations packed? \`npx projen samples\` writes them`);
  const left = TYPESCRIPT.exec(page)?.[0];
  if (left) throw new Error(`The page shows TypeScript, such as "${left}": are the translations packed? \`npx projen samples\` writes them`);
}
