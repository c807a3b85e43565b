import { Token } from 'aws-cdk-lib';
import { parsePhoneNumberFile } from './private/phone-number-file';
import { expandRange } from './private/phone-number-range';
import { readTextFile } from './private/text-file';
import { describeNonText } from './private/wrong-type';

/**
 * Options of `E164.fromFile`.
 */
export interface E164FileOptions {
  /**
   * Header of the CSV column that holds the numbers, regardless of case.
   *
   * @default - the first column whose header is a common name for phone numbers (`E164PhoneNumber`, `phone_number`,
   * `Phone Number`, `number`, `e164` and the like); without such a header the only, or, without any header, the first column
   */
  readonly column?: string;

  /**
   * Whether to read numbers that are not written in E.164 format, but can only mean one number.
   *
   * Those are numbers with their plus sign and country code and, beside the digits, nothing but blanks, dashes, dots,
   * brackets, quotes, invisible characters or `tel:`. `+1 (206) 555-0100` is then read as `+12065550100`, and
   * `+44 (0)20 7946 0000` as `+442079460000`. All else is an error as without this option, with a suggestion where
   * there is one: a number without its plus sign or country code, with `00` or `011` before it, with letters or an
   * extension.
   *
   * @default false
   */
  readonly normalize?: boolean;
}

/**
 * Ways to write many phone numbers down.
 *
 * Each gives a list for `e164PhoneNumbers`, in E.164 format with the plus sign.
 *
 * @see https://www.itu.int/rec/T-REC-E.164
 */
export class E164 {
  /**
   * All numbers of a block, from `first` to `last`, both included.
   *
   * `E164.range('+12065550100', '+12065550199')` gives 100 numbers.
   *
   * @param first first number of the block, in E.164 format with the plus sign.
   * @param last last number of the block, of the same length and not lower than the first; its first three digits are the
   * first number's, because a block does not cross countries.
   * @throws when one of the two cannot be a phone number in E.164 format or is a token, when they do not belong together, or when the block
   * has more than 5,000 numbers.
   */
  public static range(first: string, last: string): string[] {
    return expandRange(first, last);
  }

  /**
   * The numbers of a text or CSV file, in UTF-8 with or without byte-order mark, at most 5,000.
   *
   * - One number or CSV record a line; blank lines are skipped.
   * - `#` starts a comment, at the start of a line or after a number and a blank.
   * - Columns are separated by commas, or else by semicolons, or else by tabs. Values may be in double quotes, with a
   *   doubled quote for one quote, but not go on in the next line.
   * - A first line without a number is a header.
   *
   * @param filePath path of the file; if it is relative, from the working directory, as with `Code.fromAsset` of the CDK.
   * @param options which column to read, and how strictly.
   * @throws when the file cannot be read or is not text in UTF-8, has no number, or has lines whose number is missing,
   * not in E.164 format, or there twice: all of them in one error, the first fifty with their line numbers, and each
   * with what is wrong and what to write.
   */
  public static fromFile(filePath: string, options: E164FileOptions = {}): string[] {
    const nonText = describeNonText(filePath, 'numbers.csv');
    if (nonText) throw new Error(`filePath of E164.fromFile ${nonText}`);
    if (Token.isUnresolved(filePath)) {
      throw new Error('filePath of E164.fromFile is a token: the file is read at synthesis, so give its path as a literal');
    }
    return parsePhoneNumberFile(filePath, readTextFile(filePath), options);
  }

  private constructor() {}
}
