import { RequestOptions } from 'node:http';
import https from 'node:https';
import { PassThrough } from 'node:stream';
import { ChimeStub } from './support/chime-stub.server';
import { CONNECTOR, ONE } from './support/names';
import { createEvent, deleteEvent, PHYSICAL_ID } from './support/resource-events';
import { LOGICAL_ID, STACK_ID } from './support/stack-timeline';
import { handler } from '../../lambda/phone-number-associations/index';
import { defaultProvider } from '../../lambda/phone-number-associations/service/environment-credentials';

const [chime, cloudFormation] = [new ChimeStub(), new ChimeStub()];
const environment = { ...process.env };
const context = { getRemainingTimeInMillis: () => 60_000 };

/** Older than the clocks differ by, so that nothing is waited for. */
const AT = Math.floor(Date.now() / 1_000) * 1_000 - 20_000;

beforeAll(async () => {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_CHIME_SDK_VOICE: await chime.start(),
    AWS_ENDPOINT_URL_CLOUDFORMATION: await cloudFormation.start(),
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
  });
});

afterAll(async () => {
  process.env = environment;
  await Promise.all([chime.stop(), cloudFormation.stop()]);
});

/** A timeline with one entry of the stack, and one of the resource at the time of the event. */
function timelineOf(stackStatus: string, status: string, physicalId = ''): string {
  const entry = (id: string, logicalId: string, physical: string, type: string, state: string, at: number) => `<member><EventId>${id}</EventId><LogicalResourceId>${logicalId}</LogicalResourceId><PhysicalResourceId>${physical}</PhysicalResourceId>
    <ResourceType>${type}</ResourceType><ResourceStatus>${state}</ResourceStatus><ResourceStatusReason>User Initiated</ResourceStatusReason><Timestamp>${new Date(at).toISOString()}</Timestamp></member>`;
  return `<DescribeStackEventsResponse><DescribeStackEventsResult><StackEvents>
    ${entry('2', LOGICAL_ID, physicalId, 'Custom::ChimePhoneNumberAssociations', status, AT)}
    ${entry('1', 'Stack', STACK_ID, 'AWS::CloudFormation::Stack', stackStatus, AT - 5_000)}
  </StackEvents></DescribeStackEventsResult></DescribeStackEventsResponse>`;
}

/** Answers each PUT with 200, and keeps its body. */
function catchPuts(): string[] {
  const bodies: string[] = [];
  jest.spyOn(https, 'request').mockImplementation(((_: string, __: RequestOptions, callback: (response: unknown) => void) => {
    const request = new PassThrough();
    request.on('finish', () => {
      bodies.push(String(request.read()));
      callback(Object.assign(new PassThrough().end(), { statusCode: 200 }));
    });
    return request;
  }) as unknown as typeof https.request);
  return bodies;
}

test('serves event after event over one connection, answers each, and logs lines of JSON', async () => {
  // GIVEN
  const lines: string[] = [];
  const bodies = catchPuts();
  jest.spyOn(process.stdout, 'write').mockImplementation(line => lines.push(String(line)) > 0);
  const found = { PhoneNumber: { Associations: [{ Name: CONNECTOR.kind, Value: CONNECTOR.id }] } };
  for (const answer of [{ PhoneNumber: {} }, {}, found, {}]) chime.willAnswer(200, answer);
  // The timeline is read once before the work, and again before a write that comes later than a second.
  for (let look = 0; look < 2; look += 1) cloudFormation.willAnswer(200, look === 0 ? timelineOf('CREATE_IN_PROGRESS', 'CREATE_IN_PROGRESS') : timelineOf('DELETE_IN_PROGRESS', 'DELETE_IN_PROGRESS', PHYSICAL_ID));
  // WHEN
  await handler(createEvent(undefined, AT), context);
  await handler(deleteEvent(undefined, AT), context);
  jest.restoreAllMocks();
  // THEN
  expect(bodies.map(body => JSON.parse(body) as object)).toMatchObject([{ Status: 'SUCCESS' }, { Status: 'SUCCESS', PhysicalResourceId: PHYSICAL_ID }]);
  expect(chime.requests.map(({ method, url }) => `${method} ${url?.split('=')[1] ?? url}`)).toEqual([
    `GET /phone-numbers/${encodeURIComponent(ONE)}`, 'POST associate-phone-numbers',
    `GET /phone-numbers/${encodeURIComponent(ONE)}`, 'POST disassociate-phone-numbers',
  ]);
  expect([chime.connections, cloudFormation.connections]).toEqual([1, 1]);
  expect(lines.map(line => (JSON.parse(line) as { step: string }).step)).toEqual(expect.arrayContaining(['situation', 'read', 'plan', 'associate', 'disassociate', 'done', 'answer']));
});

test('knows no credentials but those of the environment', async () => {
  await expect(defaultProvider()()).resolves.toMatchObject({ accessKeyId: 'id', secretAccessKey: 'secret' });
});
