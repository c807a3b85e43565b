import { quote } from './message-text';
import { coreOf, NumberText, Problem, SAMPLE, write } from './phone-number-text';
import { suggestE164 } from '../contract/e164';

/** The digit of each letter from A to Z on a telephone's keys, as in ITU-T E.161. */
const KEYS = '22233344455566677778889999';

/** As many digits are a number without its letters. */
const WHOLE_NUMBER_LENGTH = '+'.length + 10;

/** Digits of a number of country code 1, in which longer words are not dialled to their end. */
const NORTH_AMERICAN_LENGTH = 11;

/** Of a number in E.164 format. */
const MAX_DIGITS = 15;

/** Letters where a number should be: words on the keys of a telephone, text next to the number, an O for a zero. */
export function findLetters({ text }: NumberText): Problem | undefined {
  if (!/\d/.test(text)) {
    return { reason: 'has no digits', remedy: `write a number such as '${SAMPLE}'` };
  }
  const letters = text.match(/\p{L}/gu)?.join('') ?? '';
  if (!letters) return undefined;

  const misread = /^[oil]+$/i.test(letters) ? suggestE164(text.replace(/o/gi, '0').replace(/[il]/gi, '1')) : undefined;
  if (misread) return { reason: 'has a letter that looks like a digit (O, I or L)', remedy: write(misread) };

  const beside = suggestE164(coreOf(text.replace(/\p{L}+[.:]?/gu, ' ')));
  if (beside && beside.length >= WHOLE_NUMBER_LENGTH) {
    return { reason: `has text next to the number (${quote((text.match(/\p{L}+/gu) ?? []).join(' '))})`, remedy: write(beside) };
  }
  if (!/^[a-z]+$/i.test(letters)) {
    return { reason: `has letters that no telephone has on its keys (${quote(letters)})`, remedy: 'write digits alone' };
  }
  return { reason: 'has letters', remedy: vanityRemedy(text) };
}

function vanityRemedy(text: string): string {
  const dialled = text.replace(/[a-z]/gi, letter => KEYS[letter.toUpperCase().charCodeAt(0) - 'A'.charCodeAt(0)]).replace(/\D/g, '');
  if (dialled.length > MAX_DIGITS) return 'write digits alone';
  const northAmerican = dialled.startsWith('1');
  // Without a plus sign no other country code is certain.
  const suggestion = northAmerican || text.startsWith('+') ? suggestE164(`+${northAmerican ? dialled.slice(0, NORTH_AMERICAN_LENGTH) : dialled}`) : undefined;
  const otherwise = `write the digits that stand on the same keys, ${dialled}, with the plus sign and the country code before them`;
  return suggestion ? `${write(suggestion)}, the digits that stand on the same keys` : otherwise;
}
