/** Why a number was off its owner. */
export type Cause = 'taken off by hand' | 'moved by hand' | 'released by hand' | 'left the template' | 'taken by force' | 'not told apart' | 'nobody asked';

/** What has ended it. */
export type Ending = 'a check' | 'a deployment' | 'by hand' | 'not declared any more' | 'the month has ended';

/** A span in which a number was not where the template in force declares it, or, if none does, where somebody has put it. */
export interface Silence {
  readonly phoneNumber: string;
  readonly from: number;
  readonly until: number;
  readonly cause: Cause;
  readonly ending: Ending;
}

/** A number that a request has put where nobody wants it. */
export interface StrayWrite {
  readonly phoneNumber: string;
  readonly at: number;
  readonly owner: string;
}
