export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function times(ratio: number): string {
  return `${ratio >= 100 ? whole(ratio) : ratio.toPrecision(3)} ×`;
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(2)} s`;
}

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const alignment = header.map((_, column) => column === 0 ? '---' : '--:');
  return [header, alignment, ...rows].map(line).join('\n');
}

/** Paragraphs and tables, with an empty line between them. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.join('\n\n');
}
