import * as fs from 'fs';
import * as path from 'path';

const SAVE_AS_UTF8 = "save it as UTF-8 (a spreadsheet: 'CSV UTF-8'; PowerShell: -Encoding utf8)";

/** Bytes with which files of other kinds start, what these are, and what to do. */
const SIGNATURES: ReadonlyArray<readonly [bytes: string, kind: string, remedy: string]> = [
  ['PK\x03\x04', 'a ZIP archive, such as an Excel workbook', "export the sheet as 'CSV UTF-8'"],
  ['\xd0\xcf\x11\xe0', 'an Excel workbook in its old format', "export the sheet as 'CSV UTF-8'"],
  ['\x1f\x8b', 'a gzip archive', 'unpack it'],
  ['%PDF', 'a PDF document', 'export its table as CSV'],
  ['{\\rtf', 'a rich text document', 'save it as plain text'],
  ['\xff\xfe', 'text in UTF-16', SAVE_AS_UTF8],
  ['\xfe\xff', 'text in UTF-16', SAVE_AS_UTF8],
];

/** So many bytes at its start tell what a file is. */
const SAMPLE_BYTES = 1_024;

/** The content of a text file in UTF-8; throws with what else is at the path, and what to do. */
export function readTextFile(filePath: string): string {
  const content = readBytes(filePath);
  const [kind, remedy] = recognize(content.subarray(0, SAMPLE_BYTES)) ?? [];
  if (kind) throw new Error(`${filePath} is ${kind}, where a text or CSV file in UTF-8 is expected: ${remedy}`);
  return content.toString('utf8');
}

function readBytes(filePath: string): Buffer {
  try {
    return fs.readFileSync(filePath);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Error(`${filePath} cannot be read: ${explain(code, filePath)}`, { cause });
  }
}

function explain(code: string | undefined, filePath: string): string {
  const absolute = path.resolve(filePath);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `nothing is at ${absolute}. ${missingRemedy(filePath)}`;
    case 'EISDIR':
      return `${absolute} is a directory, so name the text or CSV file in it`;
    case 'EACCES':
    case 'EPERM':
      return `the user who runs the synthesis may not read ${absolute}, so grant that, such as with chmod +r, on the file and its directories`;
    default:
      return `reading ${absolute} failed with ${code ?? 'an unknown error'}, so check whether it is a text or CSV file that can be opened`;
  }
}

function missingRemedy(filePath: string): string {
  if (filePath === '') return 'The path is empty: give that of a text or CSV file';
  if (filePath.startsWith('~')) return 'Only a shell replaces ~: write the whole path';
  if (filePath.startsWith('file:')) return 'Give a path in place of the URL, such as with fileURLToPath';
  if (path.isAbsolute(filePath)) return 'Correct the path, or create the file';
  return 'A relative path starts at the working directory, where cdk.json is: correct it, or make it absolute, such as with path.join(__dirname, …)';
}

/** What a file is that is not text in UTF-8, and what to do; undefined for text in UTF-8 and its relatives, in which digits are the same. */
function recognize(start: Buffer): readonly [kind: string, remedy: string] | undefined {
  const bytes = start.toString('latin1');
  const signature = SIGNATURES.find(([prefix]) => bytes.startsWith(prefix));
  if (signature) return [signature[1], signature[2]];
  if (!bytes.includes('\0')) return undefined;
  // Without a byte-order mark: ASCII has a zero as every second byte.
  return /^(?:[^\0]\0)+[^\0]?$|^(?:\0[^\0])+\0?$/.test(bytes) ? ['text in UTF-16', SAVE_AS_UTF8] : ['binary', 'give a file that a text editor can open'];
}
