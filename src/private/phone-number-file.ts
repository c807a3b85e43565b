import { E164_PATTERN, MAX_PHONE_NUMBERS } from '../contract/properties';
import { detectSeparator, splitRecord } from './csv-record';
import { findColumn } from './phone-number-column';
import { describeNonE164, E164_FORMAT } from './phone-number-list';

interface Line {
  /** Counted from 1, as editors do. */
  readonly lineNumber: number;
  /** The values of its columns; undefined where the quotes are wrong. */
  readonly values?: string[];
}

/** The numbers in the content of a file; `fileName` starts every message. */
export function parsePhoneNumberFile(fileName: string, content: string, columnName?: string): string[] {
  const lines = splitLines(content);
  const column = findColumn(fileName, lines[0]?.values ?? [], columnName);

  const lineOfNumber = new Map<string, number>();
  const problems: string[] = [];
  for (const { lineNumber, values } of column.hasHeader ? lines.slice(1) : lines) {
    // A comment can follow the number.
    const value = values?.[column.index]?.replace(/\s+#.*$/, '');
    const problem = findProblem(values, value, lineOfNumber);
    if (problem) problems.push(`  line ${lineNumber}: ${problem}`);
    else lineOfNumber.set(value!, lineNumber);
  }

  if (problems.length > 0) {
    const count = problems.length === 1 ? 'a line' : `${problems.length} lines`;
    throw new Error(`${fileName} has ${count} without a proper number: each must hold one, only once, in E.164 format (${E164_FORMAT})\n${problems.join('\n')}`);
  }
  if (lineOfNumber.size === 0) {
    throw new Error(`${fileName} has no phone numbers: write one a line, in E.164 format (${E164_FORMAT})`);
  }
  if (lineOfNumber.size > MAX_PHONE_NUMBERS) {
    throw new Error(`${fileName} has ${lineOfNumber.size} numbers: ${MAX_PHONE_NUMBERS} fit into one association, so split the file`);
  }
  return [...lineOfNumber.keys()];
}

function findProblem(values: string[] | undefined, value: string | undefined, lineOfNumber: Map<string, number>): string | undefined {
  if (!values) return 'a double quote is not closed or stands inside a value';
  if (!value) return 'the number is missing';
  if (!E164_PATTERN.test(value)) return describeNonE164(value);
  const earlier = lineOfNumber.get(value);
  return earlier === undefined ? undefined : `'${value}' is on line ${earlier}, too`;
}

/** The lines that are neither blank, as spreadsheets leave them (`,,,`), nor a comment. */
function splitLines(content: string): Line[] {
  const texts = content.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const records = texts
    .map((text, index) => ({ text, lineNumber: index + 1 }))
    .filter(({ text }) => /[^\s,;]/.test(text) && !text.trimStart().startsWith('#'));
  const separator = detectSeparator(records[0]?.text ?? '');
  return records.map(({ text, lineNumber }) => ({ lineNumber, values: splitRecord(text, separator) }));
}
