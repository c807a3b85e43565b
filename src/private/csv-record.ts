/** A character that separates the columns of a file. */
export type Separator = ',' | ';' | '\t';

/** One value with the separator or the end behind it: in quotes, within which a doubled quote stands for one, or plain. */
const VALUE_PATTERNS: Record<Separator, RegExp> = {
  ',': /\s*(?:"((?:[^"]|"")*)"\s*|([^",][^,]*|))(,|$)/y,
  ';': /\s*(?:"((?:[^"]|"")*)"\s*|([^";][^;]*|))(;|$)/y,
  '\t': / *(?:"((?:[^"]|"")*)" *|([^"\t][^\t]*|))(\t|$)/y,
};

/** The separator that a file's first record shows; a comma where it shows none. */
export function detectSeparator(record: string): Separator {
  const separators: Separator[] = [',', ';', '\t'];
  return separators.find(separator => record.trim().includes(separator)) ?? ',';
}

/**
 * The values of one CSV record, without the blanks around them; undefined when a quote is misplaced or not closed.
 *
 * As in RFC 4180, but a record does not go on in the next line.
 */
export function splitRecord(record: string, separator: Separator): string[] | undefined {
  const pattern = new RegExp(VALUE_PATTERNS[separator]);
  const values: string[] = [];
  for (;;) {
    const match = pattern.exec(record);
    if (!match) return undefined;
    const [, quoted, plain, end] = match;
    values.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end === '') return values;
  }
}
