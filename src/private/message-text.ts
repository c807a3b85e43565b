/** Of a value that may be anything. */
const SHOWN_LENGTH = 80;

/** Lines that are written out one by one; the rest is counted. */
const SHOWN_LINES = 50;

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A value as an error shows it: in quotes, shortened, and with all that cannot be seen made visible. */
export function quote(value: string): string {
  const shown = value.length > SHOWN_LENGTH ? `${value.slice(0, SHOWN_LENGTH)}…` : value;
  return `'${shown.replace(/(?! )[\p{C}\p{Z}]/gu, character => ESCAPES[character] ?? `\\u{${hexadecimal(character)}}`)}'`;
}

/** A character by its number in Unicode. */
export function codePoint(character: string): string {
  return `U+${hexadecimal(character)}`;
}

function hexadecimal(character: string): string {
  return character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
}

/** Lines below the first one of a message. */
export function summarize(lines: readonly string[]): string {
  const shown = lines.slice(0, SHOWN_LINES).map(line => `  ${line}`);
  return [...shown, ...lines.length > SHOWN_LINES ? [`  and ${lines.length - SHOWN_LINES} more`] : []].join('\n');
}
