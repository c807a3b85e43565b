import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CdkRelease } from '../support/cdk-release';
import { run } from '../support/command';
import { copyTree, inRepository, installedVersion } from '../support/repository';

/**
 * Makes a copy of this repository with another CDK.
 *
 * All other packages are linked to those of the repository. cdk-nag asks for a recent CDK and has to share it with the tests.
 */
export async function checkOut({ label, versions }: CdkRelease, workspace: string): Promise<string> {
  const cdk = join(workspace, `${label}-cdk`);
  mkdirSync(cdk);
  writeFileSync(join(cdk, 'package.json'), JSON.stringify({ name: label, private: true }));
  const packages = { ...versions, ...label === 'newest' ? { 'cdk-nag': installedVersion('cdk-nag') } : {} };
  await run('npm', ['install', '--no-audit', '--no-fund', ...Object.entries(packages).map(([name, version]) => `${name}@${version}`)], { cwd: cdk });

  const checkout = join(workspace, label);
  copyTree(checkout);
  const modules = join(checkout, 'node_modules');
  mkdirSync(modules);
  for (const name of new Set([...readdirSync(inRepository('node_modules')), ...Object.keys(packages)])) {
    symlinkSync(name in packages ? join(cdk, 'node_modules', name) : inRepository('node_modules', name), join(modules, name));
  }
  return checkout;
}
