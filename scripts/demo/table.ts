import { wrapAfter } from './terminal';

export type Cell = string | number;

const ROW_INDENT = ' '.repeat(4);

/**
 * Columns as wide as their widest cell; those of figures are set to the right.
 *
 * A table that is too wide becomes a list: each row a sentence, its cells with their titles before them.
 */
export function table(header: readonly string[], rows: ReadonlyArray<readonly Cell[]>, width = Infinity): string[] {
  const lines = columns(header, rows);
  return lines.every(line => line.length <= width) ? lines : rows.flatMap(row => sentence(header, row, width));
}

function columns(header: readonly string[], rows: ReadonlyArray<readonly Cell[]>): string[] {
  const shapes = header.map((title, column) => {
    const cells = rows.map(row => row[column]);
    return {
      width: Math.max(title.length, ...cells.map(cell => String(cell).length)),
      figures: cells.length > 0 && cells.every(cell => typeof cell === 'number'),
    };
  });
  const line = (row: readonly Cell[]) => row
    .map((cell, column) => {
      const { width, figures } = shapes[column];
      return figures ? String(cell).padStart(width) : String(cell).padEnd(width);
    })
    .join('  ')
    .trimEnd();
  return [line(header), shapes.map(({ width }) => '-'.repeat(width)).join('  '), ...rows.map(line)];
}

function sentence(header: readonly string[], row: readonly Cell[], width: number): string[] {
  const parts = row.flatMap((cell, column) => cell === '' ? [] : [header[column] ? `${header[column]} ${cell}` : String(cell)]);
  return wrapAfter(ROW_INDENT, parts.join(', '), width).map((line, index) => index === 0 ? line.trimStart() : line);
}
