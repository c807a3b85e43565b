import { Cause, Ending, Silence } from './finding';
import { MonthRecord, Operation } from './record';

/** How often numbers were off their owner for the same cause, until the same happened. */
export interface SilenceRow {
  readonly cause: Cause;
  readonly ending?: Ending;
  readonly times: number;
  readonly minutes: number;
  readonly longestMinutes: number;
}

const CAUSES: readonly Cause[] = ['left the template', 'taken by force', 'not told apart', 'taken off by hand', 'moved by hand', 'released by hand'];
const ENDINGS: readonly Ending[] = ['a check', 'a deployment', 'by hand', 'not declared any more', 'the month has ended'];

/** One row for each cause and ending that there was, and a last one for what nobody asked for, also if there was none. */
export function silenceRows(silences: readonly Silence[]): SilenceRow[] {
  const rows = CAUSES.flatMap(cause => ENDINGS.map(ending => rowOf(silences, cause, ending)));
  return [...rows.filter(({ times }) => times > 0), rowOf(silences, 'nobody asked')];
}

function rowOf(silences: readonly Silence[], cause: Cause, ending?: Ending): SilenceRow {
  const own = silences.filter(silence => silence.cause === cause && (!ending || silence.ending === ending));
  const minutes = own.map(({ from, until }) => (until - from) / 60_000);
  return { cause, ending, times: minutes.length, minutes: minutes.reduce((sum, each) => sum + each, 0), longestMinutes: Math.max(0, ...minutes) };
}

/** How many operations of each kind came to which end. */
export function countOperations(operations: readonly Operation[]): { kind: string; status: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { kind, status } of operations) counts.set(`${kind}\n${status}`, (counts.get(`${kind}\n${status}`) ?? 0) + 1);
  return [...counts].sort().map(([key, count]) => {
    const [kind, status] = key.split('\n');
    return { kind, status, count };
  });
}

/** Minutes in which something was wrong, and how often, by what it was. */
export function troubleRows({ troubles }: MonthRecord): { kind: string; times: number; minutes: number }[] {
  return [...new Set(troubles.map(({ kind }) => kind))].sort().map(kind => {
    const own = troubles.filter(trouble => trouble.kind === kind);
    return { kind, times: own.length, minutes: own.reduce((sum, { from, until }) => sum + (until - from) / 60_000, 0) };
  });
}
