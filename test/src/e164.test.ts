import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Fn } from 'aws-cdk-lib';
import { E164, E164FileOptions } from '../../src';

const FORMAT = 'a plus sign, the country code and the subscriber number, 2 to 15 digits and nothing else';

describe('range', () => {
  test.each<[string, string, string[]]>([
    ['+12065550100', '+12065550100', ['+12065550100']],
    ['+12065550109', '+12065550111', ['+12065550109', '+12065550110', '+12065550111']],
    ['+999999999999998', '+999999999999999', ['+999999999999998', '+999999999999999']],
    ['+4911', '+4912', ['+4911', '+4912']],
  ])('from %s to %s', (first, last, numbers) => {
    expect(E164.range(first, last)).toEqual(numbers);
  });

  test('of as many numbers as fit into an association', () => {
    const numbers = E164.range('+12065550000', '+12065554999');
    expect(numbers).toHaveLength(5_000);
    expect(numbers.at(-1)).toBe('+12065554999');
  });

  test.each<[string, unknown, unknown, string]>([
    ['a first that is not E.164', '12065550100', '+12065550199', `first of E164.range must be a phone number in E.164 format (${FORMAT})\n  '12065550100' has no plus sign before the country code: write '+12065550100'`],
    ['a last that is not E.164', '+12065550100', '199', `last of E164.range must be a phone number in E.164 format (${FORMAT})\n  '199' has only 3 digits and no country code, like a short code or an internal extension: write the whole number that outside callers dial, such as '+12065550100'`],
    ['a number in place of a string', 12065550100, '+12065550199', "first of E164.range is the number 12065550100, where a string is expected: write one, such as '+12065550100'"],
    ['no last', '+12065550100', undefined, "last of E164.range is undefined, where a string is expected: write one, such as '+12065550100'"],
    ['a token', Fn.importValue('First'), '+12065550199', 'first of E164.range is a token: the numbers are counted at synthesis, so write it as a literal'],
    ['another length', '+442079460000', '+44207946001', "last of E164.range is '+44207946001', which is not in one block with '+442079460000': it must have the same length and the same first three digits"],
    ['another country', '+19999999999', '+20000000001', "last of E164.range is '+20000000001', which is not in one block with '+19999999999': it must have the same length and the same first three digits"],
    ['the wrong order', '+12065550199', '+12065550100', "last of E164.range is '+12065550100', which is lower than the first, '+12065550199': write E164.range('+12065550100', '+12065550199')"],
    ['too many', '+12065550000', '+12065555000', "last of E164.range is '+12065555000', which makes 5001 numbers from '+12065550000': 5000 fit into one association, so write several ranges"],
  ])('refuses %s', (_, first, last, message) => {
    expect(() => E164.range(first as string, last as string)).toThrow(new Error(message));
  });
});

describe('fromFile', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'e164-'));
  const file = path.join(directory, 'numbers.csv');
  afterAll(() => fs.rmSync(directory, { recursive: true }));

  function read(content: string | Buffer, options?: E164FileOptions): string[] {
    fs.writeFileSync(file, content);
    return E164.fromFile(file, options);
  }

  const [A, B] = ['+12065550100', '+442079460000'];

  test.each([
    ['one number a line', `${A}\n${B}\n`],
    ['no line end at the end', `${A}\n${B}`],
    ['Windows line ends', `${A}\r\n${B}\r\n`],
    ['line ends of old Macs', `${A}\r${B}`],
    ['a byte-order mark', `\uFEFF${A}\n${B}`],
    ['a byte-order mark before a header', `\uFEFFphone,name\n${A},Ann\n${B},Bob`],
    ['a byte-order mark before a quote, with tabs', `\uFEFF"${A}"\t"Ann"\n"${B}"\t"Bob"`],
    ['blank lines and blanks', `\n  ${A}  \n\n\t${B}\n \n`],
    ['comments', `# ours\n${A} # reception, ground floor\n  # "theirs\n${B}\t# sales`],
    ['quotes', `"${A}"\n"${B}"`],
    ['a header of its own line', `Our numbers\n${A}\n${B}`],
    ['the first column of a file without a header', `${A},Ann\n${B},Bob`],
    ['a column by its common name', `id,Phone Number,name\n1,${A},"Ann, 2nd floor"\n2,${B},Bob`],
    ['the name of the API', `E164PhoneNumber\n${A}\n${B}`],
    ['semicolons', `name;phone_number\nAnn, Arbor;${A}\nBob;${B}`],
    ['tabs', `name\tnumber\nAnn\t${A}\nBob\t${B}`],
    ['rows that a spreadsheet left empty', `number,name\n${A},Ann\n,,\n${B},Bob\n,\n`],
  ])('reads %s', (_, content) => {
    expect(read(content)).toEqual([A, B]);
  });

  test.each([
    ['the last', `phone,Fax line\n+1999,${A}\n+1998,${B}`, 'fax LINE'],
    ['the first', `desk,phone\n${A},+1999\n${B},+1998`, ' desk '],
  ])('reads a column that is asked for: %s', (_, content, column) => {
    expect(read(content, { column })).toEqual([A, B]);
  });

  test('reads as many numbers as fit into an association', () => {
    expect(read(E164.range('+12065550000', '+12065554999').join('\n'))).toHaveLength(5_000);
  });

  test('reads a path relative to the working directory', () => {
    read(A);
    expect(E164.fromFile(path.relative(process.cwd(), file))).toEqual([A]);
  });

  const ONE_BAD = `has a line without a proper number: each must hold one, only once, in E.164 format (${FORMAT})`;

  test.each<[string, string, string]>([
    ['an empty file', '', `has no phone numbers: write one a line, in E.164 format (${FORMAT})`],
    ['a file of comments', '# none\n\n', `has no phone numbers: write one a line, in E.164 format (${FORMAT})`],
    ['a header only', 'phone\n', `has no phone numbers: write one a line, in E.164 format (${FORMAT})`],
    ['a bad line', `# ours\r\n\r\n${A}\r\n(206) 555-0101\r\n`, `${ONE_BAD}\n  line 4: '(206) 555-0101' has no country code: write '+12065550101' if it is a number of the United States, Canada or another country of +1, or else its own country code before it`],
    ['a bad line with a suggestion', 'phone\n00442079460000', `${ONE_BAD}\n  line 2: '00442079460000' starts with 00, an international prefix, instead of the plus sign: write '+442079460000'`],
    ['a number twice', `${A}\n${B}\n"${A}"`, `${ONE_BAD}\n  line 3: '${A}' is on line 1, too: remove one of the two`],
    ['an open quote', `${A}\n"${B}`, `${ONE_BAD}\n  line 2: a double quote is not closed or stands inside a value: close it, or double it inside of quotes`],
    ['a missing number', `name,phone\nAnn,${A}\nBob`, `${ONE_BAD}\n  line 3: the number is missing: write it, or remove the line`],
    ['an empty number', `name,phone\nAnn,${A}\nBob,`, `${ONE_BAD}\n  line 3: the number is missing: write it, or remove the line`],
    [
      'all bad lines at once', `phone\n+1206\n${A}\nabc\n${A}`,
      `has 3 lines without a proper number: each must hold one, only once, in E.164 format (${FORMAT})\n  line 2: '+1206' has 3 digits after +1, where the North American Numbering Plan has 10: add 7 digits, so that an area code of three digits and a number of seven remain\n  line 4: 'abc' has no digits: write a number such as '${A}'\n  line 5: '${A}' is on line 3, too: remove one of the two`,
    ],
    [
      'more bad lines than can be shown', 'x\n'.repeat(53),
      `has 52 lines without a proper number: each must hold one, only once, in E.164 format (${FORMAT})\n${
        Array.from({ length: 50 }, (_, index) => `  line ${index + 2}: 'x' has no digits: write a number such as '${A}'`).join('\n')}\n  and 2 more`,
    ],
    ['a JSON list', `[\n"${A}",\n"${B}"\n]`, 'is a JSON document, where a text or CSV file is expected: parse it with JSON.parse, and give the list itself'],
    ['a JSON object', `{ "numbers": ["${A}"] }`, 'is a JSON document, where a text or CSV file is expected: parse it with JSON.parse, and give the list itself'],
    ['unknown columns', `name,desk\nAnn,${A}`, "has no column that is known to hold phone numbers: its first line has 'name', 'desk', so give one of these as column"],
    ['too many', Array.from({ length: 5_001 }, (_, index) => `+1206${5_550_000 + index}`).join('\n'), 'has 5001 numbers: 5000 fit into one association, so split the file'],
  ])('refuses %s', (_, content, message) => {
    expect(() => read(content)).toThrow(new Error(`${file} ${message}`));
  });

  test.each([
    [`name,phone\nAnn,${A}`, "'name', 'phone'"],
    ['', 'nothing'],
    [`a\tb\n${A}\t`, "'a', 'b'"],
  ])('refuses a column that is not there: %j', (content, found) => {
    expect(() => read(content, { column: 'fax' })).toThrow(
      new Error(`${file} has no column 'fax': its first line has ${found}, so give one of these as column`),
    );
  });

  test('says that a file is not UTF-8 where its header cannot be read', () => {
    expect(() => read(Buffer.from(`B\xfcro,desk\n${A},${B}`, 'latin1'), { column: 'Büro' })).toThrow(
      new Error(`${file} has no column 'Büro': its first line has 'B\ufffdro', 'desk', so give one of these as column; or save the file as UTF-8, which it is not`),
    );
  });

  test('reads the numbers of a file in which other columns are not UTF-8', () => {
    expect(read(Buffer.from(`phone,name\n${A},M\xfcller`, 'latin1'))).toEqual([A]);
  });

  test('refuses a column that is not a string', () => {
    expect(() => read(A, { column: 1 as unknown as string })).toThrow(new Error("column of E164.fromFile is the number 1, where a string is expected: write one, such as 'phone'"));
  });

  describe('with normalize', () => {
    test('reads what can only mean one number', () => {
      expect(read("phone;name\n+1 (206) 555-0100;Ann\n'+44 (0)20 7946 0000;Bob\ntel:+1-206-555-0101;Eve", { normalize: true }))
        .toEqual([A, B, '+12065550101']);
    });

    test.each<[string, string, string]>([
      ['a number without a country code', '(206) 555-0100', "has no country code: write '+12065550100' if it is a number of the United States, Canada or another country of +1, or else its own country code before it"],
      ['a number without its plus sign', '12065550100', "has no plus sign before the country code: write '+12065550100'"],
      ['an extension', '+12065550100 x5', "has an extension, which is dialled after the call is answered and is not part of the number: write '+12065550100'"],
    ])('does not guess %s', (_, line, problem) => {
      expect(() => read(line + '\n', { normalize: true })).toThrow(new Error(`${file} ${ONE_BAD}\n  line 1: '${line}' ${problem}`));
    });

    test('finds a number twice however it is written', () => {
      expect(() => read(`${A}\n+1 (206) 555-0100`, { normalize: true })).toThrow(new Error(`${file} ${ONE_BAD}\n  line 2: '${A}' is on line 1, too: remove one of the two`));
    });

    test('is off unless it is asked for', () => {
      const expected = new Error(`${file} ${ONE_BAD}\n  line 1: '+1 (206) 555-0100' has blanks or punctuation: write '+12065550100'`);
      expect(() => read('+1 (206) 555-0100')).toThrow(expected);
      expect(() => read('+1 (206) 555-0100', { normalize: false })).toThrow(expected);
    });
  });

  const utf16 = (text: string) => Buffer.from(text, 'utf16le');

  test.each<[string, Buffer, string]>([
    ['UTF-16', utf16(`\ufeff${A}\n`), "text in UTF-16, where a text or CSV file in UTF-8 is expected: save it as UTF-8 (a spreadsheet: 'CSV UTF-8'; PowerShell: -Encoding utf8)"],
    ['big-endian UTF-16', utf16(`\ufeff${A}\n`).swap16(), "text in UTF-16, where a text or CSV file in UTF-8 is expected: save it as UTF-8 (a spreadsheet: 'CSV UTF-8'; PowerShell: -Encoding utf8)"],
    ['UTF-16 without a mark', utf16(`${A}\n${B}`), "text in UTF-16, where a text or CSV file in UTF-8 is expected: save it as UTF-8 (a spreadsheet: 'CSV UTF-8'; PowerShell: -Encoding utf8)"],
    ['big-endian UTF-16 without a mark', utf16(A.repeat(100)).swap16(), "text in UTF-16, where a text or CSV file in UTF-8 is expected: save it as UTF-8 (a spreadsheet: 'CSV UTF-8'; PowerShell: -Encoding utf8)"],
    ['a workbook', Buffer.from('PK\x03\x04\x14\0'), "a ZIP archive, such as an Excel workbook, where a text or CSV file in UTF-8 is expected: export the sheet as 'CSV UTF-8'"],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), "an Excel workbook in its old format, where a text or CSV file in UTF-8 is expected: export the sheet as 'CSV UTF-8'"],
    ['an archive', Buffer.from('1f8b0800', 'hex'), 'a gzip archive, where a text or CSV file in UTF-8 is expected: unpack it'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'a PDF document, where a text or CSV file in UTF-8 is expected: export its table as CSV'],
    ['rich text', Buffer.from('{\\rtf1\\ansi +12065550100}'), 'a rich text document, where a text or CSV file in UTF-8 is expected: save it as plain text'],
    ['a binary file', Buffer.from(`${A}\n\0\0\x01`), 'binary, where a text or CSV file in UTF-8 is expected: give a file that a text editor can open'],
  ])('refuses %s', (_, content, problem) => {
    expect(() => read(content)).toThrow(new Error(`${file} is ${problem}`));
  });

  function cannotRead(filePath: string, code: string, problem: string): void {
    const expected = expect.objectContaining({ message: `${filePath} cannot be read: ${problem}`, cause: expect.objectContaining({ code }) });
    expect(() => E164.fromFile(filePath)).toThrow(expected);
  }

  test.each<[string, string, string]>([
    ['', process.cwd(), 'The path is empty: give that of a text or CSV file'],
    ['~/numbers.csv', path.resolve('~/numbers.csv'), 'Only a shell replaces ~: write the whole path'],
    ['file:///numbers.csv', path.resolve('file:///numbers.csv'), 'Give a path in place of the URL, such as with fileURLToPath'],
    ['missing.csv', path.resolve('missing.csv'), 'A relative path starts at the working directory, where cdk.json is: correct it, or make it absolute, such as with path.join(__dirname, …)'],
    [path.join(directory, 'missing.csv'), path.join(directory, 'missing.csv'), 'Correct the path, or create the file'],
  ])('refuses a file that is not there: %j', (filePath, absolute, remedy) => {
    cannotRead(filePath, 'ENOENT', `nothing is at ${absolute}. ${remedy}`);
  });

  test('refuses a path through a file', () => {
    read(A);
    cannotRead(path.join(file, 'numbers.csv'), 'ENOTDIR', `nothing is at ${file}/numbers.csv. Correct the path, or create the file`);
  });

  test('refuses a directory', () => {
    cannotRead(directory, 'EISDIR', `${directory} is a directory, so name the text or CSV file in it`);
  });

  test.each<[string, string]>([
    ['EACCES', `the user who runs the synthesis may not read ${file}, so grant that, such as with chmod +r, on the file and its directories`],
    ['EPERM', `the user who runs the synthesis may not read ${file}, so grant that, such as with chmod +r, on the file and its directories`],
    ['EIO', `reading ${file} failed with EIO, so check whether it is a text or CSV file that can be opened`],
  ])('refuses a file that gives %s', (code, problem) => {
    // The tests may run as root, who may read everything.
    const readFile = jest.spyOn(jest.requireActual<typeof fs>('fs'), 'readFileSync').mockImplementation(() => { throw Object.assign(new Error(code), { code }); });
    try {
      cannotRead(file, code, problem);
    } finally {
      readFile.mockRestore();
    }
  });

  test('refuses a path that cannot be one', () => {
    cannotRead('a\0b', 'ERR_INVALID_ARG_VALUE', `reading ${path.resolve('a\0b')} failed with ERR_INVALID_ARG_VALUE, so check whether it is a text or CSV file that can be opened`);
    expect(() => E164.fromFile(undefined as unknown as string)).toThrow(new Error("filePath of E164.fromFile is undefined, where a string is expected: write one, such as 'numbers.csv'"));
  });

  test('refuses a token', () => {
    expect(() => E164.fromFile(Fn.importValue('File'))).toThrow(
      new Error('filePath of E164.fromFile is a token: the file is read at synthesis, so give its path as a literal'),
    );
  });
});
