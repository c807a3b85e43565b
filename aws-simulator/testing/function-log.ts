import { SimulatedAccount } from '../simulated-account';

/** A line of JSON that a function has written. */
export type LogLine = Readonly<Record<string, unknown>>;

/**
 * The lines of JSON that functions have written, in their order for each function; other lines are left out.
 *
 * Also those of functions that are gone.
 *
 * @param isMeant which functions, by their physical names; @default - all
 */
export function jsonLog({ lambda }: SimulatedAccount, isMeant: (functionName: string) => boolean = () => true): LogLine[] {
  const lines = lambda.logNames().filter(isMeant).flatMap(name => lambda.log(name).join('').split('\n'));
  return lines.filter(line => line.startsWith('{')).map(line => JSON.parse(line) as LogLine);
}
