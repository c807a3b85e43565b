import { Random } from '../random';
import { Owner } from './phone-number';
import { ExceptionCode } from './service-exception';

/** What goes wrong with one request. `workDone` tells whether the service did the work nevertheless. */
export type Fault =
  /** A service exception; `onlyInBody` leaves out the error-type header. */
  | { readonly kind: 'exception'; readonly code: ExceptionCode; readonly retryAfterSeconds?: number; readonly onlyInBody?: boolean }
  /** 502 with a page of HTML, from something in front of the service. */
  | { readonly kind: 'html 502'; readonly workDone?: boolean }
  /** 200 with a body that is not JSON. */
  | { readonly kind: 'not JSON'; readonly workDone?: boolean }
  /** Half an answer, then the socket closes; the work is done. */
  | { readonly kind: 'half a body' }
  /** The connection is reset, before the work or after it. */
  | { readonly kind: 'reset'; readonly workDone?: boolean }
  /** No answer ever. */
  | { readonly kind: 'hang'; readonly workDone?: boolean }
  /** Single numbers refused inside a 200; the others are treated as usual. No `numbers`: all of them. */
  | { readonly kind: 'numbers'; readonly code: string; readonly numbers?: readonly string[]; readonly workDone?: boolean };

/** All faults that leave no final answer: whoever asks again gets one in the end. */
export const FAULTS_WITHOUT_FINAL_ANSWER: readonly Fault[] = [
  { kind: 'exception', code: 'ThrottledClient' },
  { kind: 'exception', code: 'ServiceFailure', onlyInBody: true },
  { kind: 'exception', code: 'ServiceUnavailable' },
  { kind: 'html 502' },
  { kind: 'html 502', workDone: true },
  { kind: 'not JSON', workDone: true },
  { kind: 'half a body' },
  { kind: 'reset' },
  { kind: 'reset', workDone: true },
  { kind: 'hang' },
  { kind: 'hang', workDone: true },
  { kind: 'numbers', code: 'Throttled' },
  { kind: 'numbers', code: 'ServiceFailure', workDone: true },
];

/** A request that is about to be served. */
export interface Call {
  /** Counts all requests since the start or the last reset, from 0. */
  readonly index: number;
  /** Virtual milliseconds. */
  readonly time: number;
  readonly operation: 'Associate' | 'Disassociate' | 'Get' | 'List';
  readonly owner?: Owner;
  readonly numbers: readonly string[];
  readonly force?: boolean;
  readonly role: string;
  /** The region whose endpoint was called. */
  readonly region: string;
}

/** Asked for each request. */
export type FaultSchedule = Schedule<Call, Fault>;

/** What goes wrong with the calls of one service. */
export type Schedule<C, F> = (call: C) => F | undefined;

/** The faults one after the other, one a request; `undefined` lets a request pass. Then no more. */
export function inTurn<F>(...faults: readonly (F | undefined)[]): () => F | undefined {
  const left = [...faults];
  return () => left.shift();
}

/** A schedule for some requests only. */
export function when<const F extends object, C = Call>(applies: (call: C) => boolean, schedule: Schedule<C, F> | F): Schedule<C, F> {
  return call => {
    if (!applies(call)) return undefined;
    return typeof schedule === 'function' ? schedule(call) : schedule;
  };
}

/** Each request meets one of the faults with a probability from 0 to 1; nothing goes wrong after `until` (virtual ms). */
export function randomly<F>(
  options: { seed: number; probability: number; faults: readonly F[]; until?: number },
): Schedule<{ readonly time: number }, F> {
  const random = new Random(options.seed);
  return ({ time }) => {
    const struck = random.next() < options.probability;
    const fault = random.pick(options.faults);
    return struck && time < (options.until ?? Infinity) ? fault : undefined;
  };
}

/** The first schedule that has a fault for the request decides. */
export function firstOf<C, F>(...schedules: readonly Schedule<C, F>[]): Schedule<C, F> {
  return call => {
    for (const schedule of schedules) {
      const fault = schedule(call);
      if (fault) return fault;
    }
    return undefined;
  };
}
