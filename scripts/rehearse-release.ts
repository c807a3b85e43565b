import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goRegistry } from './rehearse-release/go';
import { mavenRegistry } from './rehearse-release/maven';
import { npmRegistry } from './rehearse-release/npm';
import { nugetRegistry } from './rehearse-release/nuget';
import { pack } from './rehearse-release/pack';
import { pypiRegistry } from './rehearse-release/pypi';
import { Registry, Rehearsal } from './rehearse-release/registry';
import { exists, run } from './support/command';
import { Report } from './support/report';
import { stepsOf } from './test-languages/steps';

interface Target {
  readonly name: string;
  readonly example: string;
  readonly toolchain: readonly string[];
  open(rehearsal: Rehearsal): Registry | Promise<Registry>;
}

const TARGETS: readonly Target[] = [
  { name: 'npm', example: 'typescript', toolchain: ['npm'], open: npmRegistry },
  { name: 'PyPI', example: 'python', toolchain: ['python3'], open: pypiRegistry },
  { name: 'Maven', example: 'java', toolchain: ['mvn', 'javac'], open: mavenRegistry },
  { name: 'Go', example: 'go', toolchain: ['go'], open: goRegistry },
  { name: 'NuGet', example: 'dotnet', toolchain: ['dotnet'], open: nugetRegistry },
];

/**
 * Releases the last commit: bumps, packs and publishes it with the commands of the release workflow, to registries on this
 * machine, and installs it from them as a user would. All in a scratch directory; nothing leaves the machine.
 */
async function main(): Promise<number> {
  const report = new Report();
  const scratch = mkdtempSync(join(tmpdir(), 'rehearse-release-'));
  try {
    const clone = join(scratch, 'clone');
    const version = await pack(clone, report);
    if (version) {
      const rehearsal = await prepare(scratch, clone, report);
      for (const target of TARGETS) if (rehearsal) await rehearse(target, rehearsal, version, report);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return report.close();
}

/** Installs publib, as the release workflow does, with a home of its own: it writes into it. */
async function prepare(scratch: string, clone: string, report: Report): Promise<Rehearsal | undefined> {
  return report.step('publib', 'installs', async () => {
    const [home, directory] = ['home', 'publib'].map(name => join(scratch, name));
    for (const created of [home, directory]) mkdirSync(created);
    // Set by the task, as in the release workflow.
    const version = process.env.PUBLIB_VERSION ?? 'latest';
    await run('npm', ['install', '--prefix', directory, '--no-audit', '--no-fund', `publib@${version}`], { cwd: scratch });
    const publib = (command: string, env: NodeJS.ProcessEnv) => (
      run(join(directory, 'node_modules', '.bin', command), [], { cwd: clone, env: { ...homeIn(home), ...env } })
    );
    return { scratch, clone, publib };
  });
}

/** npm hands the path of the user's own configuration down to its scripts, of which this is one. */
function homeIn(home: string): NodeJS.ProcessEnv {
  return { HOME: home, npm_config_userconfig: join(home, '.npmrc'), PIP_BREAK_SYSTEM_PACKAGES: '1' };
}

async function rehearse({ name, example, toolchain, open }: Target, rehearsal: Rehearsal, version: string, report: Report): Promise<void> {
  const missing = toolchain.filter(command => !exists(command));
  if (missing.length > 0) return report.skip(name, `${missing.join(' and ')} not found on the PATH: install ${missing.length === 1 ? 'it' : 'them'} to rehearse ${name}`);
  const registry = await report.step(name, 'opens a registry', () => open(rehearsal));
  if (!registry) return;
  try {
    const published = await report.step(name, `takes version ${version}`, async () => { await registry.publish(); return true; });
    if (!published) return;
    await report.step(name, 'is published to again, without harm', () => registry.publish());
    await report.step(name, 'gives it to a user, whose app synthesizes', async () => {
      const directory = join(rehearsal.scratch, example);
      cpSync(join(rehearsal.clone, 'examples', example), directory, { recursive: true });
      const env = registry.use(directory, version);
      await run('bash', ['-euxo', 'pipefail', '-c', stepsOf(directory)], { cwd: directory, env });
    });
  } finally {
    registry.close();
  }
}

void main().then(exitCode => { process.exitCode = exitCode; });
