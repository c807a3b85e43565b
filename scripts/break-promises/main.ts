import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault, FAULTS } from './faults';
import { run } from '../support/command';
import { Report } from '../support/report';
import { copyTree, inRepository } from '../support/repository';

const HANDLER = 'lambda/phone-number-associations';

/** Lives that may pass before a fault is found. */
const LIVES = 1_000;

/** Breaks each promise on purpose: the random lives of test/model have to find it, and to name the promise. */
async function main(only: readonly string[]): Promise<number> {
  const report = new Report();
  const workspace = mkdtempSync(join(tmpdir(), 'break-promises-'));
  try {
    copyTree(workspace);
    symlinkSync(inRepository('node_modules'), join(workspace, 'node_modules'));
    const faults = FAULTS.filter(({ promise, what }) => only.every(word => `${promise} ${what}`.includes(word)));
    for (const fault of faults) await report.step(fault.promise.split(' ')[0], `is missed when the handler ${fault.what}`, () => find(fault, workspace));
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
  return report.close();
}

async function find({ promise, file, code, instead }: Fault, workspace: string): Promise<void> {
  const path = join(workspace, HANDLER, file);
  const whole = readFileSync(path, 'utf8');
  if (whole.split(code).length !== 2) throw new Error(`${file} must have this exactly once: ${code}`);
  writeFileSync(path, whole.replace(code, () => instead));
  try {
    const printed = await play(workspace, promise);
    if (printed === undefined) throw new Error(`${LIVES} lives find nothing.`);
    if (!printed.includes(`${promise}: `)) throw new Error(printed);
  } finally {
    writeFileSync(path, whole);
  }
}

/** What is printed of the first life that breaks the promise; undefined if none does. */
async function play(cwd: string, promise: string): Promise<string | undefined> {
  const env = { MODEL_RUNS: String(LIVES), MODEL_SEED: '1', MODEL_FAST: '1', MODEL_PROMISE: promise };
  const jest = ['node_modules/jest/bin/jest.js', '--ci', '--coverage=false', '--reporters=default', '--runTestsByPath', 'test/model/model.test.ts'];
  return run(process.execPath, jest, { cwd, env }).then(() => undefined, (error: Error) => error.message);
}

void main(process.argv.slice(2)).then(exitCode => { process.exitCode = exitCode; });
