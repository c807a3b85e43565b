import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Exchange } from './exchange';
import { output } from '../support/command';
import { inRepository } from '../support/repository';

/** What validate.py prints. */
export interface Validation {
  /** How many, by operation. */
  readonly requests: Readonly<Record<string, number>>;
  /** How many, by operation and outcome. */
  readonly answers: Readonly<Record<string, number>>;
  readonly findings: readonly string[];
}

/** One of what drive.py prints. */
export interface ClientCheck {
  readonly name: string;
  readonly actual: unknown;
  readonly expected: unknown;
}

/** Holds exchanges against the models of the botocore that the interpreter has. */
export async function validate(python: string, exchanges: readonly Exchange[]): Promise<Validation> {
  const scratch = mkdtempSync(join(tmpdir(), 'exchanges-'));
  try {
    const path = join(scratch, 'exchanges.json');
    writeFileSync(path, JSON.stringify(exchanges));
    return JSON.parse(await runProgram(python, 'validate.py', path)) as Validation;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Has boto3 use an account. */
export async function drive(python: string, url: string, description: string): Promise<readonly ClientCheck[]> {
  return JSON.parse(await runProgram(python, 'drive.py', url, description)) as ClientCheck[];
}

function runProgram(python: string, program: string, ...args: readonly string[]): Promise<string> {
  return output(python, [inRepository('scripts', 'check-service-model', program), ...args], { cwd: '.' });
}
