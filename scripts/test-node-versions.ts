import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './support/command';
import { installNode } from './support/node-release';
import { Report } from './support/report';
import { inRepository } from './support/repository';

/** Supported, by their major: the maintenance release and the current one, which is also the function's. */
const SUPPORTED = ['22', '24'];

/** The constructs are what runs on a user's Node.js, the handler on Lambda's. */
const TESTS = ['test/src', 'test/lambda'];

/** Runs the unit tests on each supported Node.js. */
async function main(): Promise<number> {
  const report = new Report();
  const workspace = mkdtempSync(join(tmpdir(), 'test-node-versions-'));
  try {
    for (const major of SUPPORTED.filter(version => version !== process.versions.node.split('.')[0])) await testOn(major, workspace, report);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
  return report.close();
}

async function testOn(major: string, workspace: string, report: Report): Promise<void> {
  const subject = `Node.js ${major}`;
  const node = await report.step(subject, 'installs', () => installNode(major, join(workspace, major)));
  if (!node) return;
  const jest = inRepository('node_modules', 'jest', 'bin', 'jest.js');
  await report.step(subject, `passes ${TESTS.join(' and ')}`, () => (
    run(node, [jest, '--reporters=default', '--ci', '--coverage=false', ...TESTS], { cwd: inRepository() })
  ));
}

void main().then(exitCode => { process.exitCode = exitCode; });
