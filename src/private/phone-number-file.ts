import { detectSeparator, splitRecord } from './csv-record';
import { summarize } from './message-text';
import { findColumn } from './phone-number-column';
import { normalizeE164 } from './phone-number-doubt';
import { describeProblem, E164_FORMAT, findProblem } from './phone-number-problem';
import { MAX_PHONE_NUMBERS } from '../contract/properties';

/** How to read a file. */
export interface ReadingOptions {
  /** Header of the column to read. */
  readonly column?: string;
  /** Whether to read what means one number for certain, though it is not written in E.164 format. */
  readonly normalize?: boolean;
}

interface Line {
  /** Counted from 1, as editors do. */
  readonly lineNumber: number;
  /** The values of its columns; undefined where the quotes are wrong. */
  readonly values?: string[];
}

/** The numbers in the content of a file; `fileName` starts every message. */
export function parsePhoneNumberFile(fileName: string, content: string, options: ReadingOptions = {}): string[] {
  refuseJson(fileName, content);
  const lines = splitLines(content);
  const column = findColumn(fileName, lines[0]?.values ?? [], options.column);

  const lineOfNumber = new Map<string, number>();
  const problems: string[] = [];
  for (const { lineNumber, values } of column.hasHeader ? lines.slice(1) : lines) {
    const value = readValue(values?.[column.index] ?? '', options);
    const problem = findLineProblem(values, value, lineOfNumber);
    if (problem) problems.push(`line ${lineNumber}: ${problem}`);
    else lineOfNumber.set(value, lineNumber);
  }

  if (problems.length > 0) {
    const count = problems.length === 1 ? 'a line' : `${problems.length} lines`;
    throw new Error(`${fileName} has ${count} without a proper number: each must hold one, only once, in E.164 format (${E164_FORMAT})\n${summarize(problems)}`);
  }
  if (lineOfNumber.size === 0) {
    throw new Error(`${fileName} has no phone numbers: write one a line, in E.164 format (${E164_FORMAT})`);
  }
  if (lineOfNumber.size > MAX_PHONE_NUMBERS) {
    throw new Error(`${fileName} has ${lineOfNumber.size} numbers: ${MAX_PHONE_NUMBERS} fit into one association, so split the file`);
  }
  return [...lineOfNumber.keys()];
}

/** A comment can follow the number. */
function readValue(text: string, { normalize = false }: ReadingOptions): string {
  const value = text.replace(/\s+#.*$/, '');
  return normalize ? normalizeE164(value) ?? value : value;
}

function findLineProblem(values: string[] | undefined, value: string, lineOfNumber: Map<string, number>): string | undefined {
  if (!values) return 'a double quote is not closed or stands inside a value: close it, or double it inside of quotes';
  if (!value) return 'the number is missing: write it, or remove the line';
  const problem = findProblem(value);
  if (problem) return describeProblem(value, problem);
  const earlier = lineOfNumber.get(value);
  return earlier === undefined ? undefined : `'${value}' is on line ${earlier}, too: remove one of the two`;
}

/** Read line by line, a JSON list would give numbers and a puzzling error for its brackets. */
function refuseJson(fileName: string, content: string): void {
  if (/^\s*[[{]/.test(content) && isJson(content)) {
    throw new Error(`${fileName} is a JSON document, where a text or CSV file is expected: parse it with JSON.parse, and give the list itself`);
  }
}

function isJson(content: string): boolean {
  try {
    JSON.parse(content);
    return true;
  } catch {
    return false;
  }
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
