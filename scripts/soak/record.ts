import { StackPlan } from './plan';
import { StackStatus } from '../../aws-simulator';

/** All times are virtual milliseconds. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

export type OperationKind = 'create' | 'update' | 'delete' | 'roll back' | 'continue rollback';

/** Something that was done to a stack, with what became of it. */
export interface Operation extends Span {
  readonly stack: string;
  readonly kind: OperationKind;
  readonly status: StackStatus;
  /** What was in force when it began. */
  readonly before: StackPlan;
  /** What it declared; nothing for a deletion, what was in force before for a rollback. */
  readonly after: StackPlan;
  readonly cancelled: boolean;
  /** When CloudFormation came to the custom resource first. */
  readonly stepAt?: number;
  /** Whether the service told since when a number was on its owner. */
  readonly hasTimestamps: boolean;
  readonly requests: number;
  readonly reason?: string;
}

/** What somebody did in the console. */
export interface HandAct {
  readonly at: number;
  readonly phoneNumber: string;
  /** The id of an owner. */
  readonly to: string;
}

export const NOTHING = 'nothing';
export const RELEASED = 'released';
export const ORDERED = 'ordered';

/** A drift check, from the moment at which the schedule fires to the function's end. */
export interface DriftCheck extends Span {
  readonly stack: string;
  readonly outcome: 'done' | 'skipped' | 'failed';
  readonly repair: boolean;
  readonly owner: string;
  readonly phoneNumbers: ReadonlySet<string>;
  readonly drifted: number;
  readonly repaired: number;
}

export type TroubleKind = 'throttling' | 'errors' | 'outage' | 'CloudFormation' | 'kills' | 'repeated events';

/** A span in which something was wrong. */
export interface Trouble extends Span {
  readonly kind: TroubleKind;
}

/** Who had a number since when, as the service has it. */
export interface TenureRecord {
  readonly since: number;
  /** The id of the owner; undefined: on nothing. */
  readonly owner?: string;
  readonly byHand: boolean;
}

/** All that has happened in the account. */
export interface MonthRecord {
  readonly days: number;
  readonly seed: number;
  readonly endedAt: number;
  readonly operations: readonly Operation[];
  readonly hands: readonly HandAct[];
  readonly checks: readonly DriftCheck[];
  readonly troubles: readonly Trouble[];
  readonly kills: number;
  readonly requests: Readonly<Record<'Associate' | 'Disassociate' | 'Get' | 'List', number>>;
  readonly throttled: number;
  readonly failedRequests: number;
  readonly timelineRequests: number;
  /** Requests that no client should send. */
  readonly unexpected: readonly string[];
  /** By phone number. */
  readonly tenures: ReadonlyMap<string, readonly TenureRecord[]>;
}
