import { Declarations } from './association';

/** From the beginning of a step to its end, in milliseconds since 1970, by CloudFormation's clock. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** When the deployment that is undone was at work, and on what. */
export interface Undoing {
  /** When the steps of this resource were at work that are to be undone. */
  readonly spans: readonly Span[];
  /** When later steps were at work that have undone themselves: they may have given numbers back to where an earlier one had put them. */
  readonly undone: readonly Span[];
  /** Until then a run that was overtaken can have a request under way. */
  readonly inFlightUntil?: number;
  /** What the steps declared, the newest first, as far as the timeline tells: a number can be where any of them has put it. */
  readonly declared: readonly Declarations[];
  /** Ids and ARNs of resources that the deployment has created: whatever is on them came there in it. */
  readonly created: ReadonlySet<string>;
}
