import { CfnResource } from 'aws-cdk-lib';
import { CfnVoiceConnector } from 'aws-cdk-lib/aws-chime';
import { BRANCH, declared, number, numbers, OFFICE, sourceWith, STACK_NAME, STRANGER, useTelephony } from './telephony';
import { voiceConnector, when } from '../../aws-simulator';
import { VoiceConnectorPhoneNumberAssociation } from '../../src';
import { RESOURCE_TYPE } from '../../src/contract/properties';

const telephony = useTelephony();

const deployed = (props: Parameters<ReturnType<typeof telephony>['association']>[0]) => telephony().deployed(telephony().association(props));

describe('an update', () => {
  test('associates what was added and disassociates what was removed, and nothing else', async () => {
    telephony().order(numbers(0, 5));
    telephony().order([number(6)], voiceConnector(OFFICE));
    await deployed({ e164PhoneNumbers: numbers(0, 3) });
    await deployed({ e164PhoneNumbers: numbers(2, 5) });
    expect(telephony().on(OFFICE)).toEqual(numbers(2, 6));
    expect(telephony().aws.chime.wasUnowned(number(2), 60_000)).toBe(false);
  });

  test('that only changes the order sends no write', async () => {
    telephony().order(numbers(0, 3));
    await deployed({ e164PhoneNumbers: numbers(0, 3) });
    const before = telephony().writes();
    await deployed({ e164PhoneNumbers: numbers(0, 3).reverse() });
    expect(telephony().writes()).toBe(before);
  });

  test('that fails leaves every number where it was, and so does its rollback', async () => {
    telephony().order(numbers(0, 4));
    await deployed({ e164PhoneNumbers: numbers(0, 3) });
    const before = telephony().owners();
    const { status, reasons } = await telephony().deploy(telephony().association({ e164PhoneNumbers: [...numbers(2, 4), number(99)] }));
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons[0]).toContain(`${number(99)} (NotFound`);
    expect(telephony().owners()).toEqual(before);
    for (const kept of numbers(0, 3)) expect(telephony().aws.chime.history(kept)).toHaveLength(2);
  });

  test('whose removal is refused puts back what it had changed', async () => {
    telephony().order(numbers(0, 4));
    await deployed({ e164PhoneNumbers: numbers(0, 2) });
    const before = telephony().owners();
    telephony().aws.chime.faults = when(
      ({ operation, numbers: sent }) => operation === 'Disassociate' && sent.includes(number(1)),
      { kind: 'numbers', code: 'Forbidden', numbers: [number(1)] },
    );
    const { status, reasons } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(2, 4) }));
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons[0]).toContain('could not be disassociated');
    expect(telephony().owners()).toEqual(before);
  });

  test('with bad values changes nothing, and its rollback works with them as the old ones', async () => {
    telephony().order(numbers(0, 1));
    await deployed({ e164PhoneNumbers: numbers(0, 1) });
    const before = telephony().owners();
    const artifact = telephony().association({ e164PhoneNumbers: numbers(0, 1) });
    const source = sourceWith(artifact, { Numbers: declared({ E164PhoneNumbers: ['nonsense', number(0)] }) });
    const { status } = await telephony().aws.stack(STACK_NAME).deploy(source);
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(telephony().owners()).toEqual(before);
    for (const kept of numbers(0, 1)) expect(telephony().aws.chime.history(kept)).toHaveLength(2);
  });

  test('is rolled back when another resource of the stack fails', async () => {
    telephony().order(numbers(0, 3));
    await deployed({ e164PhoneNumbers: numbers(0, 1) });
    const before = telephony().owners();
    const { status } = await telephony().deploy(telephony().stackFailingLast({ Numbers: { on: BRANCH, numbers: numbers(1, 2) } }));
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(telephony().owners()).toEqual(before);
  });

  test('that another resource fails before the numbers move has not touched one', async () => {
    telephony().order(numbers(0, 3));
    await deployed({ e164PhoneNumbers: numbers(0, 1) });
    const writes = telephony().writes();
    telephony().aws.cloudFormation.script('First', 'create', { failsWith: 'It was to fail' });
    const artifact = telephony().stackOf({ Numbers: { on: BRANCH, numbers: numbers(1, 2) } }, stack => {
      new CfnResource(stack, 'First', { type: 'Test::Scripted' });
    });
    expect((await telephony().deploy(artifact)).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(telephony().writes()).toBe(writes);
  });

  test.each(['0', '2', 'of the future'])('of format %s is refused before the first write', async version => {
    telephony().order(numbers(0, 1));
    await deployed({ e164PhoneNumbers: numbers(0, 1) });
    const writes = telephony().writes();
    const source = sourceWith(telephony().association({ e164PhoneNumbers: numbers(0, 1) }), { Numbers: declared({ E164PhoneNumbers: [number(0)] }) });
    const [[logicalId, own]] = Object.entries(source.template.Resources).filter(([, { Type }]) => Type === RESOURCE_TYPE);
    const Resources = { ...source.template.Resources, [logicalId]: { ...own, Properties: { ...own.Properties, FormatVersion: version } } };
    const { status, reasons } = await telephony().deploy({ ...source, template: { ...source.template, Resources } });
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons[0]).toContain(version);
    expect(telephony().writes()).toBe(writes);
  });
});

describe('a move to another connector', () => {
  test('never leaves a number unowned, and needs no forceAssociate', async () => {
    telephony().order(numbers(0, 59));
    await deployed({ e164PhoneNumbers: numbers(0, 59) });
    const { time } = telephony().aws.chime.requests.at(-1)!;
    await deployed({ e164PhoneNumbers: numbers(0, 59), voiceConnectorId: BRANCH });
    expect(telephony().on(BRANCH)).toEqual(numbers(0, 59));
    for (const moved of numbers(0, 59)) expect(telephony().aws.chime.wasUnowned(moved, time)).toBe(false);
    const forced = telephony().aws.chime.requests.filter(({ force }) => force);
    expect(forced).toHaveLength(2);
  });

  test('that fails brings every number back, also without a gap', async () => {
    telephony().order(numbers(0, 3));
    await deployed({ e164PhoneNumbers: numbers(0, 2) });
    const { time } = telephony().aws.chime.requests.at(-1)!;
    const before = telephony().owners();
    const { status } = await telephony().deploy(
      telephony().association({ e164PhoneNumbers: [...numbers(0, 3), number(99)], voiceConnectorId: BRANCH }),
    );
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(telephony().owners()).toEqual(before);
    for (const moved of numbers(0, 2)) expect(telephony().aws.chime.wasUnowned(moved, time)).toBe(false);
  });

  test('forces nothing but what it sees on the old connector', async () => {
    telephony().order(numbers(0, 1));
    await deployed({ e164PhoneNumbers: numbers(0, 1) });
    telephony().aws.chime.associate(number(1), voiceConnector(STRANGER));
    const { status, reasons } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 1), voiceConnectorId: BRANCH }));
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons[0]).toContain(`voice connector ${STRANGER}`);
    expect(telephony().on(OFFICE)).toEqual([number(0)]);
    expect(telephony().on(STRANGER)).toEqual([number(1)]);
  });

  test('frees the old connector, which the same deployment deletes', async () => {
    telephony().order(numbers(0, 2));
    const withConnector = (networkType: string) => telephony().synthesize(stack => {
      const connector = new CfnVoiceConnector(stack, 'Connector', { name: 'office', requireEncryption: true, networkType });
      new VoiceConnectorPhoneNumberAssociation(stack, 'Numbers', { voiceConnectorId: connector.attrVoiceConnectorId, e164PhoneNumbers: numbers(0, 2) });
    });
    expect((await telephony().deploy(withConnector('IPV4_ONLY'))).status).toBe('CREATE_COMPLETE');
    const old = telephony().aws.chime.ownerOf(number(0))!;
    const { status, reasons } = await telephony().deploy(withConnector('DUAL_STACK'));
    expect([status, reasons]).toEqual(['UPDATE_COMPLETE', []]);
    expect(telephony().aws.chime.ownerOf(number(0))).not.toEqual(old);
    expect(telephony().aws.chime.exists(old)).toBe(false);
    expect((await telephony().delete()).status).toBe('DELETE_COMPLETE');
  });
});

describe('numbers that were moved by hand', () => {
  test('to nowhere are put back by the next update', async () => {
    telephony().order(numbers(0, 2));
    await deployed({ e164PhoneNumbers: numbers(0, 1) });
    telephony().aws.chime.disassociate(number(1));
    await deployed({ e164PhoneNumbers: numbers(0, 2) });
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 2));
  });

  test('to somebody else fail an update before it changes anything, and do not get its rollback stuck', async () => {
    telephony().order(numbers(0, 2));
    await deployed({ e164PhoneNumbers: numbers(0, 1) });
    telephony().aws.chime.associate(number(1), voiceConnector(STRANGER));
    const before = telephony().owners();
    const { status, reasons } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 2) }));
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons[0]).toContain(STRANGER);
    expect(telephony().owners()).toEqual(before);
  });

  test('are taken back with forceAssociate', async () => {
    telephony().order(numbers(0, 1));
    await deployed({ e164PhoneNumbers: numbers(0, 1) });
    telephony().aws.chime.associate(number(1), voiceConnector(STRANGER));
    await deployed({ e164PhoneNumbers: numbers(0, 1), forceAssociate: true });
    expect(telephony().on(OFFICE)).toEqual(numbers(0, 1));
    const writes = telephony().writes();
    await deployed({ e164PhoneNumbers: numbers(0, 1) });
    expect(telephony().writes()).toBe(writes);
  });

  test('out of the account fail an update that insists with forceAssociate, and its rollback passes', async () => {
    telephony().order(numbers(0, 1));
    await deployed({ e164PhoneNumbers: numbers(0, 1) });
    telephony().aws.chime.release(number(1));
    const { status, reasons } = await telephony().deploy(telephony().association({ e164PhoneNumbers: numbers(0, 1), forceAssociate: true }));
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons[0]).toContain(number(1));
  });
});
