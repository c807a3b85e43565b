import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Lifecycle } from './lifecycle';
import { install } from './runtime-client';
import { exists } from '../support/command';
import { Report } from '../support/report';

/** The major version of the function's runtime. */
const NODE_MAJOR = '24';

/** What the client's installation builds its native part with. */
const TOOLS = ['cmake', 'make', 'g++'];

/** Runs the shipped bundle under AWS's own runtime client, in real time. */
async function main(): Promise<number> {
  const report = new Report();
  const workspace = mkdtempSync(join(tmpdir(), 'test-runtime-client-'));
  try {
    const missing = TOOLS.filter(tool => !exists(tool));
    if (missing.length > 0) {
      report.fail(`Node.js ${NODE_MAJOR}`, `AWS's runtime client builds its native part when it is installed, and needs what is not here: ${missing.join(', ')}`);
      return report.close();
    }
    const installation = await report.step(`Node.js ${NODE_MAJOR}`, "installs with AWS's runtime client", () => install(NODE_MAJOR, workspace));
    if (!installation) return report.close();
    const lifecycle = await Lifecycle.start(installation, workspace);
    try {
      await lifecycle.play(report);
    } finally {
      await lifecycle.stop();
    }
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
  return report.close();
}

void main().then(exitCode => { process.exitCode = exitCode; });
