import { NumberText, Problem, Rule, SAMPLE, when, write } from './phone-number-text';
import { suggestE164 } from '../contract/e164';

/** Fewer digits are a short code or an extension of a telephone system. */
const SUBSCRIBER_DIGITS = 7;

/** 011, a country code and a subscriber number have at least as many. With fewer, it is the area code of another country. */
const INTERNATIONAL_DIGITS = 12;

/** What stands, or does not stand, before the subscriber number. */
export const PREFIX_RULES: readonly Rule[] = [
  when(/^\+[\s(]*(?:011|00)/, 'has an international prefix after the plus sign, which already stands for it', ({ text }) =>
    write(suggestE164(text.replace(/^\+[\s(]*(?:011|00)/, '+')), 'leave the prefix out, so that the country code follows the plus sign')),
  when(/^\+[\s(]*0/, 'has a 0 after the plus sign, and no country code starts with 0', 'write the country code instead of the 0'),
  when(/[\d+].*\+/s, 'has a plus sign that is not at the start', ({ text }) =>
    write(suggestE164(`+${text.replaceAll('+', '')}`), 'write one number, with the plus sign before the country code')),
  northAmericanPrefix,
  when(/^00/, 'starts with 00, an international prefix, instead of the plus sign', ({ suggestion }) =>
    write(suggestion, 'write the plus sign and the country code in its place')),
  when(
    /^\(?0/,
    'starts with a 0, as numbers are dialled inside a country',
    "write the plus sign and the country code instead of the 0, such as '+44' for the United Kingdom",
  ),
  missingCountryCode,
];

function northAmericanPrefix({ text, digits }: NumberText): Problem | undefined {
  if (!text.startsWith('011') || digits.length < INTERNATIONAL_DIGITS) return undefined;
  return {
    reason: 'starts with 011, the international prefix of North America, instead of the plus sign',
    remedy: write(suggestE164(text.replace(/^011/, '+')), 'write the plus sign and the country code in its place'),
  };
}

function missingCountryCode({ text, digits, suggestion }: NumberText): Problem | undefined {
  if (/^\(?\+/.test(text) || suggestion || digits.length > 10) return undefined;
  if (digits.length < SUBSCRIBER_DIGITS) {
    return {
      reason: `has only ${digits.length === 1 ? 'one digit' : `${digits.length} digits`} and no country code, like a short code or an internal extension`,
      remedy: `write the whole number that outside callers dial, such as '${SAMPLE}'`,
    };
  }
  const northAmerican = suggestE164(`+1${digits}`);
  return {
    reason: 'has no country code',
    remedy: northAmerican
      ? `write '${northAmerican}' if it is a number of the United States, Canada or another country of +1, or else its own country code before it`
      : "write the plus sign and the country code before it, such as '+44' for the United Kingdom",
  };
}
