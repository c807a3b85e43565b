import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Language } from './language';
import { hasToolchain, testLanguage } from './language-test';
import { DOTNET } from './languages/dotnet';
import { GO } from './languages/go';
import { JAVA } from './languages/java';
import { PYTHON } from './languages/python';
import { TYPESCRIPT } from './languages/typescript';
import { Report } from '../support/report';

/** The slowest first. */
const OTHERS = [GO, JAVA, DOTNET, PYTHON];

/** Uses the packed library as its users do, from each language, outside this repository. */
async function main(): Promise<number> {
  const report = new Report();
  const workspace = mkdtempSync(join(tmpdir(), 'test-languages-'));
  try {
    const reference = hasToolchain(TYPESCRIPT, report) ? testLanguage(TYPESCRIPT, workspace, report) : Promise.resolve(undefined);
    const others = OTHERS.filter(language => hasToolchain(language, report));
    const testNext = async (): Promise<void> => {
      for (let language: Language | undefined; (language = others.shift());) await testLanguage(language, workspace, report, reference);
    };
    // Two at a time: most of it is download and compilation.
    await Promise.all([testNext(), reference.then(testNext)]);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
  return report.close();
}

void main().then(exitCode => { process.exitCode = exitCode; });
