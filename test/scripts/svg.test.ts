import { arrow, box, text } from '../../scripts/images/svg';

test('text is escaped', () => {
  expect(text({ x: 1, y: 2 }, 'a < b & c')).toBe('<text x="1" y="2">a &lt; b &amp; c</text>');
});

test('a box writes its title and each line below the one before', () => {
  const drawn = box({ x: 0, y: 0, width: 100, height: 60 }, { title: 'Title', lines: ['one', 'two'] });
  const rows = [...drawn.matchAll(/y="(\d+)"[^>]*>(\w+)<\/text>/g)].map(([, y, content]) => [Number(y), content]);
  expect(rows.map(([, content]) => content)).toEqual(['Title', 'one', 'two']);
  expect(rows.map(([y]) => y)).toEqual([19, 36, 53]);
});

test.each([[true, /stroke-dasharray/], [undefined, /^(?!.*stroke-dasharray)/]])('an arrow can be dashed (%s)', (dashed, expected) => {
  expect(arrow([{ x: 0, y: 0 }, { x: 10, y: 0 }], { dashed })).toMatch(expected);
});
