import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as ts from 'typescript';

const HANDLER = join(__dirname, '../../lambda/phone-number-associations');

/** A reader who follows imports from the handler to the bottom opens no more files than this. */
const MOST_LEVELS = 8;

/** Files that a file imports when it runs; what it imports as a type is gone by then. */
function importsOf(file: string): string[] {
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions: { module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2022 } });
  return [...outputText.matchAll(/from '(\.[^']+)'/g)].map(([, path]) => join(file, '..', `${path}.ts`)).filter(existsSync);
}

const longest = new Map<string, readonly string[]>();

/** The longest chain of imports that begins with a file. Lint rules out that they come back to it. */
function chainFrom(file: string): readonly string[] {
  const known = longest.get(file);
  if (known) return known;
  const below = importsOf(file).map(chainFrom).reduce((one, other) => other.length > one.length ? other : one, []);
  const chain = [relative(HANDLER, file), ...below];
  longest.set(file, chain);
  return chain;
}

test('imports from the handler are at most eight levels deep', () => {
  const chain = chainFrom(join(HANDLER, 'handler.ts'));
  expect(chain.slice(0, 1)).toEqual(['handler.ts']);
  expect(chain.length).toBeGreaterThan(3);
  expect(chain.length > MOST_LEVELS ? chain : []).toEqual([]);
});
