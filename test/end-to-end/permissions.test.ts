import { CfnResource, Stack } from 'aws-cdk-lib';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { GROUP, LAST, number, numbers, OFFICE, STACK_NAME, STRANGER, useTelephony } from './telephony';
import { StackResult, StackSource, voiceConnectorGroup } from '../../aws-simulator';
import { sourceOf } from '../../aws-simulator/cloudformation/template';
import { VoiceConnectorGroupPhoneNumberAssociation, VoiceConnectorPhoneNumberAssociation } from '../../src';

const telephony = useTelephony();

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** The synthesized stack, in which no role has the permission. */
function without(action: string, artifact: CloudFormationStackArtifact): StackSource {
  const { template, assets } = sourceOf(artifact);
  const edited = JSON.parse(JSON.stringify(template), (key, value) => {
    if (key !== 'Action') return value;
    const left = [value].flat().filter(candidate => candidate !== action);
    return left.length > 0 ? left : 'none:None';
  });
  expect(edited).not.toEqual(template);
  return { template: edited, assets };
}

const deploy = (source: StackSource) => telephony().aws.stack(STACK_NAME).deploy(source);

interface Lists {
  readonly onConnector?: string[];
  readonly onGroup?: string[];
  readonly forceAssociate?: boolean;
  /** Whether another resource fails after them. */
  readonly failing?: boolean;
}

function stackOf({ onConnector, onGroup, forceAssociate, failing }: Lists): CloudFormationStackArtifact {
  return telephony().synthesize(stack => {
    if (onConnector) connectorIn(stack, 'Office', OFFICE, onConnector, forceAssociate);
    if (onGroup) new VoiceConnectorGroupPhoneNumberAssociation(stack, 'Hotline', { voiceConnectorGroupId: GROUP, e164PhoneNumbers: onGroup });
    if (!failing) return;
    telephony().failLast();
    const associations = stack.node.children.filter(child => child.node.id === 'Office' || child.node.id === 'Hotline');
    new CfnResource(stack, LAST, { type: 'Test::Scripted' }).node.addDependency(...associations);
  });
}

function connectorIn(stack: Stack, id: string, voiceConnectorId: string, e164PhoneNumbers: string[], forceAssociate?: boolean) {
  return new VoiceConnectorPhoneNumberAssociation(stack, id, { voiceConnectorId, e164PhoneNumbers, forceAssociate });
}

const deployed = (lists: Lists) => telephony().deployed(stackOf(lists));

/** The role that the function runs with, and the statements of its inline policies. */
function roleOfFunction(): { readonly name: string; readonly statements: readonly Statement[] } {
  const stack = telephony().aws.stack(STACK_NAME);
  const [{ properties: { Role: arn } }] = stack.resourcesOfType('AWS::Lambda::Function');
  const { physicalId, properties } = stack.resourcesOfType('AWS::IAM::Role').find(({ attributes }) => attributes?.Arn === arn)!;
  const policies = properties.Policies as { PolicyDocument: { Statement: Statement[] } }[];
  return { name: physicalId, statements: policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement) };
}

test.each<[string, () => CloudFormationStackArtifact]>([
  ['chime:AssociatePhoneNumbersWithVoiceConnector', () => stackOf({ onConnector: numbers(0, 2) })],
  ['chime:ListPhoneNumbers', () => stackOf({ onConnector: numbers(0, 2) })],
  ['chime:GetPhoneNumber', () => stackOf({ onConnector: [number(0)] })],
  ['chime:AssociatePhoneNumbersWithVoiceConnectorGroup', () => stackOf({ onGroup: numbers(0, 2) })],
  ['cloudformation:DescribeStackEvents', () => stackOf({ onConnector: numbers(0, 2) })],
])('a creation without %s fails with a reason that names it', async (action, artifact) => {
  telephony().order(numbers(0, 2));
  const { status, reasons } = await deploy(without(action, artifact()));
  // The rollback needs the same reads, and is done again by a deletion.
  expect(status).toMatch(/^ROLLBACK_(?:COMPLETE|FAILED)$/);
  expect(reasons[0]).toMatch(new RegExp(`${action}\\b`));
  expect(Object.values(telephony().owners())).toEqual([undefined, undefined, undefined]);
});

describe.each([
  ['chime:DisassociatePhoneNumbersFromVoiceConnector', OFFICE, 'onConnector'],
  ['chime:DisassociatePhoneNumbersFromVoiceConnectorGroup', GROUP, 'onGroup'],
])('without %s', (action, owner, list) => {
  beforeEach(() => telephony().order(numbers(0, 3)));

  test('a deletion fails with a reason that names it', async () => {
    await deploy(without(action, stackOf({ [list]: numbers(0, 2) })));
    const { status, reasons } = await telephony().delete();
    expect(status).toBe('DELETE_FAILED');
    expect(reasons[0]).toMatch(new RegExp(`${action}\\b`));
    expect(telephony().on(owner)).toEqual(numbers(0, 2));
  });

  test('an update that removes a number fails, and leaves every number where it was', async () => {
    await deploy(without(action, stackOf({ [list]: numbers(0, 2) })));
    const { status, reasons } = await deploy(without(action, stackOf({ [list]: numbers(1, 2) })));
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons[0]).toMatch(new RegExp(`${action}\\b`));
    expect(telephony().on(owner)).toEqual(numbers(0, 2));
  });
});

test('an undo that is denied is reported with the permission and the numbers', async () => {
  telephony().order(numbers(0, 1));
  const { reasons } = await deploy(without('chime:DisassociatePhoneNumbersFromVoiceConnector', stackOf({ onConnector: [...numbers(0, 1), number(99)] })));
  expect(reasons[0]).toContain('The undo did not finish');
  expect(reasons[0]).toContain('chime:DisassociatePhoneNumbersFromVoiceConnector');
});

test('the function may do nothing that orders, releases or changes a number', async () => {
  telephony().order([number(0)]);
  await deployed({ onConnector: [number(0)], forceAssociate: true });
  const { name, statements } = roleOfFunction();
  expect(statements.flatMap(({ Action: action }) => action).sort()).toEqual([
    'chime:AssociatePhoneNumbersWithVoiceConnector',
    'chime:DisassociatePhoneNumbersFromVoiceConnector',
    'chime:GetPhoneNumber',
    'chime:ListPhoneNumbers',
    'cloudformation:DescribeStackEvents',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ]);
  const mayReadStack = (arn: string) => telephony().aws.iam.isAllowed(name, 'cloudformation:DescribeStackEvents', arn);
  expect(mayReadStack(telephony().aws.stack(STACK_NAME).id)).toBe(true);
  expect(mayReadStack(telephony().aws.stack(STACK_NAME).id.replace(STACK_NAME, 'Other'))).toBe(false);
  const connectorOf = (account: string) => `arn:aws:chime:eu-central-1:${account}:vc/${STRANGER}`;
  const mayAssociate = (resource: string) => telephony().aws.iam.isAllowed(name, 'chime:AssociatePhoneNumbersWithVoiceConnector', resource);
  expect(mayAssociate(connectorOf(telephony().aws.account))).toBe(true);
  expect(mayAssociate(connectorOf('999988887777'))).toBe(false);
});

function mayWriteToGroups(): boolean {
  const { roleName } = telephony().aws.lambda.get(telephony().handlerArn())!;
  return telephony().aws.iam.isAllowed(roleName, 'chime:AssociatePhoneNumbersWithVoiceConnectorGroup', '*');
}

/** Whether the policy for groups went only when the numbers had left the last group. */
function policyOutlivedNumbers({ events }: StackResult): boolean {
  const policyGone = events.find(({ type, status }) => type === 'AWS::IAM::Policy' && status === 'DELETE_COMPLETE')!;
  const lastWrite = telephony().aws.chime.requests.filter(({ operation }) => operation === 'Disassociate').at(-1)!;
  return policyGone.time >= lastWrite.time;
}

describe('the permission to write to groups', () => {
  test('is not there in a stack without a group', async () => {
    telephony().order(numbers(0, 2));
    await deployed({ onConnector: [number(0)] });
    expect(mayWriteToGroups()).toBe(false);
    await deployed({ onConnector: [number(0)], onGroup: [number(1)] });
    expect(mayWriteToGroups()).toBe(true);
    await deployed({ onConnector: [number(0)] });
    expect(mayWriteToGroups()).toBe(false);
  });

  test('is still there when an association that is no longer in the template lets go', async () => {
    telephony().order(numbers(0, 2));
    await deployed({ onConnector: [number(0)], onGroup: numbers(1, 2) });
    const result = await telephony().deploy(stackOf({ onConnector: [number(0)] }));
    expect([result.status, result.reasons]).toEqual(['UPDATE_COMPLETE', []]);
    expect(policyOutlivedNumbers(result)).toBe(true);
    expect(telephony().on(GROUP)).toEqual([]);
  });

  test('is still there when a new association is rolled back', async () => {
    telephony().order(numbers(0, 2));
    await deployed({ onConnector: [number(0)] });
    const result = await telephony().deploy(stackOf({ onConnector: [number(0)], onGroup: numbers(1, 2), failing: true }));
    expect([result.status, result.reasons]).toEqual(['UPDATE_ROLLBACK_COMPLETE', ['It was to fail']]);
    expect(policyOutlivedNumbers(result)).toBe(true);
    expect(telephony().on(GROUP)).toEqual([]);
    expect(mayWriteToGroups()).toBe(false);
  });

  test('is still there when the stack is deleted', async () => {
    telephony().order(numbers(0, 1));
    await deployed({ onGroup: numbers(0, 1) });
    const result = await telephony().delete();
    expect([result.status, result.reasons]).toEqual(['DELETE_COMPLETE', []]);
    expect(policyOutlivedNumbers(result)).toBe(true);
    expect(telephony().on(GROUP)).toEqual([]);
  });
});

describe('forceAssociate of a connector, switched on and off', () => {
  beforeEach(async () => {
    telephony().order([number(0)]);
    telephony().order([number(1)], voiceConnectorGroup(GROUP));
    await deployed({ onConnector: [number(0)] });
  });

  test('comes with the permission to give back to groups, and goes with it', async () => {
    await deployed({ onConnector: numbers(0, 1), forceAssociate: true });
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 1));
    expect(mayWriteToGroups()).toBe(true);
    const writes = telephony().writes();
    await deployed({ onConnector: numbers(0, 1) });
    expect(mayWriteToGroups()).toBe(false);
    expect(telephony().writes()).toBe(writes);
    expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  });

  test('gives back to a group when the update fails', async () => {
    telephony().aws.chime.order(number(2), { acquiredAt: 10_000_000 });
    const before = telephony().owners();
    const { status, reasons } = await telephony().deploy(stackOf({ onConnector: numbers(0, 2), forceAssociate: true }));
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons).toEqual([expect.stringContaining('every number is where it was before')]);
    expect(telephony().owners()).toEqual(before);
    expect(telephony().aws.chime.history(number(1)).map(({ owner }) => owner?.value)).toEqual([GROUP, OFFICE, GROUP]);
  });

  test('takes off what it took when another resource fails the update, and the log tells where it came from', async () => {
    const { status } = await telephony().deploy(stackOf({ onConnector: numbers(0, 1), forceAssociate: true, failing: true }));
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual([number(0)]);
    const taken = telephony().steps().find(({ step }) => step === 'take');
    expect(taken).toMatchObject({ e164PhoneNumbers: [number(1)] });
    expect(JSON.stringify(taken)).toContain(GROUP);
  });
});
