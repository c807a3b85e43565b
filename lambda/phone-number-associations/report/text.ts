/**
 * CloudFormation takes an answer of at most 4,096 bytes, ids included, and the framework adds its
 * own lines to our message; beyond that the user reads only "Response object is too long".
 */
const MAX_BYTES = 2_800;

export interface Report {
  readonly head: string;
  /** As many as fit are shown, the rest is counted. */
  readonly items: readonly string[];
  readonly tail: string;
}

export function fit({ head, items, tail }: Report, maxBytes = MAX_BYTES): string {
  const shown: string[] = [];
  const render = () => {
    const more = items.length - shown.length;
    const list = [...shown, ...more > 0 ? [`and ${more} more`] : []].join('; ');
    return [head, ...list ? [`${list}.`] : [], tail].filter(part => part !== '').join(' ');
  };
  for (const item of items) {
    shown.push(item);
    if (bytesOf(render()) > maxBytes) {
      shown.pop();
      break;
    }
  }
  return truncate(render(), maxBytes);
}

/** Collapses white space and cuts what is too long: the framework repeats every line after the first. */
export function oneLine(text: string, maxLength: number): string {
  const line = collapse(text);
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}

/** Size inside the JSON of the answer. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}

/** The last measure for text that comes from elsewhere. */
export function limit(text: string, maxBytes = MAX_BYTES): string {
  return truncate(collapse(text), maxBytes);
}

/** What a thrown value says, whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function truncate(text: string, maxBytes: number): string {
  let cut = text;
  while (bytesOf(cut) > maxBytes) cut = `${cut.slice(0, -Math.max(2, Math.ceil((bytesOf(cut) - maxBytes) / 6)))}…`;
  return cut;
}
