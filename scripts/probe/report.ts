import { Finding } from './finding';
import { JournalContent } from './journal';
import type { Behaviour } from '../../aws-simulator';
import { table } from '../demo/table';
import { wrapAfter } from '../demo/terminal';

/** What a run has found, and what it leaves. */
export interface Report {
  readonly startedAt: string;
  readonly region: string;
  /** Whether a simulator was asked, or another endpoint that is not AWS's own. */
  readonly endpoint?: string;
  readonly numbers: number;
  readonly findings: readonly Finding[];
  /** Why the run ended before its last step. */
  readonly brokenOff?: string;
  /** What could not be put back. */
  readonly owed: Pick<JournalContent, 'phoneNumbers' | 'voiceConnectors'>;
}

const INDENT = ' '.repeat(6);

const HANDLER = { yes: 'copes', no: 'DOES NOT COPE', unknown: 'unknown' } as const;

/** A table of the answers, then each in detail: the service's own words, and what the handler does. */
export function reportText({ findings }: Report, width: number): string {
  const rows = findings.map(({ unknown, answer, copes }) => [HANDLER[copes], plain(unknown), answer]);
  return [
    ...table(['handler', 'unknown', 'found'], rows, width),
    '',
    'In detail:',
    ...findings.flatMap(({ id, detail, handler }) => [
      `  ${id}`,
      ...wrapAfter(INDENT, detail, width),
      ...wrapAfter(INDENT, `the handler ${plain(handler)}`, width),
    ]),
  ].join('\n');
}

function plain(markdown: string): string {
  return markdown.replaceAll('`', '');
}

/** Neither numbers nor ids of the account are in it, so that it can be sent to the project as it is. */
export function reportJson(report: Report): string {
  const { startedAt, region, endpoint, numbers, findings, brokenOff } = report;
  const content = { version: 1, startedAt, region, endpoint, numbers, brokenOff, behaviour: behaviourOf(findings), findings };
  return `${JSON.stringify(content, (_, value: unknown) => typeof value === 'string' ? redact(value) : value, 2)}\n`;
}

/** The findings as the simulator takes them: `aws.chime.behave(…)`. */
export function behaviourOf(findings: readonly Finding[]): Partial<Behaviour> {
  return Object.assign({}, ...findings.map(({ behaviour }) => behaviour)) as Partial<Behaviour>;
}

/** Numbers, ids of connectors and of accounts stand in what the service answers. */
function redact(text: string): string {
  return text
    .replace(/(\+|%2B)[1-9]\d{6,14}\b/g, '$1NUMBER')
    .replace(/\b[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}\b/g, 'CONNECTOR')
    .replace(/\b[a-z0-9]{21,22}\b/g, 'CONNECTOR')
    .replace(/\b\d{12}\b/g, 'ACCOUNT');
}

/** What is left to do, and how. */
export function owedText({ phoneNumbers, voiceConnectors }: Report['owed'], journal: string): string {
  return [
    'NOT EVERYTHING IS AS IT WAS. May still be on a connector of the probe:',
    ...phoneNumbers.map(({ phoneNumber, voiceConnectorIds }) => `  ${phoneNumber} on ${voiceConnectorIds.join(' or ')}`),
    ...voiceConnectors.map(({ name, voiceConnectorId }) => `  the voice connector ${name}${voiceConnectorId ? ` (${voiceConnectorId})` : ''} itself`),
    'To put it back, with the same credentials:',
    `  npm run probe -- --resume ${journal}`,
  ].join('\n');
}
