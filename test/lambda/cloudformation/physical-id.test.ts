import { failedPhysicalIdOf, isOfFailedCreation, physicalIdOf } from '../../../lambda/phone-number-associations/cloudformation/physical-id';
import { NOW } from '../support/names';

test('an id tells when the resource was created, and whether that failed', () => {
  expect(physicalIdOf(NOW)).toBe('chime-phone-number-associations-20261026T073320Z');
  expect(failedPhysicalIdOf(NOW)).toBe('chime-phone-number-associations-20261026T073320Z-failed');
});

test.each([
  ['of a creation', physicalIdOf(NOW), false],
  ['of a creation that failed', failedPhysicalIdOf(NOW), true],
  ['that CloudFormation has made up', 'Stack-PhoneNumberAssociations-1ABCDEFGHIJKL', true],
  ['that ends like one', `x${physicalIdOf(NOW)}`, true],
  ['that is missing', '', true],
])('an id %s', (_, id, isFailed) => {
  expect(isOfFailedCreation(id)).toBe(isFailed);
});
