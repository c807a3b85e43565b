import { drawing, element, label } from './svg';

export interface Line {
  readonly label: string;
  readonly kind: 'ours' | 'other' | 'bound';
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface LineChart {
  readonly title: string;
  readonly xLabel: string;
  readonly lines: readonly Line[];
}

const WIDTH = 760;
const HEIGHT = 360;
const AREA = { left: 60, right: 560, top: 45, bottom: 310 };

/** Where a value lies between 1 and the power of ten that holds them all. */
function logarithmic(values: readonly number[], from: number, to: number) {
  const decades = Math.max(1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    place: (value: number) => from + Math.log10(value) / decades * (to - from),
    ticks: Array.from({ length: decades + 1 }, (_, decade) => 10 ** decade),
  };
}

/** Lines on two logarithmic axes: growth in proportion is a straight line at the same slope for all. */
export function lineChart({ title, xLabel, lines }: LineChart): string {
  const points = lines.flatMap(line => line.points);
  const x = logarithmic(points.map(([value]) => value), AREA.left, AREA.right);
  const y = logarithmic(points.map(([, value]) => value), AREA.bottom, AREA.top);
  const grid = [
    ...x.ticks.flatMap(tick => [
      element('line', { x1: x.place(tick), x2: x.place(tick), y1: AREA.top, y2: AREA.bottom, class: 'axis' }),
      label(x.place(tick), AREA.bottom + 18, tick.toLocaleString('en-US'), { 'class': 'note', 'text-anchor': 'middle' }),
    ]),
    ...y.ticks.flatMap(tick => [
      element('line', { x1: AREA.left, x2: AREA.right, y1: y.place(tick), y2: y.place(tick), class: 'axis' }),
      label(AREA.left - 8, y.place(tick) + 4, tick.toLocaleString('en-US'), { 'class': 'note', 'text-anchor': 'end' }),
    ]),
    label((AREA.left + AREA.right) / 2, AREA.bottom + 38, xLabel, { 'class': 'note', 'text-anchor': 'middle' }),
  ];
  const drawn = lines.flatMap(({ label: text, kind, points: own }) => {
    const [lastX, lastY] = own[own.length - 1];
    const path = own.map(([px, py]) => `${x.place(px).toFixed(1)},${y.place(py).toFixed(1)}`).join(' ');
    return [
      element('polyline', { points: path, class: kind, style: 'fill:none;stroke-width:2' }),
      ...kind === 'bound' ? [] : own.map(([px, py]) => element('circle', { cx: x.place(px), cy: y.place(py), r: 3, class: kind })),
      // The bound lies close below what is measured: its name goes under it.
      label(x.place(lastX) + 10, y.place(lastY) + (kind === 'bound' ? 20 : 4), text, { class: 'note' }),
    ];
  });
  return drawing(WIDTH, HEIGHT, title, [...grid, ...drawn]);
}
