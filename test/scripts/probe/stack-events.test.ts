import { SimulatedRun } from './support/simulated-run';
import { StackEvent } from '../../../aws-simulator/cloudformation/stack-event';
import { StackRecord } from '../../../aws-simulator/cloudformation/stack-record';

const STACK_ID = 'arn:aws:cloudformation:us-east-1:111122223333:stack/Office/1';

const BEGUN: StackEvent = { time: 0, logicalId: 'Office', physicalId: STACK_ID, type: 'AWS::CloudFormation::Stack', status: 'CREATE_IN_PROGRESS', reason: 'User Initiated' };
const SORTED: StackEvent = { time: 1, logicalId: 'Numbers', type: 'Custom::ChimePhoneNumberAssociations', status: 'CREATE_IN_PROGRESS', properties: { Associations: {}, ServiceToken: 'arn' } };
const UNSORTED: StackEvent = { ...SORTED, properties: { ServiceToken: 'arn', Associations: {} } };
const FAILED: StackEvent = { ...SORTED, status: 'CREATE_FAILED', reason: 'Received response status [FAILED] from custom resource. Message returned: no' };

test.each<readonly [string, readonly StackEvent[], string, string, string]>([
  ['stack-events-order-of-keys', [BEGUN, SORTED], 'present, keys sorted', 'in 1 of 1 events, sorted in 1 of 1, such as Custom::ChimePhoneNumberAssociations: Associations, ServiceToken', 'yes'],
  ['stack-events-order-of-keys', [BEGUN, SORTED, UNSORTED], 'present, keys not sorted', 'in 2 of 2 events, sorted in 1 of 2', 'yes'],
  ['stack-events-order-of-keys', [BEGUN, { ...SORTED, properties: { ServiceToken: 'arn' } }], 'present', 'in 1 of 1 events', 'yes'],
  ['stack-events-order-of-keys', [BEGUN, { ...SORTED, properties: undefined }], 'absent', 'in all of 1 events', 'yes'],
  ['stack-events-order-of-keys', [BEGUN], 'not found out', 'the stack has no events of resources', 'unknown'],
  ['stack-events-user-initiated', [BEGUN], 'User Initiated', 'of 1 deployments: User Initiated', 'yes'],
  ['stack-events-user-initiated', [{ ...BEGUN, reason: undefined }], 'another', 'of 1 deployments: absent', 'unknown'],
  ['stack-events-user-initiated', [SORTED], 'not found out', 'no deployment is among the events', 'unknown'],
  ['stack-events-reason-of-failure', [BEGUN, FAILED], 'as expected', 'Received response status [FAILED] from custom resource. Message returned: no', 'yes'],
  ['stack-events-reason-of-failure', [BEGUN, { ...FAILED, reason: 'It failed' }], 'another', 'It failed', 'yes'],
  ['stack-events-reason-of-failure', [BEGUN, { ...FAILED, reason: 'Resource creation cancelled' }], 'not found out', 'no custom resource has failed in this stack', 'unknown'],
])('%s of events %#: %s', async (id, events, answer, detail, copes) => {
  const run = await SimulatedRun.open();
  const record = run.account.cloudFormation.records.add(new StackRecord(STACK_ID, 'Office'));
  for (const event of events) record.add(event);
  const report = await run.probe({ stack: 'Office', phoneNumbers: ['+12065550100', '+12065550101'], otherVoiceConnectorId: undefined });
  expect(report?.findings.find(finding => finding.id === id)).toMatchObject({ answer, copes, detail: expect.stringContaining(detail) });
});

test('a stack that does not exist leaves the questions open', async () => {
  const run = await SimulatedRun.open();
  const report = await run.probe({ stack: 'Nowhere', phoneNumbers: ['+12065550100', '+12065550101'] });
  expect(report?.findings.filter(({ id }) => id.startsWith('stack-events'))).toHaveLength(3);
  expect(report?.findings.find(({ id }) => id === 'stack-events-order-of-keys')).toMatchObject({
    answer: 'not found out', detail: 'the events of Nowhere cannot be read: Stack [Nowhere] does not exist',
  });
});
