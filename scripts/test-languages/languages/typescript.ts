import { join } from 'node:path';
import { artifact } from '../../support/repository';
import { requireInstead } from '../../support/text-file';
import { Language } from '../language';

/** The tarball, by npm. */
export const TYPESCRIPT: Language = {
  name: 'typescript',
  toolchain: ['npm'],
  usePackedLibrary(directory) {
    requireInstead(join(directory, 'package.json'), /(?<="cdk-chime-phone-number-association": ")[^"]+/, `file:${artifact('js', '.tgz')}`);
  },
  command: directory => ({ app: `${join(directory, 'node_modules', '.bin', 'ts-node')} --prefer-ts-exts ${join(directory, 'app.ts')}` }),
};
