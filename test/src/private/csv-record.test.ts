import { detectSeparator, Separator, splitRecord } from '../../../src/private/csv-record';

test.each<[string, Separator]>([
  ['a,b;c\td', ','],
  ['a;b\tc', ';'],
  ['a\tb', '\t'],
  ['\ta\t', ','],
])('the separator of %j is %j', (record, separator) => {
  expect(detectSeparator(record)).toBe(separator);
});

test.each<[string, Separator, string[] | undefined]>([
  ['a', ',', ['a']],
  ['', ',', ['']],
  ['a,b,c', ',', ['a', 'b', 'c']],
  [' a , b ', ',', ['a', 'b']],
  [',a,,', ',', ['', 'a', '', '']],
  ['"a"', ',', ['a']],
  ['"a,b",c', ',', ['a,b', 'c']],
  [' "a" , "b" ', ',', ['a', 'b']],
  ['"say ""hi""",""', ',', ['say "hi"', '']],
  ['12" pipe,b', ',', ['12" pipe', 'b']],
  ['a;"b;c";d,e', ';', ['a', 'b;c', 'd,e']],
  ['a\t\t"b\tc"', '\t', ['a', '', 'b\tc']],
  ['"a', ',', undefined],
  ['"a""', ',', undefined],
  ['"a"b,c', ',', undefined],
  ['a,"b', ',', undefined],
])('%j with %j has the values %j', (record, separator, values) => {
  expect(splitRecord(record, separator)).toEqual(values);
});
