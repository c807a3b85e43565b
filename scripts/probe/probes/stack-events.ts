import { CloudFormationClient, DescribeStackEventsCommand, StackEvent } from '@aws-sdk/client-cloudformation';
import { Finding, notFound, Question } from '../finding';

const KEYS: Question = {
  id: 'stack-events-order-of-keys',
  unknown: '`ResourceProperties` in stack events',
  handler: 'compares them in any order of keys, scalars as strings; where they are absent, it tells steps apart by time',
};
const REASON: Question = {
  id: 'stack-events-user-initiated',
  unknown: 'the reason of a deployment that people began',
  handler: 'leaves numbers on in one case if it is absent: a stack that was created with `OnFailure: DELETE` and fails',
};
const FAILED: Question = {
  id: 'stack-events-reason-of-failure',
  unknown: 'the reason of a failed custom resource',
  handler: 'recognizes its own failure by it; if it differs, a rollback waits 13 s longer',
};

const MOST_PAGES = 10;

export const STACK_QUESTIONS: readonly Question[] = [KEYS, REASON, FAILED];

/** Reads the events of a stack and nothing else. */
export async function stackFindings(client: CloudFormationClient, stackName: string): Promise<Finding[]> {
  try {
    const events = await eventsOf(client, stackName);
    return [orderOfKeys(events), userInitiated(events), reasonOfFailure(events)];
  } catch (error) {
    return STACK_QUESTIONS.map(question => notFound(question, `the events of ${stackName} cannot be read: ${(error as Error).message}`));
  }
}

async function eventsOf(client: CloudFormationClient, stackName: string): Promise<StackEvent[]> {
  const events: StackEvent[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await client.send(new DescribeStackEventsCommand({ StackName: stackName, NextToken: nextToken }));
    events.push(...answer.StackEvents ?? []);
    nextToken = answer.NextToken;
    if (nextToken === undefined) break;
  }
  return events;
}

function orderOfKeys(events: readonly StackEvent[]): Finding {
  const entries = events.filter(({ ResourceType }) => ResourceType !== 'AWS::CloudFormation::Stack');
  const told = entries.flatMap(({ ResourceType = '', ResourceProperties }) => ResourceProperties ? [{ type: ResourceType, text: ResourceProperties }] : []);
  if (entries.length === 0) return notFound(KEYS, 'the stack has no events of resources');
  if (told.length === 0) return { ...KEYS, answer: 'absent', detail: `in all of ${entries.length} events`, copes: 'yes' };
  const keys = told.map(({ type, text }) => ({ type, keys: keysOf(text) }));
  const comparable = keys.filter(entry => entry.keys.length > 1);
  const sorted = comparable.filter(entry => String(entry.keys) === String([...entry.keys].sort()));
  const sample = comparable.find(({ type }) => type.startsWith('Custom::')) ?? comparable[0];
  return {
    ...KEYS,
    answer: comparable.length === 0 ? 'present' : sorted.length === comparable.length ? 'present, keys sorted' : 'present, keys not sorted',
    detail: `in ${told.length} of ${entries.length} events, sorted in ${sorted.length} of ${comparable.length}${sample ? `, such as ${sample.type}: ${sample.keys.join(', ')}` : ''}`,
    copes: 'yes',
  };
}

function keysOf(properties: string): string[] {
  try {
    return Object.keys(JSON.parse(properties) as object);
  } catch {
    return [];
  }
}

function userInitiated(events: readonly StackEvent[]): Finding {
  const begun = events.filter(({ ResourceType, ResourceStatus, PhysicalResourceId, StackId }) => (
    ResourceType === 'AWS::CloudFormation::Stack' && PhysicalResourceId === StackId && /^(CREATE|UPDATE|DELETE)_IN_PROGRESS$/.test(ResourceStatus ?? '')
  ));
  if (begun.length === 0) return notFound(REASON, 'no deployment is among the events');
  const reasons = new Set(begun.map(({ ResourceStatusReason }) => ResourceStatusReason ?? 'absent'));
  const isAsExpected = begun.some(({ ResourceStatusReason }) => ResourceStatusReason === 'User Initiated');
  return { ...REASON, answer: isAsExpected ? 'User Initiated' : 'another', detail: `of ${begun.length} deployments: ${[...reasons].join('; ')}`, copes: isAsExpected ? 'yes' : 'unknown' };
}

function reasonOfFailure(events: readonly StackEvent[]): Finding {
  const failed = events.filter(({ ResourceType, ResourceStatus, ResourceStatusReason }) => (
    ResourceType?.startsWith('Custom::') && ResourceStatus?.endsWith('_FAILED') && !/cancelled/i.test(ResourceStatusReason ?? '')
  ));
  if (failed.length === 0) return notFound(FAILED, 'no custom resource has failed in this stack');
  const isKnown = failed.some(({ ResourceStatusReason }) => /Received response status/i.test(ResourceStatusReason ?? ''));
  const [reason = ''] = failed.map(({ ResourceStatusReason }) => ResourceStatusReason ?? 'absent');
  return { ...FAILED, answer: isKnown ? 'as expected' : 'another', detail: reason.slice(0, 120), copes: 'yes' };
}
