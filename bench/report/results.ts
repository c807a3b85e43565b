import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { paragraphs, table } from './format';
import { Goal, Section } from './section';
import { BENCH } from '../paths';

/** The goals, and whether each is met. */
export function goalTable(goals: readonly Goal[]): string {
  return table(['goal', 'figure', ''], goals.map(({ goal, figure, met }) => [goal, figure, met ? 'met' : '**missed**']));
}

/** Writes RESULTS.md and the plots that it shows. */
export function writeResults(sections: readonly Section[], notes: string): void {
  for (const { file, svg } of sections.flatMap(({ plots }) => plots)) writeFileSync(join(BENCH, 'plots', file), svg);
  const chapters = sections.map(({ title, body, plots }, index) =>
    paragraphs(`## ${index + 1}. ${title}`, ...plots.map(({ file, alt }) => `![${alt}](plots/${file})`), body));
  const text = paragraphs(
    '# Results',
    `Written by \`npm run bench\` on Node ${process.versions.node}, ${process.platform} ${process.arch}, ${availableParallelism()} × ${cpus()[0].model.trim()}. `
    + 'Ratios are what counts: absolute times differ from machine to machine.',
    ...chapters,
    '## Goals',
    goalTable(sections.flatMap(({ goals }) => goals)),
    notes,
  );
  writeFileSync(join(BENCH, 'RESULTS.md'), `${text.trim()}\n`);
}
