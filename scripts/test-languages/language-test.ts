import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expectDeployable, expectSameTemplate, expectShippedBundle } from './expectations';
import { Language } from './language';
import { expectSamplesInLanguage } from './registry-page';
import { stepsOf } from './steps';
import { synthesizeFromElsewhere } from './synthesis';
import { SynthesizedStack } from './synthesized-stack';
import { exists, run } from '../support/command';
import { Report } from '../support/report';
import { inRepository } from '../support/repository';

/** Whether the language can be tested here. On CI it has to be, unless the gate can do without. */
export function hasToolchain({ name, toolchain, optional }: Language, report: Report): boolean {
  const missing = toolchain.filter(command => !exists(command));
  if (missing.length === 0) return true;
  const reason = `${missing.join(' and ')} not found on the PATH: install ${missing.length === 1 ? 'it' : 'them'} to test ${name}`;
  if (process.env.CI && !optional) report.fail(name, reason);
  else report.skip(name, reason);
  return false;
}

/** What earlier runs may have left in an example. */
const LEFTOVERS = ['cdk.out', 'node_modules', 'package-lock.json', '.venv', 'target', 'go.sum', 'bin', 'obj'];

/**
 * Does with the packed library what the README of the example says, in a new directory of `workspace`.
 *
 * @param reference the stack whose template it should have
 * @returns the synthesized stack, or undefined if it did not get that far
 */
export async function testLanguage(
  language: Language, workspace: string, report: Report, reference?: Promise<SynthesizedStack | undefined>,
): Promise<SynthesizedStack | undefined> {
  const step = <T>(description: string, action: () => T | Promise<T>) => report.step(language.name, description, action);
  const directory = join(workspace, language.name);

  const { page } = language;
  if (page) await step('shows its samples on the page of its registry', () => expectSamplesInLanguage(page, `${directory}.page`));
  const stack = await step('follows the steps of the README', async () => {
    cpSync(inRepository('examples', language.name), directory, { recursive: true, filter: path => !LEFTOVERS.includes(basename(path)) });
    await language.usePackedLibrary(directory);
    await run('bash', ['-euxo', 'pipefail', '-c', stepsOf(directory)], { cwd: directory });
    return new SynthesizedStack(join(directory, 'cdk.out'));
  });
  if (!stack) return undefined;

  await step('synthesizes the same from another working directory', async () => {
    expectSameTemplate(new SynthesizedStack(await synthesizeFromElsewhere(directory, language.command(directory))), stack);
  });
  await step('ships the bundle byte for byte', () => expectShippedBundle(stack));
  await step('deploys and is deleted', () => expectDeployable(stack));
  if (reference) {
    await step('has the template of TypeScript', async () => {
      const expected = await reference;
      if (!expected) throw new Error('There is no template to compare with: mend the example in TypeScript first');
      expectSameTemplate(stack, expected);
    });
  }
  return stack;
}
