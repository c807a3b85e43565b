import { table } from '../../../scripts/demo/table';

test('words are set to the left, figures to the right', () => {
  expect(table(['step', 'n'], [['create', 3], ['x', 12]])).toEqual([
    'step     n',
    '------  --',
    'create   3',
    'x       12',
  ]);
});

test('a column with words among its figures is one of words', () => {
  expect(table(['step', 'n'], [['create', 3], ['x', '']])).toEqual([
    'step    n',
    '------  -',
    'create  3',
    'x',
  ]);
});
