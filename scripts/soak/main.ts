import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Account } from './account';
import { describeFinding } from './describe-finding';
import { playMonth } from './month';
import { minutesNobodyAsked, writePage } from './page';
import { drawMonth } from './picture';
import { MonthRecord } from './record';
import { findSilence } from './silence';
import { inRepository } from '../support/repository';

const USAGE = `Usage: npm run soak -- [options]

Plays a month of operations in virtual time, and writes docs/soak.md with its picture. Ends with 1 if a number was off its
owner and nobody had asked for that.

  --days DAYS   default: 30
  --seed SEED   the same seed gives the same month; default: 1
  --dry-run     writes no page
`;

/** An account of this size is busy all day. */
const USUAL = { phoneNumbers: 2_000, stacks: 5, everyHours: { deployment: 10, hand: 4, trouble: 5 } } as const;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      'days': { type: 'string', default: '30' },
      'seed': { type: 'string', default: '1' },
      'dry-run': { type: 'boolean', default: false },
      'help': { type: 'boolean', default: false },
    },
  });
  if (values.help) return print(USAGE);
  const [days, seed] = [Number(values.days), Number(values.seed)];
  if (!(days > 0 && Number.isInteger(days) && Number.isInteger(seed))) throw new Error('--days and --seed are whole numbers');
  // CDK's own validation of templates takes longer than all the rest.
  process.env.CDK_VALIDATION = 'false';
  const start = performance.now();
  const month = await playMonth({ ...USUAL, days, seed, onDay: (day, account) => progress(day, account, start) });
  return report(month, values['dry-run']);
}

function report(month: MonthRecord, dryRun: boolean): number {
  const findings = findSilence(month);
  const { silences, strayWrites } = findings;
  if (!dryRun) {
    writeFileSync(inRepository('docs', 'soak.md'), writePage(month, findings, `npm run soak -- --days ${month.days} --seed ${month.seed}`));
    writeFileSync(inRepository('docs', 'images', 'soak.svg'), drawMonth(month, silences));
  }
  const unasked = silences.filter(({ cause }) => cause === 'nobody asked');
  for (const finding of [...unasked, ...strayWrites]) print(describeFinding(finding, month));
  for (const unexpected of month.unexpected) print(`No client should send this: ${unexpected}\n`);
  print(`${month.operations.length} deployments; minutes in which a number was off its owner and nobody had asked for it: ${Math.ceil(minutesNobodyAsked(findings))}\n`);
  return unasked.length + strayWrites.length + month.unexpected.length === 0 ? 0 : 1;
}

function progress(day: number, { operations, checks, aws }: Account, start: number): void {
  const seconds = Math.round((performance.now() - start) / 1_000);
  print(`day ${String(day).padStart(2)}: ${operations.length} deployments, ${checks.length} checks, ${aws.chime.requests.length} requests (${seconds} s)\n`);
}

function print(message: string): number {
  process.stdout.write(message);
  return 0;
}

main().then(exitCode => { process.exitCode = exitCode; }, (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n\n${USAGE}`);
  process.exitCode = 1;
});
