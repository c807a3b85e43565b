import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The first block of shell commands in the README of an example: what it takes to synthesize it. */
export function stepsOf(example: string): string {
  const readme = join(example, 'README.md');
  const steps = /^```sh\n([\s\S]+?)^```$/m.exec(readFileSync(readme, 'utf8'))?.[1];
  if (!steps?.includes('synth')) throw new Error(`${readme} has no block of shell commands that ends in a synthesis: its first \`\`\`sh should`);
  return steps;
}
