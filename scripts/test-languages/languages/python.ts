import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../../support/command';
import { artifact } from '../../support/repository';
import { Language } from '../language';

/** The wheel, by pip in a new virtual environment. */
export const PYTHON: Language = {
  name: 'python',
  toolchain: ['python3'],
  async install(directory) {
    const requirements = join(directory, 'requirements.txt');
    const published = readFileSync(requirements, 'utf8');
    const packed = published.replace(/^cdk-chime-phone-number-association.*$/m, artifact('python', '.whl'));
    if (packed === published) throw new Error('examples/python/requirements.txt does not require cdk-chime-phone-number-association: add it');
    writeFileSync(requirements, packed);

    const environment = join(directory, '.venv');
    const bin = join(environment, 'bin');
    await run('python3', ['-m', 'venv', environment], { cwd: directory });
    await run(join(bin, 'pip'), ['install', '--quiet', '--no-compile', '--requirement', requirements], { cwd: directory });
    return {
      directory,
      command: `python3 ${join(directory, 'app.py')}`,
      // As after `source .venv/bin/activate`.
      env: { PATH: `${bin}${delimiter}${process.env.PATH}`, VIRTUAL_ENV: environment },
    };
  },
};
