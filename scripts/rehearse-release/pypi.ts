import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Registry, Rehearsal } from './registry';
import { freePort, Server } from './server';
import { run } from '../support/command';
import { requireInstead } from '../support/text-file';

const PYPISERVER = 'pypiserver==2.4.1';

/** pypiserver. Packages that are not ours come from the index that pip is configured with. */
export async function pypiRegistry({ scratch, publib }: Rehearsal): Promise<Registry> {
  const directory = join(scratch, 'pypiserver');
  const packages = join(directory, 'packages');
  mkdirSync(packages, { recursive: true });
  const bin = join(directory, '.venv', 'bin');
  await run('python3', ['-m', 'venv', join(directory, '.venv')], { cwd: directory });
  await run(join(bin, 'pip'), ['install', '--quiet', PYPISERVER], { cwd: directory });
  const port = await freePort();
  const args = ['run', '--interface', '127.0.0.1', '--port', String(port), '--authenticate', '.', '--passwords', '.', '--disable-fallback', packages];
  const server = await Server.start(join(bin, 'pypi-server'), args, {}, port, join(directory, 'log'));
  const credentials = { TWINE_USERNAME: 'rehearsal', TWINE_PASSWORD: 'rehearsal' };
  return {
    publish: () => publib('publib-pypi', { ...credentials, TWINE_REPOSITORY_URL: `http://127.0.0.1:${port}/` }),
    use(example, version) {
      requireInstead(join(example, 'requirements.txt'), /^cdk-chime-phone-number-association.*$/m, `cdk-chime-phone-number-association==${version}`);
      return { PIP_EXTRA_INDEX_URL: `http://127.0.0.1:${port}/simple/` };
    },
    close: () => server.close(),
  };
}
