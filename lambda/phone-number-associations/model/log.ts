import { ErrorCategory } from './error-codes';

/** A list of numbers as log fields: how many, and which; the list ends where it helps nobody any more. */
export interface LoggedNumbers {
  readonly count: number;
  readonly e164PhoneNumbers: readonly string[];
}

export interface LoggedEffort {
  readonly requests: number;
  readonly millis: number;
  readonly throttled: number;
}

/** What each step of the log tells. The table in docs/log.md explains them. */
export interface LogSteps {
  /** Which way the deployment goes, as its timeline tells. */
  'situation': { readonly situation: string; readonly since?: string; readonly inFlightUntil?: string };
  /** Nothing decides on this read alone: it is repeated when reads have caught up. */
  'read-again': { readonly millis: number; readonly count: number; readonly e164PhoneNumbers: readonly string[] };
  'read': { readonly owner?: string; readonly asked: number; readonly found: number };
  'plan': { readonly associate: number; readonly take: number; readonly disassociate: number; readonly leave: number };
  /** Numbers that stay where they are although they are no longer declared there. */
  'leave': LoggedNumbers & { readonly why: string };
  /** Numbers that are about to be taken by force, and where from. */
  'take': LoggedNumbers & { readonly from: string; readonly to: string };
  'associate': LoggedNumbers & { readonly owner: string; readonly force: boolean; readonly refused: number };
  'disassociate': LoggedNumbers & { readonly owner: string; readonly force: boolean; readonly refused: number };
  'refusal': { readonly e164PhoneNumber: string; readonly owner: string; readonly code: string; readonly decision: string; readonly holder?: string };
  'retry': Partial<LoggedNumbers> & {
    readonly operation: string; readonly attempt: number; readonly category: ErrorCategory; readonly code: string; readonly message: string;
  };
  'batch-size': { readonly operation: string; readonly batchSize: number };
  'wait-for-owner': { readonly owner: string; readonly waitedMillis: number };
  'still-there': { readonly owner: string; readonly count: number };
  /** Numbers that a rollback or deletion could not bring back, with who has them. */
  'not-restored': { readonly e164PhoneNumber: string; readonly owner?: string; readonly holder?: string; readonly code: string; readonly message: string };
  'undo': LoggedEffort;
  'undo-failed': { readonly reason: string };
  'done': LoggedEffort;
  'failed': { readonly reason: string };
  /** The deployment has gone on without this event; nothing more is written. */
  'overtaken': { readonly reason: string };
  'answer': { readonly status: string; readonly attempts: number };
  'answer-failed': { readonly attempt: number; readonly reason: string };
  'drift-check-skipped': { readonly reason: string };
  'drift': Readonly<Record<string, unknown>>;
}

/** Writes one structured line for one step. */
export type Log = <S extends keyof LogSteps>(step: S, fields: LogSteps[S]) => void;

/** More numbers than this in one line help nobody; the count is always there. */
const SHOWN_NUMBERS = 100;

export function numbersForLog(numbers: readonly string[]): LoggedNumbers {
  return { count: numbers.length, e164PhoneNumbers: numbers.slice(0, SHOWN_NUMBERS) };
}
