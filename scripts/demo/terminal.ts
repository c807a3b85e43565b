const ESCAPES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

export type Style = keyof typeof ESCAPES;

export type Paint = (style: Style, text: string) => string;

/** Longer lines are hard to read, however wide the terminal is; files and pipes get this width too. */
const WIDEST = 118;
/** In less, the indentation leaves no room for words. */
const NARROWEST = 40;

/** Colors are for people: not for files and pipes, and not for those who do not want them (https://no-color.org). */
export function paintFor(output: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): Paint {
  const colorful = output.isTTY === true && !environment.NO_COLOR;
  return (style, text) => colorful ? `\u001b[${ESCAPES[style]}m${text}\u001b[0m` : text;
}

/** How many columns a line may have. */
export function widthOf({ columns = WIDEST }: { readonly columns?: number }): number {
  return Math.max(NARROWEST, Math.min(WIDEST, columns));
}

/** Breaks between words. A longer word has a line of its own, line breaks stay, and nothing is left out. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap(line => wrapLine(line, width));
}

/** Wraps text behind a label, below which the lines after the first begin. */
export function wrapAfter(label: string, text: string, width: number): string[] {
  return wrap(text, width - label.length).map((line, index) => `${index === 0 ? label : ' '.repeat(label.length)}${line}`);
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of line.split(/\s+/).filter(part => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
