import { Log } from '../model/log';

/** Every line begins with the step and the context that all lines of an event share; what is undefined is left out. */
export function createLog(write: (line: string) => void, context: Readonly<Record<string, unknown>>): Log {
  return (step, fields) => write(`${JSON.stringify({ step, ...context, ...fields })}\n`);
}
