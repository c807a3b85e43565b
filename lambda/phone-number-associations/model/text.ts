/** Said of a failure only where it is so: a rollback that comes later relies on these two sentences, which the timeline of the stack keeps. */
export const EVERYTHING_UNDONE = 'What was done was undone: every number is where it was before.';
export const NOTHING_CHANGED = 'Nothing was changed.';

/** Collapses white space and cuts what is too long. */
export function oneLine(text: string, maxLength: number): string {
  const line = collapse(text);
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}

/** Size inside a JSON document. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}

/** Cuts text that comes from elsewhere to a size inside a JSON document. */
export function limit(text: string, maxBytes: number): string {
  let cut = collapse(text);
  while (bytesOf(cut) > maxBytes) cut = `${cut.slice(0, -Math.max(2, Math.ceil((bytesOf(cut) - maxBytes) / 6)))}…`;
  return cut;
}

/** What a thrown value says, whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

export function plural(howMany: number, noun: string): string {
  return `${howMany} ${noun}${howMany === 1 ? '' : 's'}`;
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
