import { App, CfnParameter, CfnResource, Fn, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { PhoneNumberAssociationProvider, VoiceConnectorGroupPhoneNumberAssociation, VoiceConnectorPhoneNumberAssociation } from '../../../src';
import { DECLARATIONS_VARIABLE, MAX_DECLARATIONS_LENGTH } from '../../../src/contract/properties';
import { agnosticStack, associate, associateWithGroup, CONNECTOR_ID, GROUP_ID } from '../template';

const OTHER_ID = 'zyxwvu9tsrq8ponml7kjih';
const [A, B, C, D] = ['+12065550100', '+12065550101', '+12065550102', '+12065550103'];

type Association = VoiceConnectorPhoneNumberAssociation | VoiceConnectorGroupPhoneNumberAssociation;

const resourceOf = (association: Association) => association.node.findChild('Resource').node.defaultChild as CfnResource;

/** The properties of an association in its stack's template. */
function propertiesOf(association: Association): Record<string, unknown> {
  const stack = Stack.of(association);
  return Template.fromStack(stack).toJSON().Resources[stack.resolve(resourceOf(association).logicalId)].Properties;
}

const keyOf = (association: Association) => propertiesOf(association).OwnerKey;

/** What the functions of a stack are told about its associations; one entry a function that is told. */
function environmentsOf(stack: Stack): unknown[] {
  const functions = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function'));
  return functions.map(({ Properties }) => Properties.Environment?.Variables?.[DECLARATIONS_VARIABLE]).filter(variable => variable !== undefined);
}

function declarationsIn(stack: Stack): unknown {
  const environments = environmentsOf(stack);
  expect(environments).toHaveLength(1);
  return JSON.parse(environments[0] as string);
}

const connectorIn = (scope: Construct) => new CfnResource(scope, 'Connector', {
  type: 'AWS::Chime::VoiceConnector', properties: { Name: 'office', RequireEncryption: true },
});
const idOf = (connector: CfnResource) => connector.getAtt('VoiceConnectorId').toString();

describe('the key of an owner', () => {
  test.each([
    ['an id', CONNECTOR_ID, CONNECTOR_ID],
    ['an ARN', `arn:aws:chime:us-east-1:111122223333:vc/${CONNECTOR_ID}`, CONNECTOR_ID],
  ])('is the id, if it is given by %s', (_, voiceConnectorId, key) => {
    expect(keyOf(associate(agnosticStack(), { voiceConnectorId }))).toBe(key);
  });

  test('is the id of a group as well', () => {
    expect(keyOf(associateWithGroup(agnosticStack()))).toBe(GROUP_ID);
  });

  test('is the same for the ARN and the id of a connector in the template', () => {
    const stack = agnosticStack();
    const connector = connectorIn(stack);
    const byArn = associate(stack, { voiceConnectorId: connector.ref, e164PhoneNumbers: [A] }, 'ByArn');
    const byId = associate(stack, { voiceConnectorId: idOf(connector), e164PhoneNumbers: [B] }, 'ById');
    expect([keyOf(byArn), keyOf(byId)]).toEqual(['Stack/Connector', 'Stack/Connector']);
  });

  test('follows a logical id that is overridden later', () => {
    const stack = agnosticStack();
    const connector = connectorIn(stack);
    const association = associate(stack, { voiceConnectorId: idOf(connector) });
    connector.overrideLogicalId('Office');
    expect(keyOf(association)).toBe('Stack/Office');
  });

  test('tells connectors of the same name in two stacks apart', () => {
    const app = new App();
    const keys = ['One', 'Two'].map(id => {
      const stack = new Stack(app, id);
      return associate(stack, { voiceConnectorId: connectorIn(stack).ref, e164PhoneNumbers: [id === 'One' ? A : B] });
    }).map(keyOf);
    expect(keys).toEqual(['One/Connector', 'Two/Connector']);
  });

  test.each<[string, (stack: Stack) => string, string]>([
    ['a parameter', stack => new CfnParameter(stack, 'ConnectorId').valueAsString, 'Stack/ConnectorId'],
    ['an import', () => Fn.importValue('Office'), 'Stack/{"Fn::ImportValue":"Office"}'],
  ])('of %s is what the template calls it, and no token', (_, tokenIn, key) => {
    const stack = agnosticStack();
    expect(keyOf(associate(stack, { voiceConnectorId: tokenIn(stack) }))).toBe(key);
  });
});

describe('the numbers that others claim', () => {
  test('are absent where there is no other association', () => {
    expect(propertiesOf(associate(agnosticStack()))).not.toHaveProperty('ClaimedByOthers');
  });

  test('are listed by owner, in runs, without the association\'s own', () => {
    const stack = agnosticStack();
    const first = associate(stack, { e164PhoneNumbers: [A] }, 'First');
    const second = associate(stack, { e164PhoneNumbers: [C, B] }, 'Second');
    const third = associate(stack, { e164PhoneNumbers: [D], voiceConnectorId: OTHER_ID }, 'Third');
    const group = associateWithGroup(stack);
    const [toFirst, toSecond, toThird, toGroup] = [first, second, third, group].map(association => propertiesOf(association).ClaimedByOthers);
    expect(toFirst).toEqual({ [CONNECTOR_ID]: '12065550101-12065550102', [OTHER_ID]: '12065550103', [GROUP_ID]: '12065550900' });
    expect(toSecond).toEqual({ [CONNECTOR_ID]: '12065550100', [OTHER_ID]: '12065550103', [GROUP_ID]: '12065550900' });
    expect(toThird).toEqual({ [CONNECTOR_ID]: '12065550100-12065550102', [GROUP_ID]: '12065550900' });
    expect(toGroup).toEqual({ [CONNECTOR_ID]: '12065550100-12065550102', [OTHER_ID]: '12065550103' });
  });

  test('are joined over all associations of an owner', () => {
    const stack = agnosticStack();
    associate(stack, { e164PhoneNumbers: [A] }, 'First');
    associate(stack, { e164PhoneNumbers: [B] }, 'Second');
    const third = associate(stack, { e164PhoneNumbers: [D], voiceConnectorId: OTHER_ID }, 'Third');
    expect(propertiesOf(third).ClaimedByOthers).toEqual({ [CONNECTOR_ID]: '12065550100-12065550101' });
  });

  test('are those of all stacks and stages of the app', () => {
    const app = new App();
    const first = associate(new Stack(app, 'First'), { e164PhoneNumbers: [A] });
    const second = associate(new Stack(app, 'Second'), { e164PhoneNumbers: [B] });
    associate(new Stack(new Stage(app, 'Stage'), 'Third'), { e164PhoneNumbers: [D] });
    expect(propertiesOf(first).ClaimedByOthers).toEqual({ [CONNECTOR_ID]: '12065550101,12065550103' });
    expect(propertiesOf(second).ClaimedByOthers).toEqual({ [CONNECTOR_ID]: '12065550100,12065550103' });
  });

  test('are not those of another app', () => {
    associate(agnosticStack(), { e164PhoneNumbers: [B] });
    expect(propertiesOf(associate(agnosticStack()))).not.toHaveProperty('ClaimedByOthers');
  });

  test('leave out what is only known at deployment', () => {
    const stack = agnosticStack();
    const first = associate(stack, { e164PhoneNumbers: [A] }, 'First');
    const second = associate(stack, { e164PhoneNumbers: new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList }, 'Second');
    expect(propertiesOf(first)).not.toHaveProperty('ClaimedByOthers');
    expect(propertiesOf(second).ClaimedByOthers).toEqual({ [CONNECTOR_ID]: '12065550100' });
  });

  test('leave out single numbers that are only known at deployment', () => {
    const stack = agnosticStack();
    const first = associate(stack, { e164PhoneNumbers: [A] }, 'First');
    associate(stack, { e164PhoneNumbers: [B, new CfnParameter(stack, 'Number').valueAsString] }, 'Second');
    expect(propertiesOf(first).ClaimedByOthers).toEqual({ [CONNECTOR_ID]: '12065550101' });
  });
});

describe('what the handler is told about its stack', () => {
  test('are owners and numbers by logical id, tokens left out', () => {
    const stack = agnosticStack();
    const byLiteral = associate(stack, { e164PhoneNumbers: [A, B] }, 'ByLiteral');
    const byToken = associate(stack, {
      voiceConnectorId: connectorIn(stack).ref, e164PhoneNumbers: new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList,
    }, 'ByToken');
    expect(declarationsIn(stack)).toEqual({
      [stack.resolve(resourceOf(byLiteral).logicalId)]: [CONNECTOR_ID, '12065550100-12065550101'],
      [stack.resolve(resourceOf(byToken).logicalId)]: ['Stack/Connector', ''],
    });
  });

  test('follows a logical id that is overridden later', () => {
    const stack = agnosticStack();
    resourceOf(associate(stack)).overrideLogicalId('OldName');
    expect(declarationsIn(stack)).toEqual({ OldName: [CONNECTOR_ID, '12065550100'] });
  });

  test('is told to every provider of the stack', () => {
    const stack = agnosticStack();
    associate(stack, { e164PhoneNumbers: [A] }, 'First');
    associate(stack, { e164PhoneNumbers: [B], provider: new PhoneNumberAssociationProvider(stack, 'Provider') }, 'Second');
    const [one, other, ...more] = environmentsOf(stack);
    expect(Object.keys(JSON.parse(one as string))).toHaveLength(2);
    expect(other).toBe(one);
    expect(more).toEqual([]);
  });

  test('does not speak of other stacks, nested ones included, in which logical ids could be the same', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const nested = new NestedStack(stack, 'Nested');
    resourceOf(associate(stack, { e164PhoneNumbers: [A] })).overrideLogicalId('Same');
    resourceOf(associate(nested, { e164PhoneNumbers: [B] })).overrideLogicalId('Same');
    resourceOf(associate(new Stack(app, 'Other'), { e164PhoneNumbers: [C] })).overrideLogicalId('Same');
    expect(declarationsIn(stack)).toEqual({ Same: [CONNECTOR_ID, '12065550100'] });
    expect(declarationsIn(nested)).toEqual({ Same: [CONNECTOR_ID, '12065550101'] });
  });

  test('is left out as a whole where it would not fit', () => {
    // No two of them follow each other, so each takes twelve characters.
    const scattered = (count: number) => Array.from({ length: count }, (_, index) => `+1206${5_550_000 + 2 * index}`);
    const toldAbout = (count: number) => {
      const stack = agnosticStack();
      resourceOf(associate(stack, { e164PhoneNumbers: scattered(count) })).overrideLogicalId('Numbers');
      return environmentsOf(stack)[0] as string;
    };
    const frame = `{"Numbers":["${CONNECTOR_ID}",""]}`.length;
    const most = Math.floor((MAX_DECLARATIONS_LENGTH - frame + 1) / 12);
    expect(toldAbout(most).length).toBeGreaterThan(MAX_DECLARATIONS_LENGTH - 12);
    expect(toldAbout(most).length).toBeLessThanOrEqual(MAX_DECLARATIONS_LENGTH);
    expect(toldAbout(most + 1)).toBe('{}');
  });
});
