import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../support/command';
import { inRepository } from '../../support/repository';
import { Language } from '../language';

const MODULE = 'cdkchimephonenumberassociation';
const MODULE_PATH = `github.com/cdk-chime-phone-number-association/cdk-chime-phone-number-association-go/${MODULE}`;

/** The module, by a replace directive. */
export const GO: Language = {
  name: 'go',
  toolchain: ['go'],
  async usePackedLibrary(directory) {
    await run('go', ['mod', 'edit', `-replace=${MODULE_PATH}=${inRepository('dist', 'go', MODULE)}`], { cwd: directory });
  },
  command: directory => ({ app: join(directory, 'telephony') }),
  page: {
    read: () => readFile(inRepository('dist', 'go', MODULE, 'README.md'), 'utf8'),
    sample: /^import "github\.com\/cdk-chime-phone-number-association\//m,
  },
};
