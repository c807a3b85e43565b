/** Said of a failure only where it is so: a rollback that comes later relies on these two sentences, which the timeline of the stack keeps. */
export const EVERYTHING_UNDONE = 'What was done was undone: every number is where it was before.';
export const NOTHING_CHANGED = 'Nothing was changed.';

/** Characters at the end of a text that stay when its middle is cut. */
const KEPT_END = 300;

/** Collapses white space and cuts what is too long. */
export function oneLine(text: string, maxLength: number): string {
  const line = collapse(text);
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}

/** Size inside a JSON document. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}

/** Cuts text to a size inside a JSON document, and keeps its end: that says what has become of the numbers, and where the log is. */
export function limit(text: string, maxBytes: number): string {
  const whole = collapse(text);
  if (bytesOf(whole) <= maxBytes) return whole;
  const end = bytesOf(whole.slice(-KEPT_END)) < maxBytes / 2 ? whole.slice(-KEPT_END) : '';
  const room = maxBytes - bytesOf('…') - bytesOf(end);
  let start = whole.slice(0, whole.length - end.length);
  // No character takes more than six bytes.
  while (bytesOf(start) > room) start = start.slice(0, -Math.ceil((bytesOf(start) - room) / 6));
  return `${start}…${end}`;
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
