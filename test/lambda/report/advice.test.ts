import { Failure } from '../../../lambda/phone-number-associations/model/failure';
import { adviceFor } from '../../../lambda/phone-number-associations/report/advice';
import { CONNECTOR, ONE, OTHER_CONNECTOR, SIP_RULE } from '../support/names';

const FREE = { e164: ONE, associations: [], status: 'Unassigned', productType: 'VoiceConnector' };

function failure(details: Partial<Failure>): Failure {
  return { phoneNumber: ONE, code: 'Unprocessable', message: 'no', target: CONNECTOR, observed: FREE, ...details };
}

const SIP = 'Take the number out of the SIP rule first: it cannot be moved from there.';
const HELD = 'Disassociate the number where it is, or set forceAssociate: true to take it over.';
const NOT_IN_ACCOUNT = 'Check that the account has the number, and in this partition: the Chime SDK console lists it under Phone number management.';
const UNKNOWN = 'Try the same in the Chime SDK console: if it refuses too, AWS Support can tell why.';

test.each<[string, Partial<Failure>, string]>([
  ['of an owner that does not exist', { ownerMissing: true, observed: undefined, code: 'NotFound' }, 'Check the id of the voice connector or group, and that it is in the region whose endpoint is called.'],
  ['that should be on nothing', { target: undefined, holder: CONNECTOR }, 'Disassociate the numbers in the Chime SDK console, or look there for what refuses it.'],
  ['that is invalid', { code: 'Validation' }, 'The service takes the request for invalid: compare the number and its owner with the Chime SDK console.'],
  ['on a SIP rule', { holder: SIP_RULE }, SIP],
  ['held by another', { holder: OTHER_CONNECTOR }, HELD],
  ['being acquired', { observed: { ...FREE, status: 'AcquireInProgress' } }, 'The number is still being acquired: deploy again when it is.'],
  [
    'of another product type',
    { observed: { ...FREE, productType: 'BusinessCalling' } },
    'Only numbers of product type VoiceConnector can be associated: change the product type in the Chime SDK console.',
  ],
  ['not found', { code: 'NotFound' }, NOT_IN_ACCOUNT],
  ['gone', { code: 'Gone', observed: { ...FREE, productType: undefined } }, NOT_IN_ACCOUNT],
  ['not in the account', { observed: undefined }, NOT_IN_ACCOUNT],
  [
    'denied',
    { code: 'AccessDenied' },
    'The function is not allowed to do this: look for a service control policy or permissions boundary that denies chime actions.',
  ],
  ['over the quota', { code: 'ResourceLimitExceeded' }, 'Ask for a higher quota of the Amazon Chime SDK in Service Quotas.'],
  ['refused for a reason of its own', {}, UNKNOWN],
])('a number %s', (_, details, advice) => {
  expect(adviceFor([failure(details)])).toEqual([advice]);
});

test('says each advice once, the most certain one first', () => {
  const failures = [failure({}), failure({ holder: OTHER_CONNECTOR }), failure({}), failure({ holder: SIP_RULE })];
  expect(adviceFor(failures)).toEqual([SIP, HELD, UNKNOWN]);
});

test('without a failed number there is nothing to advise', () => {
  expect(adviceFor([])).toEqual([]);
});
