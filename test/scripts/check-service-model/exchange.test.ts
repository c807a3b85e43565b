import { CloudFormationApi } from '../../../aws-simulator/cloudformation/api/cloudformation-api';
import { CloudFormationService } from '../../../aws-simulator/cloudformation/cloudformation-service';
import { setUp } from '../../../aws-simulator/fixture/chime-service';
import { Simulation } from '../../../aws-simulator/simulation';
import { recordExchanges } from '../../../scripts/check-service-model/exchange';

function record() {
  const { service: chime, get, iam } = setUp();
  const cloudFormation = new CloudFormationService(new Simulation({ seed: 1 }));
  const api = new CloudFormationApi(cloudFormation, iam, '111122223333', () => 0);
  const describe = () => api.serve({ role: 'role', region: 'us-east-1', form: new URLSearchParams({ Action: 'DescribeStackEvents', StackName: 'Office' }) });
  return { chime, get, cloudFormation, describe, exchanges: recordExchanges({ chime, cloudFormation }) };
}

test('what the voice API is asked and answers', () => {
  const { get, exchanges } = record();
  get('/phone-numbers?max-results=1');
  expect(exchanges).toEqual([{
    service: 'chime-sdk-voice',
    method: 'GET',
    url: '/phone-numbers?max-results=1',
    body: '',
    status: 200,
    headers: { 'content-type': 'application/json' },
    answer: '{"PhoneNumbers":[]}',
  }]);
});

test('what CloudFormation is asked and answers', () => {
  const { describe, exchanges } = record();
  describe();
  expect(exchanges).toEqual([{
    service: 'cloudformation',
    method: 'POST',
    url: '/',
    body: 'Action=DescribeStackEvents&StackName=Office',
    status: 403,
    headers: { 'content-type': 'text/xml' },
    answer: expect.stringContaining('<Code>AccessDenied</Code>'),
  }]);
});

test.each(['reset', 'hang', 'html 502', 'not JSON'] as const)('not %s, which is no answer of a service', kind => {
  const { chime, get, cloudFormation, describe, exchanges } = record();
  chime.faults = () => ({ kind });
  cloudFormation.faults = () => ({ kind: kind === 'not JSON' ? 'html 502' : kind });
  get('/phone-numbers');
  describe();
  expect(exchanges).toEqual([]);
});
