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
    ['+1230', '+1231', ['+1230', '+1231']],
  ])('from %s to %s', (first, last, numbers) => {
    expect(E164.range(first, last)).toEqual(numbers);
  });

  test('of as many numbers as fit into an association', () => {
    const numbers = E164.range('+12065550000', '+12065554999');
    expect(numbers).toHaveLength(5_000);
    expect(numbers.at(-1)).toBe('+12065554999');
  });

  test.each<[string, string, string, string]>([
    ['a first that is not E.164', '12065550100', '+12065550199', `first of E164.range must be in E.164 format, which '12065550100' (write '+12065550100') is not: ${FORMAT}`],
    ['a last that is not E.164', '+12065550100', '0199', `last of E164.range must be in E.164 format, which '0199' is not: ${FORMAT}`],
    ['a token', Fn.importValue('First'), '+12065550199', 'first of E164.range is a token: the numbers are counted at synthesis, so write it as a literal'],
    ['another length', '+12065550100', '+1206555199', "last of E164.range is '+1206555199', which is not in one block with '+12065550100': it must have the same length and the same first three digits"],
    ['another country', '+19999999999', '+20000000001', "last of E164.range is '+20000000001', which is not in one block with '+19999999999': it must have the same length and the same first three digits"],
    ['the wrong order', '+12065550199', '+12065550100', "last of E164.range is '+12065550100', which is lower than the first, '+12065550199': write E164.range('+12065550100', '+12065550199')"],
    ['too many', '+12065550000', '+12065555000', "last of E164.range is '+12065555000', which makes 5001 numbers from '+12065550000': 5000 fit into one association, so write several ranges"],
  ])('refuses %s', (_, first, last, message) => {
    expect(() => E164.range(first, last)).toThrow(new Error(message));
  });
});

describe('fromFile', () => {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'e164-'));
  const file = path.join(directory, 'numbers.csv');
  afterAll(() => fs.rmSync(directory, { recursive: true }));

  function read(content: string, options?: E164FileOptions): string[] {
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

  test('reads a column that is asked for', () => {
    expect(read(`phone,Fax line\n+1999,${A}\n+1998,${B}`, { column: 'fax LINE' })).toEqual([A, B]);
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
    ['a bad line', `# ours\r\n\r\n${A}\r\n(206) 555-0101\r\n`, `${ONE_BAD}\n  line 4: '(206) 555-0101'`],
    ['a bad line with a suggestion', 'phone\n00442079460000', `${ONE_BAD}\n  line 2: '00442079460000' (write '+442079460000')`],
    ['a number twice', `${A}\n${B}\n"${A}"`, `${ONE_BAD}\n  line 3: '${A}' is on line 1, too`],
    ['an open quote', `${A}\n"${B}`, `${ONE_BAD}\n  line 2: a double quote is not closed or stands inside a value`],
    ['a missing number', `name,phone\nAnn,${A}\nBob`, `${ONE_BAD}\n  line 3: the number is missing`],
    ['an empty number', `name,phone\nAnn,${A}\nBob,`, `${ONE_BAD}\n  line 3: the number is missing`],
    [
      'all bad lines at once', `phone\n206\n${A}\nabc\n${A}`,
      `has 3 lines without a proper number: each must hold one, only once, in E.164 format (${FORMAT})\n  line 2: '206'\n  line 4: 'abc'\n  line 5: '${A}' is on line 3, too`,
    ],
    ['unknown columns', `name,desk\nAnn,${A}`, "has no column that is known to hold phone numbers: its first line has 'name', 'desk', so give one of these as column"],
    ['too many', Array.from({ length: 5_001 }, (_, index) => `+1206${5_550_000 + index}`).join('\n'), 'has 5001 numbers: 5000 fit into one association, so split the file'],
  ])('refuses %s', (_, content, message) => {
    expect(() => read(content)).toThrow(new Error(`${file} ${message}`));
  });

  test.each([
    [`name,phone\nAnn,${A}`, "'name', 'phone'"],
    ['', 'nothing'],
  ])('refuses a column that is not there: %j', (content, found) => {
    expect(() => read(content, { column: 'fax' })).toThrow(
      new Error(`${file} has no column 'fax': its first line has ${found}, so give one of these as column`),
    );
  });

  test('refuses a file that is not there', () => {
    const missing = path.join(directory, 'missing.txt');
    const expected = expect.objectContaining({
      message: `${missing} cannot be read: expected a text or CSV file with phone numbers at ${missing}`,
      cause: expect.objectContaining({ code: 'ENOENT' }),
    });
    expect(() => E164.fromFile(missing)).toThrow(expected);
  });

  test('refuses a token', () => {
    expect(() => E164.fromFile(Fn.importValue('File'))).toThrow(
      new Error('filePath of E164.fromFile is a token: the file is read at synthesis, so give its path as a literal'),
    );
  });
});
