import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expectDeployable, expectSameTemplate, expectShippedBundle } from './expectations';
import { Language } from './language';
import { synthesize, synthesizeFromElsewhere } from './synthesis';
import { SynthesizedStack } from './synthesized-stack';
import { exists } from '../support/command';
import { Report } from '../support/report';
import { inRepository } from '../support/repository';

/** Whether the language can be tested here. On CI it has to be. */
export function hasToolchain({ name, toolchain }: Language, report: Report): boolean {
  const missing = toolchain.filter((command) => !exists(command));
  if (missing.length === 0) return true;
  const reason = `${missing.join(' and ')} not found on the PATH: install ${missing.length === 1 ? 'it' : 'them'} to test ${name}`;
  if (process.env.CI) report.fail(name, reason);
  else report.skip(name, reason);
  return false;
}

/** What earlier runs may have left in an example. */
const LEFTOVERS = ['cdk.out', 'node_modules', '.venv', 'target', 'go.sum'];

/**
 * Does with the packed library what a user of the language does, in a new directory of `workspace`.
 *
 * @param reference the stack whose template it should have
 * @returns the synthesized stack, or undefined if it did not get that far
 */
export async function testLanguage(
  language: Language, workspace: string, report: Report, reference?: Promise<SynthesizedStack | undefined>,
): Promise<SynthesizedStack | undefined> {
  const step = <T>(description: string, action: () => T | Promise<T>) => report.step(language.name, description, action);

  const app = await step('installs the packed library', () => {
    const directory = join(workspace, language.name);
    cpSync(inRepository('examples', language.name), directory, { recursive: true, filter: (path) => !LEFTOVERS.includes(basename(path)) });
    return language.install(directory);
  });
  const stack = app && await step('synthesizes the example', async () => new SynthesizedStack(await synthesize(app)));
  if (!stack) return undefined;

  await step('synthesizes the same from another working directory', async () => {
    expectSameTemplate(new SynthesizedStack(await synthesizeFromElsewhere(app)), stack);
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
