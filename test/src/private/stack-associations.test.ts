import { App, CfnOutput, Duration, NestedStack, Stack } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { PhoneNumberAssociationProvider } from '../../../src';
import { agnosticStack, associate, associateWithGroup, associationsOf, FUNCTION_ID, resourceCounts, RESOURCE_ID, resourcesOf, synthesisError } from '../template';

const OTHER = { e164PhoneNumbers: ['+12065550101'] };

test('a stack shares one provider', () => {
  // GIVEN
  const stack = agnosticStack();

  // WHEN
  const one = associate(stack);
  const other = associate(stack, OTHER, 'Others');

  // THEN
  expect(one.provider).toBe(other.provider);
  expect(resourceCounts(stack)).toEqual({
    'Custom::ChimePhoneNumberAssociations': 1,
    'AWS::Lambda::Function': 1,
    'AWS::IAM::Role': 1,
    'AWS::Logs::LogGroup': 1,
  });
});

describe('a provider of one\'s own', () => {
  test.each<[string, (stack: Stack) => void]>([
    ['none', stack => associate(stack)],
    ['one before the association', stack => {
      new PhoneNumberAssociationProvider(stack, 'Provider');
      associate(stack);
    }],
    ['one that the association is given', stack => associate(stack, { provider: new PhoneNumberAssociationProvider(stack, 'Provider') })],
    ['one after the association', stack => {
      associate(stack);
      new PhoneNumberAssociationProvider(stack, 'Provider');
    }],
    ['one that is given after another association', stack => {
      associate(stack);
      associate(stack, { ...OTHER, provider: new PhoneNumberAssociationProvider(stack, 'Provider') }, 'Others');
    }],
    ['one deep in the tree', stack => {
      associate(stack);
      new PhoneNumberAssociationProvider(new Construct(new Construct(stack, 'Platform'), 'Telephony'), 'Provider');
    }],
  ])('%s: the function and the custom resource keep their logical ids', (_, build) => {
    const stack = agnosticStack();
    build(stack);
    const resources = resourcesOf(stack);
    expect(Object.keys(resources).sort()).toEqual(['ChimePhoneNumberAssociations', 'ChimePhoneNumberAssociationsFunction', 'ChimePhoneNumberAssociationsLogs', 'ChimePhoneNumberAssociationsRole']);
    expect(resources[RESOURCE_ID].Properties.ServiceToken).toEqual({ 'Fn::GetAtt': [FUNCTION_ID, 'Arn'] });
  });

  test('is the provider of every association, also of those before it', () => {
    const stack = agnosticStack();
    const before = associate(stack);
    const provider = new PhoneNumberAssociationProvider(stack, 'Provider');
    const after = associate(stack, OTHER, 'Others');
    expect(before.provider).toBe(provider);
    expect(after.provider).toBe(provider);
  });

  test('keeps what hangs on the default one', () => {
    const stack = agnosticStack();
    const association = associate(stack);
    associateWithGroup(stack);
    association.detectDrift({ schedule: ScheduleExpression.rate(Duration.hours(1)) });
    new CfnOutput(stack, 'FunctionName', { value: association.provider.handlerFunction.functionName });
    new PhoneNumberAssociationProvider(stack, 'Provider', { timeout: Duration.minutes(10) });
    const resources = resourcesOf(stack);
    expect(resources[RESOURCE_ID].Properties).toMatchObject({ ServiceTimeout: 2_040, AnswerWithinSeconds: 2_040 });
    expect(resourceCounts(stack)).toMatchObject({ 'AWS::Lambda::Function': 1, 'AWS::IAM::Role': 2, 'AWS::IAM::Policy': 1, 'AWS::Scheduler::Schedule': 1 });
    const named = [...JSON.stringify(resources).matchAll(/"Fn::GetAtt":\["([A-Za-z0-9]+)"/g)].map(match => match[1]);
    expect(named.filter(id => !(id in resources))).toEqual([]);
  });

  test('renders its function without an association, but no custom resource', () => {
    const stack = agnosticStack();
    new PhoneNumberAssociationProvider(stack, 'Provider');
    expect(resourceCounts(stack)).toEqual({ 'AWS::Lambda::Function': 1, 'AWS::IAM::Role': 1, 'AWS::Logs::LogGroup': 1 });
  });

  test('can be removed and made again', () => {
    const stack = agnosticStack();
    associate(stack, { provider: new PhoneNumberAssociationProvider(stack, 'Provider') });
    stack.node.tryRemoveChild('Provider');
    const again = new PhoneNumberAssociationProvider(stack, 'Again');
    expect(associate(stack, OTHER, 'Others').provider).toBe(again);
    expect(resourceCounts(stack)['AWS::Lambda::Function']).toBe(1);
  });

  test('cannot be removed without another', () => {
    const stack = agnosticStack();
    new PhoneNumberAssociationProvider(stack, 'Provider');
    associate(stack);
    stack.node.tryRemoveChild('Provider');
    expect(synthesisError(stack)).toContain('The provider of this stack was removed from the tree, but there are associations that need it: keep it, or remove them too');
  });
});

describe('a provider that cannot be used is refused', () => {
  test('a second one in a stack', () => {
    const stack = agnosticStack();
    new PhoneNumberAssociationProvider(stack, 'Provider');
    expect(() => new PhoneNumberAssociationProvider(stack, 'Second')).toThrow(new Error(
      'Stack/Second is a second provider in its stack, next to Stack/Provider: one function serves all associations of a stack, so remove one of the two',
    ));
  });

  test.each<[string, (parent: Stack) => Stack]>([
    ['another stack', parent => new Stack(parent.node.root as App, 'Other')],
    ['the parent of a nested stack', parent => new NestedStack(parent, 'Other')],
  ])('one of %s', (_, otherStack) => {
    const stack = agnosticStack();
    const provider = new PhoneNumberAssociationProvider(stack, 'Provider');
    const other = otherStack(stack);
    expect(() => associate(other, { provider })).toThrow(new Error(
      `provider of ${other.node.path}/Numbers is Stack/Provider, of another stack: one function serves one stack, nested stacks apart, so create a PhoneNumberAssociationProvider in the stack of the association, or leave provider out`,
    ));
  });

  test('one that has been replaced', () => {
    const stack = agnosticStack();
    const { provider } = associate(stack);
    new PhoneNumberAssociationProvider(stack, 'Provider');
    expect(() => associate(stack, { ...OTHER, provider }, 'Others')).toThrow(
      `provider of Stack/Others is ${provider.node.path}, which is no longer the provider of its stack: use Stack/Provider, or leave provider out`,
    );
  });
});

test('a nested stack has a resource and a function of its own', () => {
  const stack = agnosticStack();
  const nested = new NestedStack(stack, 'Nested');
  associate(stack);
  associate(nested, OTHER);
  expect(associationsOf(stack)).toHaveProperty('Numbers.E164PhoneNumbers', ['+12065550100']);
  expect(associationsOf(nested)).toHaveProperty('Numbers.E164PhoneNumbers', ['+12065550101']);
  expect(resourcesOf(nested)[RESOURCE_ID].Properties.ServiceToken).toEqual({ 'Fn::GetAtt': [FUNCTION_ID, 'Arn'] });
});

/** As if installed in another place. Loaded here, and not in a test, so that mutation does not hold what runs on loading for tested by it. */
const anotherCopy = ((): typeof import('../../../src') => {
  let copy: typeof import('../../../src') | undefined;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only so is the module loaded again
  jest.isolateModules(() => { copy = require('../../../src'); });
  return copy!;
})();

describe('another copy of the library in the app', () => {
  test('shares the resource, the provider and the claims', () => {
    const stack = agnosticStack();
    const { VoiceConnectorPhoneNumberAssociation, PhoneNumberAssociationProvider: OtherProvider } = anotherCopy;
    const one = associate(stack);
    const other = new VoiceConnectorPhoneNumberAssociation(stack, 'Others', { voiceConnectorId: one.voiceConnectorId, ...OTHER });
    expect(() => new VoiceConnectorPhoneNumberAssociation(stack, 'Twice', { voiceConnectorId: one.voiceConnectorId, e164PhoneNumbers: ['+12065550100'] }))
      .toThrow('another association of this app claims');
    const provider = new OtherProvider(stack, 'Provider');
    expect([one.provider, other.provider]).toEqual([provider, provider]);
    expect(Object.keys(associationsOf(stack))).toEqual(['Numbers', 'Others']);
  });

  test('is refused when it is of another version', () => {
    const stack = agnosticStack();
    new Construct(stack, 'cdk-chime-phone-number-association');
    expect(() => associate(stack)).toThrow(new Error(
      'Stack/cdk-chime-phone-number-association was made by another version of cdk-chime-phone-number-association, and the associations of a stack share one resource: let the app depend on one version of it',
    ));
  });
});
