import { FakeChime } from '../support/fake-chime';
import { CONNECTOR, GROUP, ONE, OTHER_CONNECTOR, REGION, SIP_RULE, TWO } from '../support/names';
import { phaseOn } from '../support/phase';
import { Owner } from '../../../lambda/phone-number-associations/model/owner';
import { plan } from '../../../lambda/phone-number-associations/decide/plan';
import { sortRepairs } from '../../../lambda/phone-number-associations/reconcile/repairs';

/** Numbers that were declared before and after an update that moves them between connectors, but were not seen in place. */
async function sortOn(chime: FakeChime, phoneNumbers: readonly string[], force = false) {
  const desired = { owner: CONNECTOR, phoneNumbers, force, region: REGION };
  const change = { previous: { ...desired, owner: OTHER_CONNECTOR }, desired };
  const { survey, recorder } = phaseOn(chime);
  const repairs = await sortRepairs(change, plan(change, { onDesired: new Set(), onPrevious: new Set() }), survey, recorder.log);
  return { ...repairs, recorder };
}

describe('a number that somebody', () => {
  test.each<[string, Owner | undefined, boolean, boolean]>([
    ['released', undefined, false, true],
    ['put where it should be', CONNECTOR, false, true],
    ['put back where we had it', OTHER_CONNECTOR, false, true],
    ['took', GROUP, false, false],
    ['took, and we may take it back', GROUP, true, true],
    ['put on a SIP rule', SIP_RULE, true, false],
  ])('%s', async (_, holder, force, isPossible) => {
    const { possible, impossible, recorder } = await sortOn(new FakeChime().has([ONE], holder), [ONE], force);
    const failure = { phoneNumber: ONE, code: 'PhoneNumberAssociationsExist', message: 'it was moved by hand', holder };
    expect(possible).toEqual(isPossible ? [ONE] : []);
    expect(impossible).toMatchObject(isPossible ? [] : [failure]);
    expect(recorder.of('drift')).toMatchObject([{ repair: { count: possible.length }, lost: { count: impossible.length } }]);
  });

  test('removed from the account', async () => {
    const { possible, impossible } = await sortOn(new FakeChime().lacks(ONE).has([TWO]), [ONE, TWO]);
    expect(possible).toEqual([TWO]);
    expect(impossible).toEqual([{ phoneNumber: ONE, code: 'NotFound', message: 'the account does not have this number' }]);
  });
});

test('with nothing to repair nothing is read', async () => {
  const chime = new FakeChime();
  await expect(sortOn(chime, [])).resolves.toMatchObject({ possible: [], impossible: [] });
  expect(chime.calls).toEqual([]);
});
