/** E.164 with its plus sign: the only spelling of a number that is written, compared and printed. */
export const E164_PATTERN = /^\+[1-9]\d{1,14}$/;

/**
 * A number of country code 1: a three-digit area code and an exchange that start with 2 to 9, and four digits more.
 *
 * @see https://www.nanpa.com/numbering/nanp-fundamentals
 */
export const NORTH_AMERICAN_PATTERN = /^\+1[2-9]\d{2}[2-9]\d{6}$/;

/** What stands between the digits of a number: blanks, dashes, dots and brackets. */
const PUNCTUATION = /[\s\p{Pd}\u2212.·()]/gu;

/** What a spreadsheet or a text puts around a number: quotes, and characters that cannot be seen. */
const QUOTES = /[\p{Cf}"'`“”‘’]/gu;

/** A number that a program has written as a decimal: its last digits are no part of it. */
export const DECIMAL_PATTERN = /^\+?\d{7,}[.,]\d{1,2}$/;

/** A dash and few digits after a number without blanks, as in `+442079460000-09`: the end of a range, or an extension. */
export const SHORT_TAIL_PATTERN = /\d{7,}\s*[\p{Pd}\u2212]\s*\d{1,4}$/u;

/**
 * The number an input was probably meant to be, if it can be told from its digits alone.
 *
 * `+1 (206) 555-0100` becomes `+12065550100`. Without a country code nobody can know what was meant.
 */
export function suggestE164(input: string): string | undefined {
  const text = toAscii(input).replace(QUOTES, '').trim().replace(/^tel:\s*/i, '');
  // The zero in `+44 (0)20 …` is dialled inside the country only. In Italy it belongs to the number.
  const digits = text.replace(/(?<=^\(?(?:\+|00)(?!39)[\d\s)\p{Pd}]*)\(0\)/u, '').replace(PUNCTUATION, '');
  const [, prefix, subscriber = ''] = /^(\+|00)?(\d+)$/.exec(digits) ?? [];
  // Ten digits are most likely a number without its country code.
  if (!prefix && subscriber.length <= 10) return undefined;

  const candidate = `+${subscriber}`;
  // Of a number of +1, whose length is fixed, a tail would show.
  const possible = subscriber.startsWith('1')
    ? NORTH_AMERICAN_PATTERN.test(candidate)
    : E164_PATTERN.test(candidate) && !SHORT_TAIL_PATTERN.test(text);
  return possible && !DECIMAL_PATTERN.test(text) ? candidate : undefined;
}

/** Characters of full width, as East Asian keyboards write them, stand in the same order as those of ASCII. */
export function toAscii(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, wide => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}
