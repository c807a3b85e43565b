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

test('a table that is too wide becomes a list, with the titles before the cells', () => {
  const rows = [['ok', '1. create', 3, ''], ['FAILED', '2. update', 12, 'late']];
  expect(table(['', 'step', 'requests', 'remark'], rows, 30)).toEqual([
    'ok, step 1. create,',
    '    requests 3',
    'FAILED, step 2. update,',
    '    requests 12, remark late',
  ]);
});

test('a table that just fits stays one', () => {
  expect(table(['step', 'n'], [['create', 3]], 9)).toEqual(['step    n', '------  -', 'create  3']);
});
