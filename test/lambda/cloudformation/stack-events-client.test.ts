import { SdkStackEventsClient } from '../../../lambda/phone-number-associations/cloudformation/stack-events-client';
import { ChimeStub } from '../support/chime-stub.server';
import { NOW } from '../support/names';
import { STACK_ID } from '../support/stack-timeline';

const stub = new ChimeStub();
const environment = { ...process.env };
const { signal } = new AbortController();

const answerOf = (content: string) => `<DescribeStackEventsResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStackEventsResult>${content}</DescribeStackEventsResult></DescribeStackEventsResponse>`;
const ENTRY = `<StackId>${STACK_ID}</StackId><EventId>e-1</EventId><LogicalResourceId>L</LogicalResourceId><PhysicalResourceId>P</PhysicalResourceId><ResourceType>T</ResourceType><Timestamp>2026-10-26T07:33:20.250Z</Timestamp><ResourceStatus>CREATE_FAILED</ResourceStatus><ResourceStatusReason>why</ResourceStatusReason><ResourceProperties>{}</ResourceProperties>`;

beforeAll(async () => {
  Object.assign(process.env, { AWS_ENDPOINT_URL_CLOUDFORMATION: await stub.start(), AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' });
});

afterEach(() => stub.reset());

afterAll(async () => {
  process.env = environment;
  await stub.stop();
});

test('asks for a page of the stack', async () => {
  stub.willAnswer(200, answerOf(''));
  await new SdkStackEventsClient().describeStackEvents(STACK_ID, 'token', signal);
  const fields = Object.fromEntries(new URLSearchParams(stub.requests[0].body));
  expect(fields).toMatchObject({ Action: 'DescribeStackEvents', StackName: STACK_ID, NextToken: 'token' });
});

test.each<[string, string, object]>([
  ['entries', `<StackEvents><member>${ENTRY}</member></StackEvents><NextToken>next</NextToken>`, {
    events: [{ id: 'e-1', logicalResourceId: 'L', physicalResourceId: 'P', resourceType: 'T', status: 'CREATE_FAILED', reason: 'why', properties: '{}', at: NOW + 250 }], nextToken: 'next',
  }],
  ['an entry that tells nothing', '<StackEvents><member></member></StackEvents>', {
    events: [{ id: '', logicalResourceId: '', physicalResourceId: '', resourceType: '', status: '', reason: '', properties: '', at: NaN }], nextToken: undefined,
  }],
  ['nothing', '', { events: [], nextToken: undefined }],
])('reads %s', async (_, content, page) => {
  stub.willAnswer(200, answerOf(content));
  await expect(new SdkStackEventsClient().describeStackEvents(STACK_ID, undefined, signal)).resolves.toEqual(page);
});

test('throws what it is told, after a single request', async () => {
  stub.willAnswer(403, '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>');
  await expect(new SdkStackEventsClient().describeStackEvents(STACK_ID, undefined, signal)).rejects.toMatchObject({ name: 'ServiceError', category: 'denied' });
  expect(stub.requests).toHaveLength(1);
});
