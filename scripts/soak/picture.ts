import { Cause, Silence } from './finding';
import { MonthRecord, Operation } from './record';
import { Area, line, picture, text } from '../images/svg';

const SIZE = { width: 940, height: 480 };
const LEFT = 130;
const RIGHT = 920;
const FIRST_LANE = 70;
const LANE = 26;
const CHART = { top: 275, bottom: 410 };

const OUTCOMES = [
  { label: 'complete', color: '#1a7f37', is: ({ status }: Operation) => /^(CREATE|UPDATE|DELETE)_COMPLETE$/.test(status) },
  { label: 'rolled back', color: '#bc4c00', is: ({ status }: Operation) => status.endsWith('ROLLBACK_COMPLETE') },
  { label: 'stopped or failed', color: '#cf222e', is: ({ status }: Operation) => status.endsWith('_FAILED') },
] as const;

const TROUBLE_COLOR = '#d4a72c';

const CAUSE_COLORS: Readonly<Record<Cause, string>> = {
  'left the template': '#8c959f',
  'taken by force': '#8250df',
  'not told apart': '#bf3989',
  'taken off by hand': '#54aeff',
  'moved by hand': '#0969da',
  'released by hand': '#0a3069',
  'nobody asked': '#cf222e',
};

/** Each stack's deployments, what was wrong when, and how many numbers were off their owner, over the month. */
export function drawMonth({ days, endedAt, operations, troubles }: MonthRecord, all: readonly Silence[]): string {
  // What is removed for good is off for the seconds until its deployment is complete, and nobody misses it.
  const silences = all.filter(({ cause, ending }) => cause !== 'left the template' || ending !== 'not declared any more');
  const x = (time: number) => round(LEFT + time / endedAt * (RIGHT - LEFT));
  const stacks = [...new Set(operations.map(({ stack }) => stack))].sort();
  const lane = (index: number) => FIRST_LANE + index * LANE;
  return picture(SIZE, `${days} days of operations`, 'Deployments of each stack by outcome, troubles, and numbers off their owner by cause, over time.', [
    text({ x: 16, y: 30 }, `${days} days: ${operations.length} deployments, and numbers that were off their owner`, { bold: true }),
    ...legend(OUTCOMES.map(({ label, color }) => ({ label, color })), { x: LEFT, y: 52 }),
    ...stacks.flatMap((stack, index) => [
      text({ x: 16, y: lane(index) + 16 }, stack),
      ...OUTCOMES.map(({ color, is }) => {
        const ended = operations.filter(operation => operation.stack === stack && is(operation));
        return ticks(ended.map(({ until }) => x(until)), lane(index), color);
      }),
    ]),
    text({ x: 16, y: lane(stacks.length) + 16 }, 'trouble'),
    ...troubles.map(({ from, until }) => {
      const [left, width] = [x(from), Math.max(1, x(until) - x(from))];
      return rectangle({ x: left, y: lane(stacks.length) + 3, width, height: LANE - 8 }, TROUBLE_COLOR);
    }),
    ...silenceChart(silences, endedAt),
    ...Array.from({ length: days + 1 }, (_, day) => day).filter(day => day % Math.ceil(days / 10) === 0)
      .map(day => text({ x: x(day / days * endedAt), y: CHART.bottom + 18 }, String(day), { anchor: 'middle', faint: true })),
    text({ x: RIGHT, y: CHART.bottom + 36 }, 'day', { anchor: 'end', faint: true }),
    ...legend(causesIn(silences).map(cause => ({ label: cause, color: CAUSE_COLORS[cause] })), { x: LEFT, y: CHART.bottom + 54 }),
  ]);
}

/** Stacked by cause, the largest number within each column of two pixels. */
function silenceChart(silences: readonly Silence[], endedAt: number): string[] {
  const columns = Array.from({ length: (RIGHT - LEFT) / 2 }, (_, index) => {
    const [from, until] = [index, index + 1].map(edge => edge * 2 / (RIGHT - LEFT) * endedAt);
    return silences.filter(silence => silence.from < until && silence.until > from);
  });
  const most = Math.max(1, ...columns.map(({ length }) => length));
  const y = (count: number) => round(CHART.bottom - count / most * (CHART.bottom - CHART.top));
  const causes = causesIn(silences);
  const areas = causes.map((cause, level) => {
    const below = causes.slice(0, level + 1);
    const edge = columns.map((column, index) => `${LEFT + index * 2} ${y(column.filter(silence => below.includes(silence.cause)).length)}`);
    return `<path d="M${LEFT} ${CHART.bottom}L${edge.join(' ')} ${RIGHT} ${CHART.bottom}z" fill="${CAUSE_COLORS[cause]}"/>`;
  });
  return [
    text({ x: 16, y: CHART.top - 14 }, 'numbers off their owner, but for those that left the template for good'),
    text({ x: LEFT - 8, y: CHART.top + 5 }, String(most), { anchor: 'end', faint: true }),
    text({ x: LEFT - 8, y: CHART.bottom + 4 }, '0', { anchor: 'end', faint: true }),
    // The areas of more causes lie behind those of fewer.
    ...areas.reverse(),
    line([{ x: LEFT, y: CHART.bottom }, { x: RIGHT, y: CHART.bottom }]),
  ];
}

function causesIn(silences: readonly Silence[]): Cause[] {
  return (Object.keys(CAUSE_COLORS) as Cause[]).filter(cause => silences.some(silence => silence.cause === cause));
}

function legend(entries: ReadonlyArray<{ readonly label: string; readonly color: string }>, { x, y }: { x: number; y: number }): string[] {
  return entries.flatMap(({ label, color }, index) => [
    rectangle({ x: x + index * 150, y: y - 10, width: 12, height: 12 }, color),
    text({ x: x + index * 150 + 18, y }, label, { faint: true }),
  ]);
}

function ticks(at: readonly number[], y: number, color: string): string {
  return `<path d="${at.map(x => `M${x} ${y + 3}v${LANE - 8}`).join('')}" stroke="${color}" stroke-width="2"/>`;
}

function rectangle({ x, y, width, height }: Area, color: string): string {
  return `<rect x="${x}" y="${y}" width="${round(width)}" height="${height}" fill="${color}"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
