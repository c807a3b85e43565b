import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Registry, Rehearsal } from './registry';
import { freePort, Server } from './server';
import { requireInstead } from '../support/text-file';
import { createVirtualEnvironment } from '../support/virtual-environment';

const PYPISERVER = 'pypiserver==2.4.1';

/** pypiserver. Packages that are not ours come from the index that pip is configured with. */
export async function pypiRegistry({ scratch, publib }: Rehearsal): Promise<Registry> {
  const directory = join(scratch, 'pypiserver');
  const packages = join(directory, 'packages');
  mkdirSync(packages, { recursive: true });
  const program = await createVirtualEnvironment(join(directory, '.venv'), [PYPISERVER]);
  const port = await freePort();
  const args = ['run', '--interface', '127.0.0.1', '--port', String(port), '--authenticate', '.', '--passwords', '.', '--disable-fallback', packages];
  const server = await Server.start(program('pypi-server'), args, {}, port, join(directory, 'log'));
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
