/** How far the clocks of other services are ahead of CloudFormation's, in milliseconds. */
export interface ClockSkew {
  /** Of the voice service, which stamps associations. @default 0 */
  readonly chimeMs?: number;
  /** Of Lambda, whose time a function's `Date` tells. @default 0 */
  readonly lambdaMs?: number;
}

/** Virtual time 0 on CloudFormation's clock. */
export const EPOCH = Date.UTC(2026, 0, 1);

/** A moment of virtual time as an ISO date with milliseconds. */
export function isoDate(virtualMs: number, skewMs = 0): string {
  return new Date(EPOCH + virtualMs + skewMs).toISOString();
}

/** A moment of virtual time as AWS signs it: in whole seconds, `20261124T183200Z`. */
export function amzDate(virtualMs: number): string {
  return `${isoDate(virtualMs).slice(0, 19).replace(/[-:]/g, '')}Z`;
}
