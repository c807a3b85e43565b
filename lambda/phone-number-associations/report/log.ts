/** Fields of one log line; what is undefined is left out. */
export type LogFields = Record<string, unknown>;

/** Writes one structured line for one step. */
export type Log = (step: string, fields?: LogFields) => void;

/** More numbers than this in one line help nobody; the count is always there. */
const SHOWN_NUMBERS = 100;

export function createLog(write: (line: string) => void, context: LogFields): Log {
  return (step, fields = {}) => write(`${JSON.stringify({ step, ...context, ...fields })}\n`);
}

/** A list of numbers as log fields: how many, and which. */
export function numbersForLog(numbers: readonly string[]): LogFields {
  return { count: numbers.length, e164PhoneNumbers: numbers.slice(0, SHOWN_NUMBERS) };
}
