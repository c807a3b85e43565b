import { existsSync, readFileSync } from 'node:fs';
import { inRepository } from '../../scripts/support/repository';

const PAGE = readFileSync(inRepository('CONTRIBUTING.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as { scripts: Record<string, string> };

const matches = (pattern: RegExp) => [...new Set([...PAGE.matchAll(pattern)].map(([, match]) => match))];

test.each(matches(/`((?:src|lambda|aws-simulator|test|scripts|projenrc|docs|examples)\/[^`*…]*)`/g))('%s is there', path => {
  expect(existsSync(inRepository(path))).toBe(true);
});

test.each(matches(/npm run ([a-z:-]+)/g))('there is a script %s', script => {
  expect(scripts).toHaveProperty([script]);
});
