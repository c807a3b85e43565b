import { doubtAbout } from './phone-number-doubt';
import { suggestE164, toAscii } from '../contract/e164';

/** A text that should be a phone number, and what can be told from it. */
export interface NumberText {
  /** As it was given. */
  readonly value: string;
  /** Without blanks at its ends, invisible characters, and characters of full width. */
  readonly text: string;
  /** Its digits, without anything else. */
  readonly digits: string;
  /** The number in E.164 format that was probably meant. */
  readonly suggestion?: string;
}

/** What is wrong with a text, and what to do about it. */
export interface Problem {
  /** A verb and its object, to be written after the value. */
  readonly reason: string;
  /** What to do, as an order. */
  readonly remedy: string;
}

/** Recognizes one problem. Of several rules the first that finds something is right. */
export type Rule = (input: NumberText) => Problem | undefined;

/** A number to show as an example: it belongs to nobody. */
export const SAMPLE = '+12065550100';

/** Looks at a text. */
export function numberText(value: string): NumberText {
  const text = toAscii(value).replace(/[\p{Cf}]/gu, '').trim();
  return { value, text, digits: text.replace(/\D/g, ''), suggestion: suggestE164(value) };
}

/** From the first to the last character of the number, without what stands around it, such as quotes or a comma after it. */
export function coreOf(text: string): string {
  return /\+?[\d(].*\d/s.exec(text)?.[0] ?? '';
}

/** The advice to write this number, with what speaks against it; without a number, the other advice. */
export function write(suggestion: string | undefined, otherwise = ''): string {
  if (!suggestion) return otherwise;
  const doubt = doubtAbout(suggestion);
  return `write '${suggestion}'${doubt ? `, if that is right: ${doubt}` : ''}`;
}

/** A rule that recognizes a problem by a pattern in the text. */
export function when(pattern: RegExp, reason: string, remedy: string | ((input: NumberText) => string)): Rule {
  return input => pattern.test(input.text) ? { reason, remedy: typeof remedy === 'string' ? remedy : remedy(input) } : undefined;
}
