import { Answer } from './answer';
import { bodyOf, NUMBER, OURS, setUp, THEIRS } from '../fixture/chime-service';

describe('since when a number is where it is', () => {
  function timestampOf(get: (url: string) => Answer): unknown {
    const { Associations } = bodyOf(get('/phone-numbers/%2B12065550100')).PhoneNumber as { Associations: { AssociatedTimestamp?: string }[] };
    return Associations[0].AssociatedTimestamp;
  }

  test.each([
    ['milliseconds', '2026-01-01T00:00:01.234Z'],
    ['seconds', '2026-01-01T00:00:01Z'],
    ['absent', undefined],
  ] as const)('is told in %s', (associatedTimestamp, expected) => {
    const { service, get, clock } = setUp({ associatedTimestamp });
    clock.now = 1_234;
    service.order(NUMBER, { owner: OURS });
    expect(timestampOf(get)).toBe(expected);
  });

  test('is told by a clock of its own', () => {
    const { service, get } = setUp({}, -1_500);
    service.order(NUMBER, { owner: OURS });
    expect(timestampOf(get)).toBe('2025-12-31T23:59:58.500Z');
  });

  test.each([
    ['kept', '2026-01-01T00:00:00.000Z'],
    ['renewed', '2026-01-01T00:00:05.000Z'],
  ] as const)('is %s when it is associated again', (associatedTimestampOfRepetition, expected) => {
    const { service, get, post, clock } = setUp({ associatedTimestampOfRepetition });
    service.order(NUMBER, { owner: OURS });
    clock.now = 5_000;
    post('associate', { E164PhoneNumbers: [NUMBER], ForceAssociate: false });
    expect(timestampOf(get)).toBe(expected);
  });
});

describe('who has done it', () => {
  test('a hand or a request, also beyond a release', () => {
    const { service, post, get, clock } = setUp({ readLagMs: 1_500 });
    service.order(NUMBER);
    post('associate', { E164PhoneNumbers: [NUMBER], ForceAssociate: false });
    clock.now = 1_000;
    service.release(NUMBER);
    expect(get('/phone-numbers/%2B12065550100')).toMatchObject({ status: 404 });
    clock.now = 2_000;
    service.order(NUMBER);
    service.associate(NUMBER, THEIRS);
    expect(service.history(NUMBER)).toEqual([
      { since: 0, owner: undefined, by: 'hand' },
      { since: 0, owner: OURS, by: { request: 0 } },
      { since: 1_000, owner: undefined, by: 'hand' },
      { since: 2_000, owner: undefined, by: 'hand' },
      { since: 2_000, owner: THEIRS, by: 'hand' },
    ]);
    // However far reads lag behind, they show nothing from before the number was ordered again.
    expect(bodyOf(get('/phone-numbers/%2B12065550100')).PhoneNumber).toMatchObject({ Associations: [] });
  });
});
