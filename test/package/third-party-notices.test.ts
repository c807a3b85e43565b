import { readFileSync } from 'node:fs';
import { BundledPackage, packageDirectories } from '../../scripts/notices/bundled-package';
import { render, thirdPartyNotices } from '../../scripts/notices/third-party-notices';
import { inRepository } from '../../scripts/support/repository';

const bundled = (name: string, text: string): BundledPackage => ({ name, version: '1.2.3', licence: 'MIT', texts: [text] });

test('are current: `npx projen notices` writes them', () => {
  expect(readFileSync(inRepository('THIRD-PARTY-NOTICES'), 'utf8')).toBe(thirdPartyNotices(inRepository()));
});

test('name each package that left something in the bundle, once', () => {
  const inputs = {
    'lambda/index.ts': { bytesInOutput: 10 },
    'node_modules/@scope/used/a.js': { bytesInOutput: 10 },
    'node_modules/@scope/used/b.js': { bytesInOutput: 10 },
    'node_modules/shaken-off/index.js': { bytesInOutput: 0 },
    'node_modules/outer/node_modules/inner/index.js': { bytesInOutput: 10 },
  };

  expect(packageDirectories({ outputs: { 'index.js': { inputs } } })).toEqual([
    'node_modules/@scope/used', 'node_modules/outer/node_modules/inner',
  ]);
});

test('have each licence text once, below its packages and its copyright', () => {
  const notices = render([bundled('a', 'Terms\n\n  Copyright 2020 Somebody'), bundled('b', 'Other terms'), bundled('c', 'Terms\n\n  Copyright 2020 Somebody')]);

  expect(notices.match(/^Terms$/gm)).toHaveLength(1);
  expect(notices).toMatch(/a 1\.2\.3 \(MIT\)\nc 1\.2\.3 \(MIT\)\nCopyright 2020 Somebody\n-+\n\nTerms/);
  expect(notices).toMatch(/b 1\.2\.3 \(MIT\)\n-+\n\nOther terms/);
});
