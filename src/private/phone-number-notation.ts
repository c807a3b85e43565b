import { quote } from './message-text';
import { findLetters } from './phone-number-letters';
import { NumberText, Problem, Rule, SAMPLE, when, write } from './phone-number-text';
import { DECIMAL_PATTERN, NORTH_AMERICAN_PATTERN, SHORT_TAIL_PATTERN, suggestE164 } from '../contract/e164';

const NUMBER_ALONE = 'write the number alone, with its plus sign and country code';

/** Digits of which it takes so many for a number of its own. */
const NUMBER_DIGITS = 7;

/** Of several numbers in one text. */
const SHOWN_NUMBERS = 3;

/** What stands between two numbers. A dash between groups of digits does not. */
const BETWEEN_NUMBERS = /[,;/|&\n]+|\.{2,}|\s(?:and|or|to|und|oder|bis)\s|(?<=\d)\s*[\p{Pd}]?\s*(?=\+)|(?<=\d{7,})\s*[\p{Pd}]\s*(?=\d{7,})/u;
const RANGE = /\.{2,}|\s(?:to|bis)\s|\d\s*[\p{Pd}]\s*\+|\d{7,}\s*[\p{Pd}]\s*\d{7,}/u;

const EXTENSION = /(?:;ext=|,+|\bext(?:ension)?\b[.:]?|x|#)\s*\d{1,6}$/i;

/** In another notation than that of a phone number: what a program, a spreadsheet or a person made of it. */
export const NOTATION_RULES: readonly Rule[] = [
  when(/^$/, 'is empty', `write a number such as '${SAMPLE}', or leave it out`),
  when(
    /#\{Token\[/,
    'has a list token joined with text',
    'give the list token itself as the list',
  ),
  when(
    /^(?:undefined|null|none|nil|nan|true|false|\[object .*\])$/i,
    'is what a program writes for a value that is not a text',
    'check where the list is built, and take the number itself',
  ),
  when(/^#(?:N\/A|REF!|VALUE!|NAME\?|NULL!|NUM!|DIV\/0!|ERROR!)$/, "is a spreadsheet's error", 'fix the cell, and export the numbers again'),
  when(
    /\{\{resolve:/,
    'is a dynamic reference to a secret, which CloudFormation does not resolve in custom resources',
    'keep the number in a plain parameter: {{resolve:ssm:NAME}}',
  ),
  when(/\$\{|\{\{|^<.*>$|^%\w+%$|^\$\w/, 'has a placeholder that was not filled in', 'write the number in its place'),
  when(/%[0-9a-f]{2}/i, "is percent-encoded, as in the service's own PhoneNumberId", ({ text }) =>
    write(suggestE164(text.replace(/%2b/gi, '+').replace(/%20/g, ' ')), 'decode it')),
  when(/^arn:/, 'is an ARN', ({ text }) => write(suggestE164(/\+\d+$/.exec(text)?.[0] ?? ''), NUMBER_ALONE)),
  uri,
  when(/^=/, 'is a formula of a spreadsheet', ({ text }) => write(suggestE164(text.slice(1)), NUMBER_ALONE)),
  when(/^\[.*\]$/s, 'is a list that was written as one text', 'parse it, such as with JSON.parse, and give the list'),
  when(
    /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i,
    'is in scientific notation, in which a spreadsheet may have dropped digits',
    'format the column as text, fill it from its source and export it again',
  ),
  when(DECIMAL_PATTERN, 'is a decimal, as a program writes a column of numbers', ({ text }) =>
    write(suggestE164(text.replace(/[.,]\d+$/, '')), 'read or export the column as text')),
  // Letters beside the X may be a word: 1-800-EXXON.
  when(/^[^a-wyz]*(?:[x*?_•…]{2,}|\.{3})[^a-wyz]*$/i, 'has a placeholder for digits', 'write all digits'),
  extension,
  severalNumbers,
  shortTail,
  when(/(?!\d)\p{Nd}/u, 'has digits of another script', 'write them as 0 to 9'),
  findLetters,
];

function uri({ text }: NumberText): Problem | undefined {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):(?:\/\/)?(.*)$/i.exec(text) ?? [];
  if (scheme && /^(?:tel|sips?|callto|sms|fax|skype|whatsapp|https?|mailto|file)$/i.test(scheme)) {
    return { reason: `is a URI (${scheme.toLowerCase()}:)`, remedy: write(suggestE164(rest.replace(/[;?@].*$/, '')), NUMBER_ALONE) };
  }
  return text.includes('@') ? { reason: 'is an address', remedy: write(suggestE164(text.replace(/@.*$/, '')), NUMBER_ALONE) } : undefined;
}

function extension({ text }: NumberText): Problem | undefined {
  const [tail] = EXTENSION.exec(text) ?? [];
  const number = tail === undefined ? '' : text.slice(0, -tail.length);
  if (number.replace(/\D/g, '').length < NUMBER_DIGITS || /[a-z,;]/i.test(number)) return undefined;
  return {
    reason: 'has an extension, which is dialled after the call is answered and is not part of the number',
    remedy: write(suggestE164(number), NUMBER_ALONE),
  };
}

function severalNumbers({ text, value }: NumberText): Problem | undefined {
  const parts = text.split(BETWEEN_NUMBERS).map(part => part.trim()).filter(part => /\d/.test(part));
  if (parts.length < 2) return undefined;
  const [first, second] = parts.map(part => suggestE164(part));
  if (parts.some(part => part.replace(/\D/g, '').length < NUMBER_DIGITS)) {
    return {
      reason: `has more after a separator (${quote(parts.slice(1).join(' '))})`,
      remedy: 'write one number, and each other number in full as an element of its own',
    };
  }
  if (parts.length === 2 && RANGE.test(value)) {
    return { reason: 'is a range of numbers', remedy: `use E164.range('${first ?? '+…'}', '${second ?? '+…'}'), which gives them all` };
  }
  const listed = parts.slice(0, SHOWN_NUMBERS).map(part => quote(suggestE164(part) ?? part)).join(', ');
  return {
    reason: `has ${parts.length === 2 ? 'two' : parts.length} numbers in one text`,
    remedy: `write each as an element of its own: ${listed}${parts.length > SHOWN_NUMBERS ? ', …' : ''}`,
  };
}

function shortTail({ text, suggestion }: NumberText): Problem | undefined {
  if (suggestion || !SHORT_TAIL_PATTERN.test(text) || NORTH_AMERICAN_PATTERN.test(`+1${text.replace(/\D/g, '')}`)) return undefined;
  return {
    reason: 'ends in a dash and few digits, which may be the end of a range, an extension or a part of the number',
    remedy: 'write the number without the dash, and a range with E164.range',
  };
}
