import { countryCodeOf, dropsTrunkZero } from './country-codes';
import { NORTH_AMERICAN_PATTERN, suggestE164, toAscii } from '../contract/e164';

/** ITU-T sets no minimum; the shortest numbers of subscribers have about seven digits, with their country code. */
const USUAL_MINIMUM_DIGITS = 7;

/**
 * Why a number in E.164 format is probably wrong; undefined where nothing speaks against it.
 *
 * Numbering plans change: what is told here is never a reason to refuse a number that is well-formed.
 */
export function doubtAbout(e164PhoneNumber: string): string | undefined {
  const countryCode = countryCodeOf(e164PhoneNumber);
  if (countryCode === undefined) return `no country is known to have the code of +${e164PhoneNumber.slice(1, 4)}`;
  if (countryCode === '1' && !NORTH_AMERICAN_PATTERN.test(e164PhoneNumber)) {
    return 'after +1, the area code and the three digits after it start with 2 to 9';
  }
  const national = e164PhoneNumber.slice(1 + countryCode.length);
  if (national.startsWith('0') && dropsTrunkZero(countryCode)) {
    return `the 0 after +${countryCode} is dialled inside the country only, so '+${countryCode}${national.slice(1)}' is probably meant`;
  }
  return e164PhoneNumber.length - 1 < USUAL_MINIMUM_DIGITS ? `it has only ${e164PhoneNumber.length - 1} digits` : undefined;
}

/**
 * The number in E.164 format, if the text can only mean this one: it has the plus sign, and beside the digits nothing but blanks,
 * punctuation and `tel:`.
 */
export function normalizeE164(text: string): string | undefined {
  const candidate = suggestE164(text);
  if (!candidate || doubtAbout(candidate) || !/^(?:tel:)?[^\p{L}\d]*\+/iu.test(toAscii(text))) return undefined;
  // Outside of the countries of which it is known, the zero in brackets may be part of the number.
  return text.includes('(0)') && !dropsTrunkZero(countryCodeOf(candidate) ?? '') ? undefined : candidate;
}
