import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Deployments } from './deployments';
import { deployment } from './groups/deployment';
import { failure } from './groups/failure';
import { firstDeployment } from './groups/first-deployment';
import { handlerStart } from './groups/handler-start';
import { packageSize } from './groups/package-size';
import { synthesisTime } from './groups/synthesis-time';
import { packBoth, unpack } from './packed';
import { BENCH } from './paths';
import { progress } from './progress';
import { goalTable, writeResults } from './report/results';
import { Section } from './report/section';

async function inTheSimulator(): Promise<Section[]> {
  const deployments = await Deployments.start();
  try {
    return [await deployment(deployments), await failure(deployments)];
  } finally {
    await deployments.stop();
  }
}

async function main(): Promise<void> {
  mkdirSync(join(BENCH, 'plots'), { recursive: true });
  progress('packing');
  const { ours, peer } = await packBoth();
  const ourPackage = await unpack(ours);
  const sections = [
    await packageSize(ours, peer),
    await handlerStart(ourPackage),
    await synthesisTime(),
    await firstDeployment(),
    ...await inTheSimulator(),
  ];
  writeResults(sections, readFileSync(join(BENCH, 'NOTES.md'), 'utf8'));
  const goals = sections.flatMap(section => section.goals);
  progress('done: bench/RESULTS.md');
  process.stdout.write(`\n${goalTable(goals)}\n\n${goals.filter(({ met }) => !met).length} of ${goals.length} goals missed.\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
