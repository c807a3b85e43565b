import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkOut } from './checkout';
import { CdkRelease, newest, oldest } from '../support/cdk-release';
import { run } from '../support/command';
import { Report } from '../support/report';

/** Directories of the tests that depend on the CDK. */
const TESTS = ['test/src', 'test/end-to-end'];

/** Tests that need more than the oldest CDK has: CfnVoiceConnector came with 2.272, cdk-nag asks for 2.257. */
const NEEDS_RECENT_CDK = /from '(aws-cdk-lib\/aws-chime|cdk-nag)'/;

/** Compiles and tests the library against the oldest CDK that the peer range allows, and against the newest. */
async function main(): Promise<number> {
  const report = new Report();
  const workspace = mkdtempSync(join(tmpdir(), 'test-cdk-versions-'));
  try {
    await testAgainst(oldest(), workspace, report);
    await testAgainst(newest(), workspace, report);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
  return report.close();
}

async function testAgainst(release: CdkRelease, workspace: string, report: Report): Promise<void> {
  const version = release.versions['aws-cdk-lib'];
  const cwd = await report.step(release.label, `installs aws-cdk-lib@${version}`, () => checkOut(release, workspace));
  if (!cwd) return;
  const node = (...args: string[]) => run(process.execPath, args, { cwd });

  await report.step(release.label, 'compiles', () => node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.jsii.json'));
  for (const directory of TESTS) {
    const tests = testsIn(cwd, directory).filter(path => release.label === 'newest' || !NEEDS_RECENT_CDK.test(readFileSync(join(cwd, path), 'utf8')));
    await report.step(release.label, `passes ${tests.length} files of ${directory}`, () => (
      node('node_modules/jest/bin/jest.js', '--ci', '--coverage=false', '--reporters=default', '--runTestsByPath', ...tests)
    ));
  }
}

function testsIn(cwd: string, directory: string): string[] {
  return readdirSync(join(cwd, directory), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.test.ts'))
    .map(path => join(directory, path));
}

void main().then(exitCode => { process.exitCode = exitCode; });
