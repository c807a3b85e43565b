import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { quote } from './message-text';
import { SAMPLE } from './phone-number-text';
import { suggestE164 } from '../contract/e164';

/** Keys of an object that are named. */
const SHOWN_KEYS = 5;

/** What a construct, or an answer of the service, calls its one phone number. */
const NUMBER_KEYS = ['valueAsString', 'stringValue', 'E164PhoneNumber', 'e164PhoneNumber', 'PhoneNumberId', 'phoneNumber'];

/** What a construct, or an answer of the service, calls its list of phone numbers. */
const LIST_KEYS = ['valueAsList', 'stringListValue', 'E164PhoneNumbers', 'e164PhoneNumbers', 'phoneNumbers'];

/** A value of any type, as an error shows it. Values come from JavaScript, and from `tryGetContext`, whose type is `any`. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return Token.isUnresolved(value) ? 'a string token' : `the string ${quote(value)}`;
  if (typeof value === 'number') return Token.isUnresolved(value) ? 'a number token' : `the number ${value}`;
  if (Construct.isConstruct(value)) return `the construct ${quote(value.node.path)} (${value.constructor.name})`;
  if (Array.isArray(value)) return Token.isUnresolved(value) ? 'a list token' : `a list of ${value.length}`;
  if (typeof value === 'function') return `the function ${quote(value.name)}`;
  if (value === undefined || value === null) return String(value);
  if (typeof value !== 'object') return `the ${typeof value} ${String(value)}`;
  if (Token.isUnresolved(value)) return 'a token that is neither a string nor a list';
  return describeObject(value);
}

/**
 * What is wrong with a value that should be the id or ARN of an owner and is not a string, and what to write; undefined for a string.
 *
 * A construct or an object that has the id names the property: `attrVoiceConnectorId` of a `CfnVoiceConnector`.
 * @param value what was given, of whatever type.
 * @param prop the prop that it was given for.
 * @returns the message that follows the subject: "is the construct …, where …: write …".
 */
export function describeNonString(value: unknown, prop: 'voiceConnectorId' | 'voiceConnectorGroupId'): string | undefined {
  if (typeof value === 'string') return undefined;
  const capitalized = `V${prop.slice(1)}`;
  const key = findKey(value, [`attr${capitalized}`, prop, capitalized]);
  const noun = prop === 'voiceConnectorId' ? 'voice connector' : 'voice connector group';
  return `is ${describeValue(value)}, where its id or ARN is expected, as a string: ${ownerRemedy(value, key, noun)}`;
}

/** What is wrong with a value that should be a list of strings, as it follows the subject; undefined for a list, whatever is in it. */
export function describeNonList(value: unknown): string | undefined {
  return Array.isArray(value) ? undefined : `is ${describeValue(value)}, where a list of strings is expected: ${listRemedy(value)}`;
}

/** What is wrong with an element of a list of strings; undefined for a string. */
export function describeNonStringElement(value: unknown, index: number): string | undefined {
  return typeof value === 'string' ? undefined : `element [${index}] is ${describeValue(value)}, where a string is expected: ${elementRemedy(value)}`;
}

/** What is wrong with a parameter that should be a string and must be known at synthesis, as it follows the subject; undefined for a string. */
export function describeNonText(value: unknown, example: string): string | undefined {
  return typeof value === 'string' ? undefined : `is ${describeValue(value)}, where a string is expected: write one, such as '${example}'`;
}

function describeObject(value: object): string {
  const name = Object.getPrototypeOf(value)?.constructor?.name ?? 'Object';
  if (name !== 'Object') return `an object of the class ${name}`;
  const keys = Object.keys(value);
  if (keys.length === 0) return 'an empty object';
  return `an object with the keys ${keys.slice(0, SHOWN_KEYS).join(', ')}${keys.length > SHOWN_KEYS ? ', …' : ''}`;
}

function findKey(value: unknown, candidates: readonly string[]): string | undefined {
  return typeof value === 'object' && value !== null ? candidates.find(candidate => candidate in value) : undefined;
}

function ownerRemedy(value: unknown, key: string | undefined, noun: string): string {
  if (key) return `write its ${key}`;
  if (Construct.isConstruct(value)) return `give the property of a ${noun} that holds its id`;
  if (Array.isArray(value)) return `an association has one ${noun}, so declare one for each`;
  if (Token.isUnresolved(value)) return 'write Token.asString(…) around it';
  if (value instanceof Promise) return 'await it';
  if (value === undefined || value === null) return 'give the id; a value from the context is undefined when neither cdk.json nor --context sets its key';
  return `give the id of the ${noun}`;
}

function listRemedy(value: unknown): string {
  const example = `['${SAMPLE}']`;
  const key = findKey(value, LIST_KEYS);
  if (key) return `give its ${key}`;
  if (typeof value === 'string') return stringRemedy(value);
  if (typeof value === 'number') return `write ${listLiteral(numberRemedy(value) ?? SAMPLE)}, a list with a string`;
  if (Token.isUnresolved(value)) return 'write Token.asList(…) around it';
  if (value instanceof Promise) return 'await it';
  if (value === undefined || value === null) {
    return `give the numbers, as in ${example}; a value from the context is undefined when neither cdk.json nor --context sets its key`;
  }
  if (typeof value === 'object' && Symbol.iterator in value) return 'spread it into a list, [...value]';
  return `give the numbers, as in ${example}`;
}

function stringRemedy(value: string): string {
  if (value.includes('#{Token[')) return 'give the list token itself, not a text that is made from it';
  if (Token.isUnresolved(value)) return "give a list token, such as valueAsList of a CommaDelimitedList parameter or Fn.split(',', …)";
  if (/^\s*\[/.test(value)) return 'parse it with JSON.parse(…); a value from --context is always a string';
  if (/[,;\s]\s*\+?\d{7,}/.test(value)) return `split it with split('${/[,;]/.exec(value)?.[0] ?? ' '}'); a value from --context is always a string`;
  return `put it into a list, ${listLiteral(suggestE164(value) ?? value)}; a value from --context is always a string`;
}

function elementRemedy(value: unknown): string {
  const key = findKey(value, NUMBER_KEYS);
  if (key) return `give its ${key}`;
  if (typeof value === 'number') {
    return Token.isUnresolved(value) ? 'give the string, such as valueAsString of a parameter' : `write it as a string, '${numberRemedy(value) ?? SAMPLE}'`;
  }
  if (Array.isArray(value)) {
    return Token.isUnresolved(value) ? 'give the list token alone, not in a list' : 'write its elements into the one list, such as with flat()';
  }
  if (Token.isUnresolved(value)) return 'write Token.asString(…) around it';
  if (value instanceof Promise) return 'await it';
  if (value === undefined || value === null) return 'leave the element out, or write its number';
  return `write the number, such as '${SAMPLE}'`;
}

/** Digits without a plus sign are all that a number can hold of a phone number. */
function numberRemedy(value: number): string | undefined {
  return Number.isSafeInteger(value) && value > 0 ? suggestE164(`${value}`) : undefined;
}

function listLiteral(value: string): string {
  return `[${quote(value)}]`;
}
