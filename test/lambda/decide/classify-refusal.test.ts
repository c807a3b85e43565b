import { CONNECTOR, GROUP, NOW, ONE, OTHER_CONNECTOR, SIP_RULE } from '../support/names';
import { PhoneNumberAssociation } from '../../../lambda/phone-number-associations/service/phone-number-client';
import { Case, judge, settleMillis, Verdict } from '../../../lambda/phone-number-associations/decide/classify-refusal';
import { Sighting } from '../../../lambda/phone-number-associations/service/number-reader';

const SETTLED = 8_000;

function verdictOn(subject: Partial<Case>): Verdict {
  return judge({
    phoneNumber: ONE,
    refusal: { code: 'Unprocessable', message: 'no' },
    sighting: free(),
    target: CONNECTOR,
    force: false,
    forced: false,
    doubtful: false,
    inMotion: false,
    handedOverFrom: [],
    now: NOW,
    waitedMillis: 0,
    settleMillis: SETTLED,
    ...subject,
  });
}

function on(...associations: PhoneNumberAssociation[]): Sighting {
  return { associations, status: 'Assigned', productType: 'VoiceConnector' };
}

function free(status = 'Unassigned'): Sighting {
  return { associations: [], status, productType: 'VoiceConnector' };
}

const refusedWith = (code: string) => ({ code, message: 'no' });

describe('a refused number that', () => {
  test.each<[string, Partial<Case>, Verdict['kind']]>([
    ['is on the target', { sighting: on(CONNECTOR) }, 'done'],
    ['is on the target and on a SIP rule', { sighting: on(SIP_RULE, CONNECTOR) }, 'done'],
    ['seems to be on the target, which it may be leaving', { sighting: on(CONNECTOR), inMotion: true }, 'again'],
    ['came to the target by a request that was not answered', { sighting: on(CONNECTOR), inMotion: true, doubtful: true }, 'done'],
    ['is on a SIP rule', { sighting: on(SIP_RULE) }, 'fail'],
    ['is on a SIP rule, whatever the user allows', { sighting: on(SIP_RULE), force: true }, 'fail'],
    ['is on a SIP rule that we are said to have had', { sighting: on(SIP_RULE), formerOwner: SIP_RULE }, 'fail'],
    ['is on somebody else', { sighting: on(OTHER_CONNECTOR) }, 'again'],
    ['is on somebody else, and may be taken', { sighting: on(OTHER_CONNECTOR), force: true }, 'take'],
    ['is where we had put it', { sighting: on(GROUP), formerOwner: GROUP }, 'take'],
    ['is neither where we had put it nor on the target', { sighting: on(OTHER_CONNECTOR), formerOwner: GROUP }, 'again'],
    ['stays on somebody else despite of force', { sighting: on(OTHER_CONNECTOR), force: true, forced: true }, 'again'],
    ['is being acquired', { sighting: free('AcquireInProgress') }, 'again'],
    ['is being ported', { sighting: free('PortinInProgress') }, 'again'],
    ['is said to be in use, and is not', { refusal: refusedWith('PhoneNumberAssociationsExist') }, 'again'],
    ['is said to be in use by a group, and is not', { refusal: refusedWith('VoiceConnectorGroupAssociationsExist') }, 'again'],
    ['is in conflict with nobody', { refusal: refusedWith('Conflict') }, 'again'],
    ['is in conflict, and not in the account', { refusal: refusedWith('Conflict'), sighting: undefined }, 'fail'],
    ['may have been written', { doubtful: true }, 'again'],
    ['was on its way', { inMotion: true, sighting: undefined }, 'again'],
    ['is free', {}, 'fail'],
    ['is not in the account', { sighting: undefined }, 'fail'],
  ])('%s: %#', (_, subject, kind) => {
    expect(verdictOn(subject).kind).toBe(kind);
  });
});

describe('patience ends at its limit:', () => {
  test.each<[string, Partial<Case>, number, Verdict['kind']]>([
    ['a read of the target that lags', { sighting: on(CONNECTOR), inMotion: true }, SETTLED, 'done'],
    ['a number that somebody else may hand over', { sighting: on(OTHER_CONNECTOR) }, 60_000, 'fail'],
    ['a forced request that did not help', { sighting: on(OTHER_CONNECTOR), force: true, forced: true }, SETTLED, 'fail'],
    ['a number being acquired', { sighting: free('AcquireInProgress') }, 120_000, 'fail'],
    ['a contradiction', { refusal: refusedWith('Conflict') }, SETTLED, 'fail'],
    ['doubt', { doubtful: true }, SETTLED, 'fail'],
    ['motion', { inMotion: true }, SETTLED, 'fail'],
  ])('%s', (_, subject, limit, afterwards) => {
    expect(verdictOn({ ...subject, waitedMillis: limit - 1 }).kind).toBe('again');
    expect(verdictOn({ ...subject, waitedMillis: limit }).kind).toBe(afterwards);
  });
});

describe('a number that other associations of the app declared before, and that somebody has', () => {
  const HOUR = 3_600_000;
  const heldSince = (age: number) => on({ ...OTHER_CONNECTOR, associatedAt: NOW - age });

  test.each<[string, Partial<Case>, Verdict]>([
    ['whom they declared it for', { handedOverFrom: [OTHER_CONNECTOR.id], sighting: on(OTHER_CONNECTOR) }, { kind: 'take', from: OTHER_CONNECTOR }],
    ['who may let go', { handedOverFrom: ['Ref'], sighting: heldSince(0), waitedMillis: 59_999 }, { kind: 'again' }],
    ['who got it in this deployment', { handedOverFrom: ['Ref'], sighting: heldSince(HOUR - 1) }, { kind: 'take', from: OTHER_CONNECTOR }],
  ])('%s', (_, subject, verdict) => {
    expect(verdictOn({ waitedMillis: 60_000, ...subject })).toEqual(verdict);
  });

  test.each<[string, Partial<Case>]>([
    ['who got it before', { handedOverFrom: ['Ref'], sighting: heldSince(HOUR) }],
    ['nobody knows since when', { handedOverFrom: ['Ref'], sighting: on(OTHER_CONNECTOR) }],
    ['who is not whom they declared it for', { handedOverFrom: [GROUP.id], sighting: heldSince(0) }],
    ['although force was used', { handedOverFrom: ['Ref'], sighting: heldSince(0), forced: true }],
    ['while they did not declare this one', { sighting: heldSince(0) }],
  ])('%s, stays there', (_, subject) => {
    expect(verdictOn({ waitedMillis: 60_000, ...subject })).toMatchObject({ kind: 'fail', failure: { holder: OTHER_CONNECTOR } });
  });
});

test('tells whom to take the number from', () => {
  expect(verdictOn({ sighting: on(GROUP), force: true })).toEqual({ kind: 'take', from: GROUP });
});

test('names the refusal, the holder and what was seen', () => {
  const sighting = on(SIP_RULE);
  expect(verdictOn({ sighting })).toEqual({ kind: 'fail', failure: { phoneNumber: ONE, code: 'Unprocessable', message: 'no', holder: SIP_RULE, sighting } });
});

test.each([[4_000, 1_000], [32_000, 8_000], [840_000, 8_000]])('in a phase of %d ms a doubtful read is believed after %d ms', (phase, settled) => {
  expect(settleMillis(phase)).toBe(settled);
});
