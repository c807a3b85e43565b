import { quote } from './message-text';
import { describeNonText } from './wrong-type';

/** Where the numbers of a file stand. */
export interface Column {
  readonly index: number;
  /** Whether the first line is a header. */
  readonly hasHeader: boolean;
}

/** Headers under which phone numbers are usually found, in lower case and without blanks and punctuation. */
const COMMON_HEADERS = ['e164', 'e164phonenumber', 'e164phonenumbers', 'number', 'numbers', 'phone', 'phonenumber', 'phonenumbers'];

/** The column that is asked for or, if none is, the one that the first record shows. */
export function findColumn(fileName: string, firstRecord: readonly string[], columnName?: string): Column {
  const listed = firstRecord.map(quote).join(', ');
  if (columnName !== undefined) {
    const nonText = describeNonText(columnName, 'phone');
    if (nonText) throw new Error(`column of E164.fromFile ${nonText}`);
    const index = firstRecord.findIndex(header => header.toLowerCase() === columnName.trim().toLowerCase());
    if (index < 0) {
      throw new Error(`${fileName} has no column '${columnName}': its first line has ${listed || 'nothing'}, so give one of these as column${encodingHint(firstRecord)}`);
    }
    return { index, hasHeader: true };
  }

  const common = firstRecord.findIndex(header => COMMON_HEADERS.includes(header.toLowerCase().replace(/[^a-z0-9]/g, '')));
  if (common >= 0) return { index: common, hasHeader: true };

  const hasHeader = firstRecord.length > 0 && !firstRecord.some(value => /\d/.test(value));
  if (hasHeader && firstRecord.length > 1) {
    throw new Error(`${fileName} has no column that is known to hold phone numbers: its first line has ${listed}, so give one of these as column`);
  }
  return { index: 0, hasHeader };
}

/** U+FFFD is what bytes become that are not UTF-8. */
function encodingHint(firstRecord: readonly string[]): string {
  return firstRecord.some(header => header.includes('\ufffd')) ? '; or save the file as UTF-8, which it is not' : '';
}
