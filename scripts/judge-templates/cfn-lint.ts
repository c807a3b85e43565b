import { basename, dirname } from 'node:path';
import { Finding } from './finding';

export const CFN_LINT = 'cfn-lint==1.58.0';

export const CFN_LINT_JUDGE = 'cfn-lint';

/** A match, as cfn-lint prints it; what is not used here is left out. */
export interface Match {
  readonly Rule: { readonly Id: string };
  readonly Message: string;
  readonly Filename: string;
  readonly Location: { readonly Path: ReadonlyArray<string | number> | null };
}

/** Its errors and warnings: it exits with 0, whatever it finds. */
export const cfnLintArguments = (region: string, templates: readonly string[]): readonly string[] => (
  ['--format', 'json', '--non-zero-exit-code', 'none', '--regions', region, '--', ...templates]
);

/** What cfn-lint has printed. */
export function parseCfnLint(printed: string, region: string): Finding[] {
  // It prints nothing at all when it finds nothing.
  const matches = JSON.parse(printed || '[]') as readonly Match[];
  return matches.map(({ Rule, Message, Filename, Location }) => ({
    judge: CFN_LINT_JUDGE,
    rule: Rule.Id,
    subject: subjectOf(Location.Path ?? []),
    place: `${basename(dirname(Filename))}/${basename(Filename)}, ${region}`,
    message: Message,
  }));
}

/** The logical id, or the section of the template. */
function subjectOf([section, logicalId]: ReadonlyArray<string | number>): string {
  return String(logicalId ?? section ?? 'template');
}
