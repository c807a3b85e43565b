import { inTurn } from '../..';
import { ApiFault } from './api-call';
import { describeStackEvents } from './describe';
import { fixtureStack } from '../../fixture/fixture-app';
import { NUMBERS, useAccount } from '../../fixture/use-account';
import { jsonLog } from '../../testing';
import { StackRecord, StackRecords } from '../stack-record';
import { element } from './xml';

interface Entry {
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceStatus: string;
  readonly ResourceStatusReason?: string;
  readonly [field: string]: unknown;
}

interface Timeline {
  readonly stack: Readonly<Record<string, unknown>>;
  readonly events: readonly Entry[];
}

const artifacts = {
  timeline: fixtureStack({ more: { Timeline: 'yes' } }),
  changed: fixtureStack({ more: { Timeline: 'yes' }, numbers: NUMBERS.slice(0, 2) }),
  wide: fixtureStack({ more: { Timeline: 'yes', Wide: 'yes' }, scripted: { waits: 'before' } }),
};

const account = useAccount();

/** What the function has read of its own stack through the SDK's client, run by run. */
function timelinesOf(aws: Awaited<ReturnType<typeof account>>): Timeline[] {
  return jsonLog(aws).filter(({ events }) => events) as unknown as Timeline[];
}

describe("CloudFormation's API, read by a function through the SDK", () => {
  test('tells the stack and its events, newest first', async () => {
    // GIVEN
    const aws = await account();
    const stack = aws.stack('Fixture');
    // WHEN
    await stack.deploy(artifacts.timeline);
    // THEN
    const [{ stack: described, events }] = timelinesOf(aws);
    expect(described).toMatchObject({ StackId: stack.id, StackName: 'Fixture', StackStatus: 'CREATE_IN_PROGRESS', CreationTime: '2026-01-01T00:00:00.000Z' });
    const [first, ...more] = events.filter(({ LogicalResourceId }) => LogicalResourceId === 'First');
    expect(more).toEqual([]);
    expect(first).toMatchObject({ ResourceType: 'Custom::Association', ResourceStatus: 'CREATE_IN_PROGRESS' });
    expect(first).not.toHaveProperty('PhysicalResourceId');
    const times = events.map(({ Timestamp }) => Timestamp as string);
    expect(times).toEqual([...times].sort().reverse());
    expect(events.at(-1)).toEqual({
      EventId: expect.any(String),
      StackId: stack.id,
      StackName: 'Fixture',
      LogicalResourceId: 'Fixture',
      PhysicalResourceId: stack.id,
      ResourceType: 'AWS::CloudFormation::Stack',
      Timestamp: '2026-01-01T00:00:00.000Z',
      ResourceStatus: 'CREATE_IN_PROGRESS',
      ResourceStatusReason: 'User Initiated',
    });
  });

  test('tells a creation as CloudFormation does, and when the stack was updated', async () => {
    const aws = await account();
    await aws.stack('Fixture').deploy(artifacts.timeline);
    await aws.stack('Fixture').deploy(artifacts.changed);
    const [, { stack, events }] = timelinesOf(aws);
    expect(stack).toMatchObject({ StackStatus: 'UPDATE_IN_PROGRESS', LastUpdatedTime: expect.any(String) });
    const first = events.filter(({ LogicalResourceId }) => LogicalResourceId === 'First').reverse();
    expect(first.map(entry => [entry.ResourceStatus, entry.PhysicalResourceId !== undefined, entry.ResourceStatusReason])).toEqual([
      ['CREATE_IN_PROGRESS', false, undefined],
      ['CREATE_IN_PROGRESS', true, 'Resource creation Initiated'],
      ['CREATE_COMPLETE', true, undefined],
      ['UPDATE_IN_PROGRESS', true, undefined],
    ]);
  });

  test.each([
    { kind: 'exception', code: 'Throttling' },
    { kind: 'exception', code: 'InternalFailure' },
    { kind: 'exception', code: 'AccessDenied' },
    { kind: 'html 502' },
    { kind: 'reset' },
    { kind: 'hang' },
  ] as ApiFault[])('can fail: %j', async fault => {
    const aws = await account();
    aws.cloudFormation.faults = inTurn(fault);
    const result = await aws.stack('Fixture').deploy(artifacts.timeline);
    expect(result.status).toBe('CREATE_COMPLETE');
    expect(aws.cloudFormation.requests.map(({ operation, fault: struck }) => [operation, struck])).toEqual([
      ['DescribeStacks', fault.kind], ['DescribeStacks', undefined], ['DescribeStackEvents', undefined],
    ]);
  });

  test('is refused to a role that may not ask', async () => {
    const aws = await account();
    // The roles of a stack are made anew with it: this one gives away what the template grants.
    const putPolicy = aws.iam.putPolicy.bind(aws.iam);
    const spy = jest.spyOn(aws.iam, 'putPolicy').mockImplementation((role, name, document) => {
      putPolicy(role, name, JSON.parse(JSON.stringify(document).replaceAll('cloudformation:Describe', 'cloudformation:List')));
    });
    const result = await aws.stack('Fixture').deploy(artifacts.timeline);
    spy.mockRestore();
    expect(result.reasons[0]).toContain('is not authorized to perform: cloudformation:DescribeStacks on resource: arn:aws:cloudformation:us-east-1:111122223333:stack/Fixture/');
  });

  test('tells what was a while ago', async () => {
    const aws = await account();
    aws.cloudFormation.behave({ readLagMs: 5_000 });
    aws.cloudFormation.script('Scripted', 'create', { takesMs: 20_000 });
    await aws.stack('Fixture').deploy(artifacts.wide);
    const [{ events }] = timelinesOf(aws);
    expect(events.map(({ LogicalResourceId }) => LogicalResourceId)).not.toContain('First');
    expect(events.at(-1)).toMatchObject({ ResourceStatus: 'CREATE_IN_PROGRESS', ResourceStatusReason: 'User Initiated' });
  });

  test('tells of a change set that was made before', async () => {
    const aws = await account();
    aws.cloudFormation.behave({ changeSetAgeMs: 86_400_000 });
    await aws.stack('Fixture').deploy(artifacts.timeline);
    const [{ stack, events }] = timelinesOf(aws);
    expect(stack.CreationTime).toBe('2025-12-31T00:00:00.000Z');
    expect(events.slice(-2).map(({ ResourceStatus }) => ResourceStatus)).toEqual(['CREATE_IN_PROGRESS', 'REVIEW_IN_PROGRESS']);
  });
});

describe('describeStackEvents', () => {
  const record = new StackRecord('id', 'Name');
  for (let time = 0; time < 250; time++) record.add({ time, logicalId: `R${time}`, type: 'T', status: 'CREATE_COMPLETE' });

  function page(nextToken?: string) {
    const { StackEvents, NextToken } = describeStackEvents(record, 1_000, nextToken) as { StackEvents: Entry[]; NextToken?: string };
    return { ids: StackEvents.map(({ LogicalResourceId }) => LogicalResourceId), NextToken };
  }

  test('pages of a hundred, which new events do not shift', () => {
    const first = page();
    record.add({ time: 500, logicalId: 'new', type: 'T', status: 'CREATE_COMPLETE' });
    const second = page(first.NextToken);
    const third = page(second.NextToken);
    expect([first, second, third].map(({ ids }) => [ids[0], ids.at(-1), ids.length])).toEqual([['R249', 'R150', 100], ['R149', 'R50', 100], ['R49', 'R0', 50]]);
    expect(third.NextToken).toBeUndefined();
  });

  test('a token that was not given out is refused', () => {
    expect(() => page('made-up')).toThrow('NextToken is not valid');
  });

  test('a deleted stack is found by its id alone', () => {
    const records = new StackRecords();
    const deleted = records.add(new StackRecord('arn:1', 'Name'));
    deleted.deletionTime = 1;
    expect([records.find('arn:1'), records.find('Name')]).toEqual([deleted, undefined]);
    const successor = records.add(new StackRecord('arn:2', 'Name'));
    expect(records.find('Name')).toBe(successor);
  });
});

test('XML has its special characters escaped, lists as members, and nothing for what is absent', () => {
  expect(element('A', { B: 'a < b & "c"', C: ['x', { D: true }], E: undefined, F: [] }, ' xmlns="n"'))
    .toBe('<A xmlns="n"><B>a &lt; b &amp; &quot;c&quot;</B><C><member>x</member><member><D>true</D></member></C><F></F></A>');
});
