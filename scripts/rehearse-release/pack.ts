import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/command';
import { Report } from '../support/report';
import { inRepository } from '../support/repository';

/** What the release workflow runs between `bump` and `unbump`, but for the tests: they are the gate's. */
const TASKS = ['bundle', 'compile', 'samples', 'package-all'];

/** Clones the last commit, bumps its version and packs it for all languages. Gives the version, if it got that far. */
export async function pack(clone: string, report: Report): Promise<string | undefined> {
  const projen = (task: string) => run(process.execPath, [inRepository('node_modules', 'projen', 'bin', 'projen'), task], { cwd: clone, env: { CI: undefined } });
  const version = await report.step('release', 'finds version and changelog', async () => {
    await run('git', ['clone', '--quiet', inRepository(), clone], { cwd: inRepository() });
    symlinkSync(inRepository('node_modules'), join(clone, 'node_modules'));
    writeFileSync(join(clone, '.git', 'info', 'exclude'), 'node_modules\n');
    await projen('bump');
    return checkBump(clone);
  });
  if (!version) return undefined;
  return report.step('release', `packs ${version}`, async () => {
    for (const task of TASKS) await projen(task);
    return version;
  });
}

/** The version, of which the changelog must have something to say. */
function checkBump(clone: string): string {
  const read = (name: string) => readFileSync(join(clone, 'dist', name), 'utf8').trim();
  const version = read('version.txt');
  const changes = read('changelog.md').split('\n').filter(line => line.startsWith('* '));
  if (changes.length === 0) throw new Error(`The changelog of ${version} is empty: are there conventional commit subjects since the last tag?`);
  return version;
}
