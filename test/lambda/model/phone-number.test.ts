import { associationWith, isBeingAcquired, isOn, otherHolder } from '../../../lambda/phone-number-associations/model/phone-number';
import { CONNECTOR, GROUP, ONE, OTHER_CONNECTOR } from '../support/names';

const on = (...associations: (typeof CONNECTOR & { associatedAt?: number })[]) => ({ e164: ONE, associations });

test('a number can have several associations', () => {
  const number = on(OTHER_CONNECTOR, { ...CONNECTOR, associatedAt: 7 });
  expect(isOn(number, CONNECTOR)).toBe(true);
  expect(associationWith(number, CONNECTOR)).toEqual({ ...CONNECTOR, associatedAt: 7 });
  expect(otherHolder(number, CONNECTOR)).toBe(OTHER_CONNECTOR);
});

test.each([
  ['with one association', on(CONNECTOR), true, undefined],
  ['that is elsewhere', on(GROUP), false, GROUP],
  ['that is free', on(), false, undefined],
  ['that nobody knows', undefined, false, undefined],
])('a number %s', (_, number, isThere, holder) => {
  expect(isOn(number, CONNECTOR)).toBe(isThere);
  expect(otherHolder(number, CONNECTOR)).toEqual(holder);
});

test.each([['AcquireInProgress', true], ['PortinInProgress', true], ['Assigned', false], [undefined, false]])('status %s: being acquired %s', (status, acquired) => {
  expect(isBeingAcquired({ ...on(), status })).toBe(acquired);
});
