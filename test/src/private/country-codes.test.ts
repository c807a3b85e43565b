import { countryCodeOf } from '../../../src/private/country-codes';

test.each([
  ['+12065550100', '1'],
  ['+79161234567', '7'],
  ['+442079460000', '44'],
  ['+35312345678', '353'],
  ['+35212345', '352'],
  ['+998712345678', '998'],
  ['+999123456', undefined],
  ['+2812345678', undefined],
  ['+0', undefined],
])('the country code of %s is %s', (number, code) => {
  expect(countryCodeOf(number)).toBe(code);
});

test('no code is the start of another one, and each is of the zone that it starts with', () => {
  const codes = Array.from({ length: 999 }, (_, index) => `${index + 1}`).filter(code => countryCodeOf(`+${code}`) === code);
  expect(codes.filter(code => codes.some(other => other !== code && other.startsWith(code)))).toEqual([]);
  // Those of libphonenumber 9, and what ITU-T lists besides: 379, 388, 991 and 997.
  expect(codes).toHaveLength(219);
});
