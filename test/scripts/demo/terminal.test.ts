import { paintFor, widthOf, wrap, wrapAfter } from '../../../scripts/demo/terminal';

test.each([
  { why: 'a terminal', output: { isTTY: true }, environment: {}, painted: '\u001b[31mno\u001b[0m' },
  { why: 'a pipe', output: {}, environment: {}, painted: 'no' },
  { why: 'NO_COLOR', output: { isTTY: true }, environment: { NO_COLOR: '1' }, painted: 'no' },
  { why: 'an empty NO_COLOR', output: { isTTY: true }, environment: { NO_COLOR: '' }, painted: '\u001b[31mno\u001b[0m' },
])('colors for $why', ({ output, environment, painted }) => {
  expect(paintFor(output, environment)('red', 'no')).toBe(painted);
});

test.each([
  ['', 10, []],
  ['one two three', 20, ['one two three']],
  ['one two three', 7, ['one two', 'three']],
  ['one two three', 6, ['one', 'two', 'three']],
  ['one\ntwo three', 20, ['one', 'two three']],
  ['a verylongwordindeed b', 8, ['a', 'verylongwordindeed', 'b']],
])('wraps %j to %d columns', (text, width, lines) => {
  expect(wrap(text, width)).toEqual(lines);
});

test.each([
  { columns: undefined, width: 118 },
  { columns: 200, width: 118 },
  { columns: 80, width: 80 },
  { columns: 10, width: 40 },
])('lines of a terminal with $columns columns have at most $width', ({ columns, width }) => {
  expect(widthOf({ columns })).toBe(width);
});

test('text after a label continues below itself', () => {
  expect(wrapAfter('Time:  ', 'virtual, as minutes and seconds', 24)).toEqual(['Time:  virtual, as', '       minutes and', '       seconds']);
});
