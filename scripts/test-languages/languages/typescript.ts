import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../support/command';
import { artifact, installedVersion } from '../../support/repository';
import { Language } from '../language';

/** The tarball, by npm. */
export const TYPESCRIPT: Language = {
  name: 'typescript',
  toolchain: ['npm'],
  async install(directory) {
    writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: 'telephony', private: true }));
    writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify({
      compilerOptions: { target: 'es2022', module: 'node16', strict: true, esModuleInterop: true, types: ['node'] },
    }));
    const packages = ['aws-cdk-lib', 'constructs', 'ts-node', 'typescript', '@types/node'].map((name) => `${name}@${installedVersion(name)}`);
    await run('npm', ['install', '--no-audit', '--no-fund', artifact('js', '.tgz'), ...packages], { cwd: directory });
    const tsNode = join(directory, 'node_modules', '.bin', 'ts-node');
    return { directory, command: `${tsNode} --prefer-ts-exts ${join(directory, 'app.ts')}` };
  },
};
