import { App, CfnOutput, CfnResource, Fn, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnVoiceConnector } from 'aws-cdk-lib/aws-chime';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { BRANCH, number, numbers, OFFICE, STACK_NAME, useTelephony } from './telephony';
import { voiceConnector } from '../../aws-simulator';
import { CloudAssemblies } from '../../aws-simulator/testing';
import { VoiceConnectorPhoneNumberAssociation } from '../../src';

const telephony = useTelephony();
const assemblies = new CloudAssemblies();
afterAll(() => assemblies.delete());

beforeEach(() => telephony().order(numbers(0, 7)));

interface Site {
  readonly on: string;
  readonly removalPolicy?: RemovalPolicy;
}

/** A stack with an association in a nested stack, and, if asked for, a sibling that fails after it or beside it. */
function nested({ on, removalPolicy }: Site, sibling?: 'after' | 'beside'): CloudFormationStackArtifact {
  return telephony().synthesize(stack => {
    const site = new NestedStack(stack, 'Site');
    new VoiceConnectorPhoneNumberAssociation(site, 'Numbers', { voiceConnectorId: on, e164PhoneNumbers: numbers(0, 3), removalPolicy });
    if (!sibling) return;
    const other = new CfnResource(stack, 'Sibling', { type: 'Test::Scripted' });
    if (sibling === 'after') other.node.addDependency(site);
  });
}

function failSibling(takesMs?: number): void {
  telephony().aws.cloudFormation.script('Sibling', 'create', { takesMs, failsWith: 'It was to fail' });
}

describe('associations in a nested stack', () => {
  test('are created, moved without a gap, and deleted', async () => {
    await telephony().deployed(nested({ on: OFFICE }));
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
    const start = telephony().now();
    await telephony().deployed(nested({ on: BRANCH }));
    expect(telephony().on(BRANCH)).toEqual(numbers(0, 3));
    expect(telephony().unownedSince(start, numbers(0, 3))).toEqual([]);
    expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
    expect(telephony().on(BRANCH)).toEqual([]);
  });

  test('go back without a gap when a sibling fails after their move', async () => {
    await telephony().deployed(nested({ on: OFFICE }));
    const start = telephony().now();
    failSibling();
    expect((await telephony().deploy(nested({ on: BRANCH }, 'after'))).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 3));
    expect(telephony().unownedSince(start, numbers(0, 3))).toEqual([]);
  });

  test.each([1_000, 4_000, 5_100, 5_200, 8_000])('that a sibling cancels after %d ms leave nothing behind, and take nothing along', async takesMs => {
    telephony().aws.chime.associate(number(0), voiceConnector(OFFICE));
    failSibling(takesMs);
    const { status } = await telephony().deploy(nested({ on: OFFICE }, 'beside'));
    await telephony().aws.drain();
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual([number(0)]);
  });

  test('E8: a complete one that its parent deletes in a rollback takes off also what was there before', async () => {
    telephony().aws.chime.associate(number(0), voiceConnector(OFFICE));
    failSibling();
    expect((await telephony().deploy(nested({ on: OFFICE }, 'after'))).status).toBe('ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toEqual([]);
  });

  test('E8: RETAIN is the way out', async () => {
    telephony().aws.chime.associate(number(0), voiceConnector(OFFICE));
    failSibling();
    expect((await telephony().deploy(nested({ on: OFFICE, removalPolicy: RemovalPolicy.RETAIN }, 'after'))).status).toBe('ROLLBACK_COMPLETE');
    expect(telephony().on(OFFICE)).toContain(number(0));
  });
});

describe('a connector that another stack exports', () => {
  const EXPORT = 'OfficeConnectorId';

  test('takes numbers in, and its stack can be deleted when they have left', async () => {
    // GIVEN
    const app = assemblies.synthesize((scope: App) => {
      const owner = new Stack(scope, 'Owner');
      const { attrVoiceConnectorId } = new CfnVoiceConnector(owner, 'Connector', { name: 'office', requireEncryption: true });
      new CfnOutput(owner, 'Id', { value: attrVoiceConnectorId, exportName: EXPORT });
      new VoiceConnectorPhoneNumberAssociation(new Stack(scope, STACK_NAME), 'Numbers', {
        voiceConnectorId: Fn.importValue(EXPORT), e164PhoneNumbers: numbers(0, 3),
      });
    });
    const owner = telephony().aws.stack('Owner');
    expect((await owner.deploy(app.getStackByName('Owner'))).status).toBe('CREATE_COMPLETE');
    // WHEN
    await telephony().deployed(app.getStackByName(STACK_NAME));
    // THEN
    const [{ attributes }] = owner.resourcesOfType('AWS::Chime::VoiceConnector');
    expect(telephony().on(String(attributes?.VoiceConnectorId))).toEqual(numbers(0, 3));
    expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
    expect((await owner.delete()).status).toBe('DELETE_COMPLETE');
  });
});
