import { numbersForLog } from '../../../lambda/phone-number-associations/model/log';
import { phoneNumbers } from '../support/names';

test.each([[0, 0], [2, 2], [100, 100], [101, 100]])('of %d numbers, %d are named and all are counted', (count, named) => {
  expect(numbersForLog(phoneNumbers(count))).toEqual({ count, e164PhoneNumbers: phoneNumbers(named) });
});
