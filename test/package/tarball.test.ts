import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { isStale, LIBRARY } from '../freshness';

interface Tarball {
  /** Bytes. */
  readonly size: number;
  readonly files: ReadonlyArray<{ readonly path: string }>;
}

const REQUIRED = [
  'package.json', 'README.md', 'API.md', 'LICENSE', 'THIRD-PARTY-NOTICES', '.jsii',
  'lib/index.js', 'lib/index.d.ts', 'assets/lambda/phone-number-associations/index.js',
];

/** The README's samples in other languages, which `npx projen samples` writes: that they are packed is tested with each language. */
const TRANSLATIONS = '.jsii.tabl.json';

/** What else belongs to the library as jsii compiles it. */
const COMPILED = /^lib\/(private\/|contract\/)?[a-z0-9-]+\.(js|d\.ts)$/;

const ROOT = resolve(__dirname, '..', '..');

function pack(): Tarball {
  const json = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return (JSON.parse(json) as [Tarball])[0];
}

describe('the packed tarball', () => {
  beforeAll(() => {
    if (isStale(LIBRARY)) throw new Error('lib/ is older than src/: compile it with `npx projen compile`');
  });

  const tarball = pack();
  const paths = tarball.files.map(({ path }) => path);

  test.each(REQUIRED)('has %s', path => {
    expect(paths).toContain(path);
  });

  test('has nothing else but the compiled library', () => {
    expect(paths.filter(path => ![...REQUIRED, TRANSLATIONS].includes(path) && !COMPILED.test(path))).toEqual([]);
  });

  test('is at most 250 kB', () => {
    expect(tarball.size).toBeLessThanOrEqual(250_000);
  });
});
