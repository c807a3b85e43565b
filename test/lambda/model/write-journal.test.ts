import { WriteJournal } from '../../../lambda/phone-number-associations/model/write-journal';
import { FOUR, ONE, THREE, TWO } from '../support/names';

test('keeps what was or may have been written, in the order of the first write', () => {
  const journal = new WriteJournal();
  journal.markDone([TWO]);
  journal.markInDoubt([ONE, FOUR]);
  journal.markDone([TWO, ONE]);

  expect(journal.phoneNumbers()).toEqual([TWO, ONE, FOUR]);
});

test('a number is in doubt until it was written for sure, and not again afterwards', () => {
  const journal = new WriteJournal();
  journal.markDone([ONE]);
  journal.markInDoubt([ONE, TWO, THREE]);
  journal.markDone([TWO]);

  expect([ONE, TWO, THREE, FOUR].map(phoneNumber => journal.isInDoubt(phoneNumber))).toEqual([false, false, true, false]);
});
