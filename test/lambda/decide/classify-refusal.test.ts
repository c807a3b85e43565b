import { classifyRefusal, Decision, RefusalContext } from '../../../lambda/phone-number-associations/decide/classify-refusal';
import { ObservedNumber, PhoneNumberAssociation } from '../../../lambda/phone-number-associations/model/phone-number';
import { CONNECTOR, GROUP, ONE, OTHER_CONNECTOR, SIP_RULE } from '../support/names';

function decide(context: Partial<RefusalContext>): Decision {
  return classifyRefusal({
    phoneNumber: ONE,
    refusal: { code: 'Unprocessable', message: 'no' },
    observed: free(),
    target: CONNECTOR,
    mayTake: () => false,
    forced: false,
    inDoubt: false,
    mayBeStale: false,
    waitedMillis: 0,
    ...context,
  });
}

function on(...associations: PhoneNumberAssociation[]): ObservedNumber {
  return { e164: ONE, associations, status: 'Assigned', productType: 'VoiceConnector' };
}

function free(status = 'Unassigned'): ObservedNumber {
  return { e164: ONE, associations: [], status, productType: 'VoiceConnector' };
}

const refusedWith = (code: string) => ({ code, message: 'no' });
const mayTake = () => true;
const mayBeStale = true;

describe('a refused number that', () => {
  test.each<[string, Partial<RefusalContext>, Decision['kind']]>([
    ['is on the target', { observed: on(CONNECTOR) }, 'done'],
    ['is on the target and on a SIP rule', { observed: on(SIP_RULE, CONNECTOR) }, 'done'],
    ['seems to be on the target, which it may be leaving', { observed: on(CONNECTOR), mayBeStale }, 'retry'],
    ['came to the target by a request that was not answered', { observed: on(CONNECTOR), mayBeStale, inDoubt: true }, 'done'],
    ['is on a SIP rule', { observed: on(SIP_RULE) }, 'fail'],
    ['is on a SIP rule, whatever may be taken', { observed: on(SIP_RULE), mayTake }, 'fail'],
    ['seems to be on a SIP rule', { observed: on(SIP_RULE), mayTake, mayBeStale }, 'retry'],
    ['is on somebody else', { observed: on(OTHER_CONNECTOR) }, 'fail'],
    ['seems to be on somebody else', { observed: on(OTHER_CONNECTOR), mayBeStale }, 'retry'],
    ['is on somebody else, and may be taken', { observed: on(OTHER_CONNECTOR), mayTake }, 'force'],
    ['seems to be on somebody else, and may be taken', { observed: on(OTHER_CONNECTOR), mayTake, mayBeStale }, 'force'],
    ['may be taken from this holder', { observed: on(GROUP), mayTake: holder => holder.id === GROUP.id }, 'force'],
    ['may be taken from another holder', { observed: on(OTHER_CONNECTOR), mayTake: holder => holder.id === GROUP.id }, 'fail'],
    ['stays on somebody else in spite of force', { observed: on(OTHER_CONNECTOR), mayTake, forced: true }, 'fail'],
    ['seems to stay on somebody else in spite of force', { observed: on(OTHER_CONNECTOR), mayTake, forced: true, mayBeStale }, 'retry'],
    ['seems to be on nothing in spite of force', { mayTake, forced: true, mayBeStale }, 'fail'],
    ['is being acquired, and was to be taken', { observed: free('AcquireInProgress'), mayTake, forced: true }, 'retry'],
    ['is being acquired', { observed: free('AcquireInProgress') }, 'retry'],
    ['was being acquired for almost two minutes', { observed: free('PortinInProgress'), waitedMillis: 119_999 }, 'retry'],
    ['was being acquired for two minutes', { observed: free('PortinInProgress'), waitedMillis: 120_000 }, 'fail'],
    ['is said to be in use, and is not', { refusal: refusedWith('PhoneNumberAssociationsExist') }, 'fail'],
    ['is said to be in use, and seems not to be', { refusal: refusedWith('PhoneNumberAssociationsExist'), mayBeStale }, 'retry'],
    ['is said to be in use by a group, and seems not to be', { refusal: refusedWith('VoiceConnectorGroupAssociationsExist'), mayBeStale }, 'retry'],
    ['seems to be in conflict with nobody', { refusal: refusedWith('Conflict'), mayBeStale }, 'retry'],
    ['is in conflict, and seems not to be in the account', { refusal: refusedWith('Conflict'), observed: undefined, mayBeStale }, 'retry'],
    ['may have been written, and is seen on nothing', { inDoubt: true, mayBeStale }, 'retry'],
    ['may have been written, and is on nothing', { inDoubt: true }, 'fail'],
    ['seems to be free', { mayBeStale }, 'fail'],
    ['is free', {}, 'fail'],
    ['is not in the account', { observed: undefined }, 'fail'],
    ['seems not to be in the account', { observed: undefined, mayBeStale }, 'retry'],
  ])('%s', (_, context, kind) => {
    expect(decide(context).kind).toBe(kind);
  });
});

test('tells whom to take the number from', () => {
  expect(decide({ observed: on({ ...GROUP, associatedAt: 1 }), mayTake })).toEqual({ kind: 'force', from: GROUP });
});

test('names the refusal, the target, the holder and what was seen', () => {
  const observed = on({ ...SIP_RULE, associatedAt: 1 });
  expect(decide({ observed })).toEqual({
    kind: 'fail', failure: { phoneNumber: ONE, code: 'Unprocessable', message: 'no', target: CONNECTOR, holder: SIP_RULE, observed },
  });
});

test('names no holder where there is none', () => {
  expect(decide({})).toMatchObject({ kind: 'fail', failure: { holder: undefined } });
});
