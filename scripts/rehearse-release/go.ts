import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Registry, Rehearsal } from './registry';
import { run } from '../support/command';
import { requireInstead } from '../support/text-file';

/** A bare git repository in the place of the one on GitHub. */
export async function goRegistry({ scratch, clone, publib }: Rehearsal): Promise<Registry> {
  const { jsii } = JSON.parse(readFileSync(join(clone, 'package.json'), 'utf8')) as { jsii: { targets: { go: { moduleName: string } } } };
  const { moduleName } = jsii.targets.go;
  const directory = join(scratch, 'go');
  const repository = join(directory, 'module.git');
  mkdirSync(directory);
  await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', repository], { cwd: directory });
  const config = join(directory, 'gitconfig');
  writeFileSync(config, [
    `[url "${repository}"]`,
    `  insteadOf = https://rehearsal@${moduleName}.git`,
    `  insteadOf = https://${moduleName}`,
    '[user]',
    '  name = Rehearsal',
    '  email = rehearsal@example.com',
  ].join('\n'));
  const env = { GIT_CONFIG_GLOBAL: config, GITHUB_TOKEN: 'rehearsal', GITHUB_API_URL: undefined, GH_HOST: undefined };
  return {
    publish: () => publib('publib-golang', { ...env, GIT_USER_NAME: 'Rehearsal', GIT_USER_EMAIL: 'rehearsal@example.com' }),
    use(example, version) {
      requireInstead(join(example, 'go.mod'), /(?<=cdkchimephonenumberassociation v)\S+/, version);
      return { ...env, GOPRIVATE: moduleName, GOMODCACHE: join(directory, 'cache'), GOFLAGS: '-modcacherw' };
    },
    close() {},
  };
}
