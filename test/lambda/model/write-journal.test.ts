import { FOUR, ONE, THREE, TWO } from '../support/names';
import { Ledger } from '../../../lambda/phone-number-associations/model/write-journal';

test('keeps what was or may have been written, in the order of the first write', () => {
  const ledger = new Ledger();
  ledger.accepted([TWO]);
  ledger.doubtful([ONE, FOUR]);
  ledger.accepted([TWO, ONE]);

  expect(ledger.phoneNumbers()).toEqual([TWO, ONE, FOUR]);
});

test('a number is in doubt until it was accepted, and not again afterwards', () => {
  const ledger = new Ledger();
  ledger.accepted([ONE]);
  ledger.doubtful([ONE, TWO, THREE]);
  ledger.accepted([TWO]);

  expect([ONE, TWO, THREE, FOUR].map(phoneNumber => ledger.isDoubtful(phoneNumber))).toEqual([false, false, true, false]);
});
