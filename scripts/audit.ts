import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundledPackages } from './notices/bundled-package';
import { inRepository } from './support/repository';

/**
 * Audits what is shipped. For npm the packages of the bundle are development dependencies, which `npm audit --omit=dev`
 * leaves out: they are asked for as the dependencies of a package of its own.
 */
function main(): number {
  const scratch = mkdtempSync(join(tmpdir(), 'audit-'));
  try {
    const dependencies = Object.fromEntries(bundledPackages(inRepository()).map(({ name, version }) => [name, version]));
    writeFileSync(join(scratch, 'package.json'), JSON.stringify({ name: 'shipped', private: true, dependencies }));
    const npm = (...args: string[]) => spawnSync('npm', args, { cwd: scratch, encoding: 'utf8' });
    const resolved = npm('install', '--package-lock-only', '--no-audit', '--no-fund');
    if (resolved.status !== 0) throw new Error(resolved.stderr);
    const audit = npm('audit');
    process.stdout.write(audit.stdout);
    if (!audit.stderr.includes('audit endpoint returned an error')) return audit.status ?? 1;
    // Mirrors of the registry often have no such endpoint.
    process.stdout.write('skipped: the npm registry that is configured here answers no audits\n');
    return 0;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

process.exitCode = main();
