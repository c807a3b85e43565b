import { Declarations, NOTHING } from '../../../lambda/phone-number-associations/model/association';
import { FakeChime, serviceError } from '../support/fake-chime';
import { FakeClock } from '../support/fake-clock';
import { here, there, MEANWHILE, undoAfter } from '../support/going-back';
import { CONNECTOR, declare, ONE, OTHER_CONNECTOR } from '../support/names';

describe('a rollback fails only for', () => {
  const MOVED: [Declarations, Declarations] = [declare(here([ONE])), declare(there([ONE]))];
  const moved = (total = 840_000) => new FakeChime(new FakeClock(total)).has([ONE], OTHER_CONNECTOR, { associatedAt: MEANWHILE });

  test.each<[string, Parameters<FakeChime['whenever']>[0], Error]>([
    ['an outage of reads', { operation: 'get' }, serviceError('unavailable', 'ServiceUnavailableException')],
    ['an outage of writes', { operation: 'associate' }, serviceError('unavailable', 'ServiceUnavailableException')],
    ['endless throttling', { operation: 'associate' }, serviceError('throttled', 'ThrottledClientException')],
    ['a denial of reads', { operation: 'get' }, serviceError('denied', 'AccessDeniedException')],
    ['a denial of writes', { operation: 'associate' }, serviceError('denied', 'AccessDeniedException')],
    ['answers that cannot be read', { operation: 'associate' }, serviceError('malformed', 'SyntaxError')],
    ['an endpoint that does not resolve', { operation: 'associate' }, serviceError('unreachable', 'ENOTFOUND')],
  ])('%s that outlasts the time, and goes on from there when it is done again', async (_, match, failure) => {
    const chime = moved();
    chime.whenever(match).throws(failure, 1_000);
    const { error } = await undoAfter(...MOVED, chime);
    expect(error?.name).toBe('ChangeFailedError');
    expect(error?.message).toContain('What was done stays done: do the same again to go on from here.');

    const again = new FakeChime().has([ONE], OTHER_CONNECTOR, { associatedAt: MEANWHILE });
    expect((await undoAfter(...MOVED, again)).error).toBeUndefined();
    expect(again.holderOf(ONE)).toEqual(CONNECTOR);
  });

  test('a number that the service does not let go', async () => {
    const chime = new FakeChime().has([ONE], CONNECTOR, { associatedAt: MEANWHILE });
    chime.whenever({ operation: 'disassociate' }).refuses('Conflict');
    const { error } = await undoAfter(NOTHING, declare(here([ONE])), chime);
    expect(error?.message).toContain(`could not be disassociated from voice connector ${CONNECTOR.id}: ${ONE} (Conflict`);
  });

  test.each(['AccessDenied', 'Forbidden', 'Unauthorized'])('a number that is denied by %s', async code => {
    const chime = moved();
    chime.whenever({ operation: 'associate' }).refuses(code);
    expect((await undoAfter(...MOVED, chime)).error?.message).toContain(`${ONE} (${code}`);
  });
});
