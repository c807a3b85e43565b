import { drawing, element, label } from './svg';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** What stands behind the bar. */
  readonly shown: string;
  readonly ours?: boolean;
}

export interface BarChart {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** A line across the bars. */
  readonly bound?: { readonly value: number; readonly label: string };
}

const WIDTH = 760;
const LEFT = 250;
const RIGHT = 130;
const TOP = 40;
const ROW = 28;

/** Horizontal bars from zero, in the order given. */
export function barChart({ title, bars, bound }: BarChart): string {
  const largest = Math.max(...bars.map(({ value }) => value), bound?.value ?? 0);
  const scale = (value: number) => value / largest * (WIDTH - LEFT - RIGHT);
  const bottom = TOP + ROW * bars.length;
  const rows = bars.flatMap((bar, index) => {
    const y = TOP + ROW * index;
    return [
      label(LEFT - 10, y + 18, bar.label, { 'text-anchor': 'end' }),
      element('rect', { x: LEFT, y: y + 4, width: Math.max(1, scale(bar.value)), height: ROW - 8, class: bar.ours ? 'ours' : 'other' }),
      label(LEFT + scale(bar.value) + 8, y + 18, bar.shown, { class: 'note' }),
    ];
  });
  const line = bound ? [
    element('line', { x1: LEFT + scale(bound.value), x2: LEFT + scale(bound.value), y1: TOP, y2: bottom + 4, class: 'bound' }),
    label(LEFT + scale(bound.value), bottom + 18, bound.label, { 'class': 'note', 'text-anchor': 'middle' }),
  ] : [];
  return drawing(WIDTH, bottom + (bound ? 28 : 12), title, [...rows, ...line]);
}
