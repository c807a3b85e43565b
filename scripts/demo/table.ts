export type Cell = string | number;

/** Columns as wide as their widest cell; those of figures are set to the right. */
export function table(header: readonly string[], rows: ReadonlyArray<readonly Cell[]>): string[] {
  const columns = header.map((title, column) => {
    const cells = rows.map(row => row[column]);
    return {
      width: Math.max(title.length, ...cells.map(cell => String(cell).length)),
      figures: cells.length > 0 && cells.every(cell => typeof cell === 'number'),
    };
  });
  const line = (row: readonly Cell[]) => row
    .map((cell, column) => {
      const { width, figures } = columns[column];
      return figures ? String(cell).padStart(width) : String(cell).padEnd(width);
    })
    .join('  ')
    .trimEnd();
  return [line(header), columns.map(({ width }) => '-'.repeat(width)).join('  '), ...rows.map(line)];
}
