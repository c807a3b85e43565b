import { NestedStack, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PhoneNumberAssociationProvider } from '../../../src';
import { agnosticStack, associate, defaultChild, resource, resourcesOf, synthesisError } from '../template';

const NUMBERS = ['+12065550100', '+12065550101'];
const ONE_STEP = 'All associations of a stack are made in one step, so nothing can come after one of them and before another';

/** A connector and its numbers, as people keep them together. */
function site(scope: Construct, id: 'One' | 'Two'): Construct {
  const construct = new Construct(scope, id);
  const connector = resource(construct, 'Connector');
  associate(construct, { voiceConnectorId: connector.ref, e164PhoneNumbers: [NUMBERS[id === 'One' ? 0 : 1]] });
  return construct;
}

test('a site that depends on another is an error that names both, the way and the remedy', () => {
  const stack = agnosticStack();
  site(stack, 'Two').node.addDependency(site(stack, 'One'));
  expect(synthesisError(stack)).toContain(
    `Stack/Two/Numbers depends on Stack/Two/Connector, which depends on Stack/One/Numbers. ${ONE_STEP}: ` +
    'leave out one of these dependencies, or give Stack/Two/Numbers or Stack/One/Numbers a stack or nested stack of its own',
  );
});

test.each<[string, (stack: Stack) => void, string]>([
  ['a resource between two', stack => {
    const [one, two] = [site(stack, 'One'), site(stack, 'Two')];
    const between = resource(stack, 'Between');
    between.node.addDependency(one.node.findChild('Numbers'));
    two.node.findChild('Numbers').node.addDependency(between);
  }, 'Stack/Two/Numbers depends on Stack/Between, which depends on Stack/One/Numbers'],
  ['a way over several', stack => {
    const [one, two] = [site(stack, 'One'), site(stack, 'Two')];
    const [first, second] = [resource(stack, 'First'), resource(stack, 'Second')];
    first.node.addDependency(one.node.findChild('Numbers'));
    second.addPropertyOverride('Any', { 'Fn::Sub': 'x${First}' });
    two.node.findChild('Numbers').node.addDependency(second);
  }, 'Stack/Two/Numbers depends on Stack/Second, which depends on Stack/First, which depends on Stack/One/Numbers'],
  ['an association that waits for itself', stack => {
    const one = site(stack, 'One');
    one.node.findChild('Connector').node.addDependency(one.node.findChild('Numbers'));
  }, 'Stack/One/Numbers depends on Stack/One/Connector, which depends on Stack/One/Numbers'],
  ['a reference to an association', stack => {
    const one = site(stack, 'One');
    const two = associate(stack, { voiceConnectorId: resource(stack, 'Between', { Id: defaultChild(one.node.findChild('Numbers')).ref }).ref, e164PhoneNumbers: [NUMBERS[1]] });
    expect(two.node.path).toBe('Stack/Numbers');
  }, 'Stack/Numbers depends on Stack/Between, which depends on the phone number associations of the stack'],
  ['a provider that waits for an association', stack => {
    const provider = new PhoneNumberAssociationProvider(stack, 'Provider');
    provider.node.addDependency(site(stack, 'One').node.findChild('Connector'));
    provider.node.addDependency(stack.node.findChild('One').node.findChild('Numbers'));
  }, 'Stack/One/Numbers depends on Stack/Provider/Handler/Resource, which depends on Stack/One/Numbers'],
])('%s is an error', (_, build, way) => {
  const stack = agnosticStack();
  build(stack);
  expect(synthesisError(stack)).toContain(`${way}. ${ONE_STEP}`);
});

test('of an association that waits for itself, no stack of its own is a remedy', () => {
  const stack = agnosticStack();
  const one = site(stack, 'One');
  one.node.findChild('Connector').node.addDependency(one.node.findChild('Numbers'));
  const message = synthesisError(stack);
  expect(message).toContain(`${ONE_STEP}: leave out one of these dependencies`);
  expect(message).not.toContain('stack of its own');
});

test('in a nested stack it is found as well', () => {
  const parent = agnosticStack();
  const nested = new NestedStack(parent, 'Nested');
  site(nested, 'Two').node.addDependency(site(nested, 'One'));
  expect(synthesisError(parent)).toContain('Stack/Nested/Two/Numbers depends on Stack/Nested/Two/Connector, which depends on Stack/Nested/One/Numbers');
});

test('the remedy helps', () => {
  const parent = agnosticStack();
  const one = new NestedStack(parent, 'Nested');
  site(one, 'One');
  site(parent, 'Two').node.addDependency(one);
  expect(() => resourcesOf(parent)).not.toThrow();
});

test('a dependency of one association on another is none', () => {
  const stack = agnosticStack();
  const [one, two] = [site(stack, 'One'), site(stack, 'Two')];
  two.node.findChild('Numbers').node.addDependency(one.node.findChild('Numbers'));
  expect(() => resourcesOf(stack)).not.toThrow();
});
