import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isStale } from './freshness';

const BUILT = { output: 'out/index.js', sources: ['source', 'lock.json'] };

/** Seconds since 1970 of each file, or of each directory if the path ends with a slash. */
function tree(changes: Readonly<Record<string, number>>): string {
  const root = mkdtempSync(join(tmpdir(), 'freshness-'));
  roots.push(root);
  for (const path of Object.keys(changes)) {
    mkdirSync(path.endsWith('/') ? join(root, path) : dirname(join(root, path)), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(join(root, path), '');
  }
  for (const [path, seconds] of Object.entries(changes)) utimesSync(join(root, path), seconds, seconds);
  return root;
}

const roots: string[] = [];
afterAll(() => roots.forEach(root => rmSync(root, { recursive: true })));

test.each([
  ['there is no output', { 'source/': 1, 'source/a.ts': 1 }, true],
  ['every source is older', { 'out/index.js': 5, 'source/deep/a.ts': 4, 'source/deep/': 4, 'source/': 4, 'lock.json': 4 }, false],
  ['a source is younger', { 'out/index.js': 5, 'source/deep/a.ts': 6, 'source/deep/': 4, 'source/': 4 }, true],
  ['a source was removed, which changes its directory', { 'out/index.js': 5, 'source/deep/a.ts': 4, 'source/deep/': 6, 'source/': 4 }, true],
  ['a source that is a file is younger', { 'out/index.js': 5, 'source/a.ts': 4, 'source/': 4, 'lock.json': 6 }, true],
  ['a source that is a file is missing', { 'out/index.js': 5, 'source/a.ts': 4, 'source/': 4 }, false],
])('when %s', (_, changes, stale) => {
  expect(isStale(BUILT, tree(changes))).toBe(stale);
});
