import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACKNOWLEDGEMENTS } from '../../../scripts/judge-templates/acknowledgements';
import { PACK_NAMES } from '../../../scripts/judge-templates/cdk-nag';
import { Acknowledgement, weigh } from '../../../scripts/judge-templates/finding';
import { grantsOf, synthesizeFor } from '../../../scripts/judge-templates/judge';
import { renderPage } from '../../../scripts/judge-templates/page';
import { SAMPLES } from '../../../scripts/judge-templates/samples';
import { VOICE_ENDPOINT_REGIONS } from '../../../src/contract/regions';

const directory = mkdtempSync(join(tmpdir(), 'judge-templates-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'judged-templates.md'), 'utf8');
const assembly = synthesizeFor('us-east-1', directory);

const byPacks = ({ judges, ...acknowledgement }: Acknowledgement): Acknowledgement => (
  { ...acknowledgement, judges: judges.filter(judge => PACK_NAMES.includes(judge)) }
);

test('cdk-nag finds what is acknowledged, and nothing else', () => {
  expect(weigh(assembly.nagFindings, ACKNOWLEDGEMENTS.map(byPacks))).toEqual({ unacknowledged: [], unused: [] });
});

test('each sample has a template, and nested ones have theirs', () => {
  expect(assembly.templates).toHaveLength(SAMPLES.length + 1);
});

/** With AWS's table of actions as the page has it, which is not to be had in a test. */
test('docs/judged-templates.md is what `npm run judge:templates` writes', () => {
  const granted = grantsOf(assembly);
  const rows = [...page.matchAll(/^\| `(\w+:\w+)` \| (\w+) \| .* \| (.*) \|$/gm)].map(([, action, accessLevel, restrictions]) => (
    [action, restrictions.split(', ').map(text => ({ accessLevel, resource: /^`(arn:.*)`$/.exec(text)?.[1] ?? '*' }))] as const
  ));
  expect(page).toBe(renderPage({ regions: VOICE_ENDPOINT_REGIONS, granted, table: Object.fromEntries(rows), acknowledgements: ACKNOWLEDGEMENTS }));
});
