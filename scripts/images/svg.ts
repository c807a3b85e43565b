/** Shapes of the pictures in the documentation, as SVG text. */

const COLORS = {
  plain: { fill: '#f6f8fa', stroke: '#8c959f' },
  ours: { fill: '#ddf4ff', stroke: '#0969da' },
  service: { fill: '#fff1e5', stroke: '#bc4c00' },
  good: { fill: '#dafbe1', stroke: '#1a7f37' },
  bad: { fill: '#ffebe9', stroke: '#cf222e' },
} as const;

const INK = '#1f2328';
const FAINT = '#59636e';
const LINE_HEIGHT = 17;
const PADDING = 12;

export type Tone = keyof typeof COLORS;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Area extends Point {
  readonly width: number;
  readonly height: number;
}

export interface BoxOptions {
  readonly title?: string;
  readonly lines?: readonly string[];
  readonly tone?: Tone;
  /** For what is only there when it is asked for. */
  readonly dashed?: boolean;
  readonly centered?: boolean;
}

export interface TextOptions {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  readonly faint?: boolean;
}

export interface ArrowOptions {
  readonly label?: string;
  /** Where the label stands. @default - above the middle of the first two points */
  readonly labelAt?: Point;
  readonly dashed?: boolean;
}

/** The whole picture. It has a ground of its own, so that it can be read on a dark page. */
export function picture({ width, height }: Pick<Area, 'width' | 'height'>, title: string, description: string, shapes: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" `
      + `font-family="system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif" font-size="13" fill="${INK}">`,
    `<title>${escape(title)}</title>`,
    `<desc>${escape(description)}</desc>`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse">'
      + `<path d="M0 0 8 4 0 8z" fill="${FAINT}"/></marker></defs>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="#ffffff" stroke="#d1d9e0"/>`,
    ...shapes,
    '</svg>',
    '',
  ].join('\n');
}

export function box(area: Area, { title, lines = [], tone = 'plain', dashed, centered }: BoxOptions): string {
  const { fill, stroke } = COLORS[tone];
  const rows = [...title === undefined ? [] : [{ text: title, bold: true }], ...lines.map(content => ({ text: content, bold: false }))];
  const anchor = centered ? 'middle' : 'start';
  const x = centered ? area.x + area.width / 2 : area.x + PADDING;
  const top = centered ? area.y + (area.height - rows.length * LINE_HEIGHT) / 2 : area.y + PADDING / 2;
  return [
    `<rect ${attributes(area)} rx="6" fill="${fill}" stroke="${stroke}"${dashed ? ' stroke-dasharray="5 4"' : ''}/>`,
    ...rows.map(({ text: row, bold }, index) => text({ x, y: top + (index + 1) * LINE_HEIGHT - 4 }, row, { anchor, bold })),
  ].join('\n');
}

/** An area that holds boxes. */
export function frame(area: Area, title: string): string {
  return [
    `<rect ${attributes(area)} rx="8" fill="none" stroke="${FAINT}" stroke-dasharray="2 3"/>`,
    text({ x: area.x + PADDING, y: area.y + 20 }, title, { faint: true }),
  ].join('\n');
}

export function text({ x, y }: Point, content: string, { anchor = 'start', bold, faint }: TextOptions = {}): string {
  const style = [anchor === 'start' ? '' : ` text-anchor="${anchor}"`, bold ? ' font-weight="600"' : '', faint ? ` fill="${FAINT}"` : ''].join('');
  return `<text x="${x}" y="${y}"${style}>${escape(content)}</text>`;
}

export function arrow(points: readonly Point[], { label, labelAt, dashed }: ArrowOptions = {}): string {
  const [from, to] = points;
  const path = line(points, `${dashed ? ' stroke-dasharray="5 4"' : ''} marker-end="url(#head)"`);
  if (label === undefined) return path;
  const place = labelAt ?? { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - 6 };
  return `${path}\n${text(place, label, { anchor: labelAt ? 'start' : 'middle', faint: true })}`;
}

/** An arrow without its head. */
export function line(points: readonly Point[], style = ''): string {
  return `<path d="M${points.map(({ x, y }) => `${x} ${y}`).join(' ')}" fill="none" stroke="${FAINT}"${style}/>`;
}

function attributes({ x, y, width, height }: Area): string {
  return `x="${x}" y="${y}" width="${width}" height="${height}"`;
}

function escape(content: string): string {
  return content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
