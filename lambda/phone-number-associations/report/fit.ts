import { bytesOf, limit } from '../model/text';

/** CloudFormation takes an answer of at most 4,096 bytes, ids included; beyond that the user reads only "Response object is too long". */
export const MAX_REASON_BYTES = 3_000;

export interface Report {
  readonly head: string;
  /** As many as fit are shown, the rest is counted. */
  readonly items: readonly string[];
  readonly tail: string;
}

export function fit({ head, items, tail }: Report, maxBytes = MAX_REASON_BYTES): string {
  const shown: string[] = [];
  const render = () => {
    const more = items.length - shown.length;
    const list = [...shown, ...more > 0 ? [`and ${more} more`] : []].join('; ');
    return [head, ...list ? [`${list}.`] : [], tail].join(' ');
  };
  for (const item of items) {
    shown.push(item);
    if (bytesOf(render()) > maxBytes) {
      shown.pop();
      break;
    }
  }
  return limit(render(), maxBytes);
}
