import { App, Aws, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { agnosticStack, associate, associateWithGroup, CONNECTOR_ID, GROUP_ID } from './template';
import { E164 } from '../../src';

describe('e164PhoneNumbers', () => {
  // What else is refused is a matter of test/src/private/phone-number-list.test.ts.
  test('are checked', () => {
    const expected = new Error('e164PhoneNumbers of Stack/Numbers is empty: give at least one number, or leave the association out');
    expect(() => associate(agnosticStack(), { e164PhoneNumbers: [] })).toThrow(expected);
    expect(() => associateWithGroup(agnosticStack(), { e164PhoneNumbers: [] }, 'Numbers')).toThrow(expected);
  });

  test.each<[string, string[]]>([
    ['as many as allowed', Array.from({ length: 5_000 }, (_, index) => `+1206${5_550_000 + index}`)],
    ['a block', E164.range('+12065550100', '+12065550199')],
  ])('can be %s', (_, e164PhoneNumbers) => {
    expect(() => associate(agnosticStack(), { e164PhoneNumbers })).not.toThrow();
  });
});

describe('the owner', () => {
  const ACCOUNT = '111122223333';
  const NEITHER = 'which is neither the id nor the ARN of a';
  const WRITE_ID = 'write the id (21 or 22 lower-case letters and digits, or a UUID)';

  const stackOf = (account?: string) => new Stack(new App(), 'Stack', { env: { account } });

  test.each([
    ['22 characters', CONNECTOR_ID],
    ['21 characters', CONNECTOR_ID.slice(1)],
    ['a UUID', GROUP_ID],
    ['an ARN', `arn:aws:chime:us-east-1:${ACCOUNT}:vc/${CONNECTOR_ID}`],
    ['an ARN of another partition', `arn:aws-us-gov:chime:us-gov-west-1:${ACCOUNT}:vc/${CONNECTOR_ID}`],
    ['a token', Fn.importValue('Connector')],
    ['an ARN with a token', `arn:aws:chime:us-east-1:${Aws.ACCOUNT_ID}:vc/${CONNECTOR_ID}`],
  ])('a connector can be given by %s', (_, voiceConnectorId) => {
    expect(() => associate(stackOf(ACCOUNT), { voiceConnectorId })).not.toThrow();
    expect(() => associate(stackOf(), { voiceConnectorId })).not.toThrow();
  });

  test.each([
    ['an id', GROUP_ID],
    ['an ARN', `arn:aws:chime:us-east-1:${ACCOUNT}:vcg/${GROUP_ID}`],
  ])('a group can be given by %s', (_, voiceConnectorGroupId) => {
    expect(() => associateWithGroup(stackOf(ACCOUNT), { voiceConnectorGroupId })).not.toThrow();
  });

  test.each([
    ['nothing', ''],
    ['a short id', CONNECTOR_ID.slice(2)],
    ['a long id', `${CONNECTOR_ID}5`],
    ['capitals', CONNECTOR_ID.toUpperCase()],
    ['a blank behind', `${CONNECTOR_ID} `],
    ['a URL', `https://${CONNECTOR_ID}.voiceconnector.chime.aws`],
    ['an ARN of another service', `arn:aws:lex:us-east-1:${ACCOUNT}:vc/${CONNECTOR_ID}`],
    ['an ARN of a group', `arn:aws:chime:us-east-1:${ACCOUNT}:vcg/${CONNECTOR_ID}`],
    ['an ARN with a malformed id', `arn:aws:chime:us-east-1:${ACCOUNT}:vc/desk`],
    ['an ARN with more behind the id', `arn:aws:chime:us-east-1:${ACCOUNT}:vc/${CONNECTOR_ID}/termination`],
  ])('a connector cannot be given by %s', (_, voiceConnectorId) => {
    expect(() => associate(agnosticStack(), { voiceConnectorId })).toThrow(new Error(
      `voiceConnectorId of Stack/Numbers is '${voiceConnectorId}', ${NEITHER} voice connector: ${WRITE_ID} or the ARN (arn:PARTITION:chime:REGION:ACCOUNT:vc/ID)`,
    ));
  });

  test.each([
    ['a short id', 'sales'],
    ['an ARN of a connector', `arn:aws:chime:us-east-1:${ACCOUNT}:vc/${CONNECTOR_ID}`],
    ['an ARN of another resource', `arn:aws:chime:us-east-1:${ACCOUNT}:sip-rule/${GROUP_ID}`],
  ])('a group cannot be given by %s', (_, voiceConnectorGroupId) => {
    expect(() => associateWithGroup(agnosticStack(), { voiceConnectorGroupId })).toThrow(new Error(
      `voiceConnectorGroupId of Stack/GroupNumbers is '${voiceConnectorGroupId}', ${NEITHER} voice connector group: ${WRITE_ID} or the ARN (arn:PARTITION:chime:REGION:ACCOUNT:vcg/ID)`,
    ));
  });

  test('an ARN must be of the account of the stack', () => {
    const voiceConnectorId = `arn:aws:chime:us-east-1:999988887777:vc/${CONNECTOR_ID}`;
    expect(() => associate(stackOf(ACCOUNT), { voiceConnectorId })).toThrow(new Error(
      `voiceConnectorId of Stack/Numbers is '${voiceConnectorId}', a voice connector of account 999988887777: it must belong to the account of the stack, 111122223333, so declare the association in a stack of account 999988887777`,
    ));
  });
});

test('a snapshot cannot be taken of an association', () => {
  expect(() => associate(agnosticStack(), { removalPolicy: RemovalPolicy.SNAPSHOT })).toThrow(new Error(
    'removalPolicy of Stack/Numbers is SNAPSHOT: an association has nothing to take a snapshot of, so choose DESTROY or RETAIN',
  ));
});
