/** Colours that can be read on a light and on a dark page. */
const STYLE = [
  'text{font:13px system-ui,sans-serif;fill:#24292f}',
  '.title{font-weight:600;font-size:15px}',
  '.note{font-size:12px;fill:#57606a}',
  '.ours{fill:#0969da;stroke:#0969da}',
  '.other{fill:#afb8c1;stroke:#afb8c1}',
  '.bound{fill:none;stroke:#cf222e;stroke-dasharray:4 3}',
  '.axis{stroke:#d0d7de}',
  '@media (prefers-color-scheme:dark){text{fill:#e6edf3}.note{fill:#8b949e}.ours{fill:#4493f8;stroke:#4493f8}.other{fill:#6e7681;stroke:#6e7681}.axis{stroke:#30363d}}',
].join('');

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function element(name: string, attributes: Readonly<Record<string, string | number>>, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${typeof value === 'number' ? Number(value.toFixed(1)) : escaped(value)}"`);
  return `<${name}${written.join('')}>${content}</${name}>`;
}

export function label(x: number, y: number, content: string, attributes: Readonly<Record<string, string>> = {}): string {
  return element('text', { x, y, ...attributes }, escaped(content));
}

export function drawing(width: number, height: number, title: string, elements: readonly string[]): string {
  const content = [element('style', {}, STYLE), label(16, 24, title, { class: 'title' }), ...elements].join('\n');
  return `${element('svg', { 'xmlns': 'http://www.w3.org/2000/svg', 'viewBox': `0 0 ${width} ${height}`, width, height, 'role': 'img', 'aria-label': title }, `\n${content}\n`)}\n`;
}
