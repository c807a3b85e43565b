import { delimiter, join } from 'node:path';
import { output } from '../../support/command';
import { artifact } from '../../support/repository';
import { requireInstead } from '../../support/text-file';
import { Language } from '../language';

/** Prints what PyPI shows of a wheel. */
const READ_METADATA = `
import sys, zipfile
wheel = zipfile.ZipFile(sys.argv[1])
print(wheel.read(next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))).decode())
`;

/** The wheel, by pip in a new virtual environment. */
export const PYTHON: Language = {
  name: 'python',
  toolchain: ['python3'],
  usePackedLibrary(directory) {
    requireInstead(join(directory, 'requirements.txt'), /^cdk-chime-phone-number-association.*$/m, artifact('python', '.whl'));
  },
  command(directory) {
    const environment = join(directory, '.venv');
    return {
      app: `python3 ${join(directory, 'app.py')}`,
      // As after `source .venv/bin/activate`.
      env: { PATH: `${join(environment, 'bin')}${delimiter}${process.env.PATH}`, VIRTUAL_ENV: environment },
    };
  },
  page: {
    read: scratch => output('python3', ['-c', READ_METADATA, artifact('python', '.whl')], { cwd: scratch }),
    sample: /^from cdk_chime_phone_number_association import /m,
  },
};
