import { App, CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { agnosticStack, associate, defaultChild, dependOn, predecessorsOf, resource, RESOURCE_ID, resourcesOf } from '../template';

/** A construct with something in it. */
function office(scope: Construct, id: string) {
  const site = new Construct(scope, id);
  return { site, connector: resource(site, 'Connector') };
}

const OTHER = { e164PhoneNumbers: ['+12065550101'] };

describe('what depends on an association comes after the numbers', () => {
  test.each<[string, (dependent: CfnResource, site: Construct, association: Construct) => void]>([
    ['the association', (dependent, _, association) => dependent.node.addDependency(association)],
    ['a construct around it', (dependent, site) => dependent.node.addDependency(site)],
    ['its default child', (dependent, _, association) => dependent.node.addDependency(defaultChild(association))],
    ['its default child, as a resource', (dependent, _, association) => dependOn(dependent, defaultChild(association))],
    ['its default child, from a construct around it', ({ node }, _, association) => node.scope?.node.addDependency(defaultChild(association))],
  ])('by %s', (_, depend) => {
    const stack = agnosticStack();
    const { site } = office(stack, 'Office');
    const association = associate(site);
    const dependent = resource(new Construct(stack, 'After'), 'Dependent');
    depend(dependent, site, association);

    const [logicalId] = Object.keys(resourcesOf(stack)).filter(id => id.startsWith('AfterDependent'));
    expect(resourcesOf(stack)[logicalId].DependsOn).toContain(RESOURCE_ID);
    expect(predecessorsOf(stack)).not.toContain(logicalId);
  });

  test('once, however many associations it depends on', () => {
    const stack = agnosticStack();
    const dependent = resource(stack, 'Dependent');
    dependent.node.addDependency(associate(stack), associate(stack, OTHER, 'Others'));
    expect(resourcesOf(stack).Dependent.DependsOn).toEqual([RESOURCE_ID]);
  });

  test('also what depends on that', () => {
    const stack = agnosticStack();
    const [first, second] = [resource(stack, 'First'), resource(stack, 'Second')];
    first.node.addDependency(associate(stack));
    second.addPropertyOverride('First', first.ref);
    expect(predecessorsOf(stack)).toEqual([]);
  });

  test('also a nested stack, and what is in one', () => {
    const stack = agnosticStack();
    const association = associate(stack);
    const [whole, part] = ['Whole', 'Part'].map(id => new NestedStack(stack, id));
    resource(whole, 'Any');
    whole.node.addDependency(association);
    resource(part, 'Any').node.addDependency(association);
    const nested = Object.values(resourcesOf(stack)).filter(({ Type }) => Type === 'AWS::CloudFormation::Stack');
    expect(nested.map(({ DependsOn }) => DependsOn)).toEqual([[RESOURCE_ID], [RESOURCE_ID]]);
    expect(predecessorsOf(stack)).toEqual([]);
  });

  test.each<[string, (dependent: CfnResource, association: Construct) => void]>([
    ['the association', (dependent, association) => dependent.node.addDependency(association)],
    ['its default child, as a resource', (dependent, association) => dependOn(dependent, defaultChild(association))],
  ])('in another stack by a dependency between the stacks, by %s', (_, depend) => {
    const app = new App();
    const [stack, other] = [new Stack(app, 'Stack'), new Stack(app, 'Other')];
    const dependent = resource(other, 'Dependent');
    depend(dependent, associate(stack));
    associate(other, OTHER);
    expect(resourcesOf(other).Dependent.DependsOn).toBeUndefined();
    expect(predecessorsOf(other)).toEqual(['Dependent']);
    expect(other.dependencies).toEqual([stack]);
  });

  test('in the parent of a nested stack by a dependency on the nested stack', () => {
    const stack = agnosticStack();
    const nested = new NestedStack(stack, 'Nested');
    resource(stack, 'Dependent').node.addDependency(associate(nested));
    expect(resourcesOf(stack).Dependent.DependsOn).toEqual([expect.stringMatching(/^NestedNestedStack/)]);
    expect(resourcesOf(nested)[RESOURCE_ID]).toBeDefined();
  });

  test('in a stage', () => {
    const stack = new Stack(new Stage(new App(), 'Stage'), 'Stack');
    resource(stack, 'Dependent').node.addDependency(associate(stack));
    expect(resourcesOf(stack).Dependent.DependsOn).toEqual([RESOURCE_ID]);
  });
});

describe('what an association depends on comes before the numbers', () => {
  test.each<[string, (before: Construct, site: Construct, association: Construct) => void]>([
    ['the association', (before, _, association) => association.node.addDependency(before)],
    ['a construct around it', (before, site) => site.node.addDependency(before)],
    ['its default child', (before, _, association) => defaultChild(association).node.addDependency(before)],
    ['its default child, as a resource', (before, _, association) => dependOn(defaultChild(association), before as CfnResource)],
  ])('by %s', (_, depend) => {
    const stack = agnosticStack();
    const site = new Construct(stack, 'Office');
    const before = resource(stack, 'Before');
    depend(before, site, associate(site));
    expect(predecessorsOf(stack)).toEqual(['Before']);
  });

  test('in another stack', () => {
    const app = new App();
    const [stack, other] = [new Stack(app, 'Stack'), new Stack(app, 'Other')];
    associate(stack).node.addDependency(resource(other, 'Before'));
    expect(predecessorsOf(stack)).toEqual([]);
    expect(stack.dependencies).toEqual([other]);
  });

  test('and associations may depend on each other', () => {
    const stack = agnosticStack();
    associate(stack, OTHER, 'Others').node.addDependency(associate(stack));
    expect(predecessorsOf(stack)).toEqual([]);
  });
});

test('a provider in a construct that the associations depend on is no cycle', () => {
  const stack = agnosticStack();
  const platform = office(stack, 'Platform');
  const { site } = office(stack, 'Office');
  associate(site);
  site.node.addDependency(platform.site);
  expect(() => resourcesOf(stack)).not.toThrow();
});

test('nested templates are the ones that were hashed', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const nested = new NestedStack(stack, 'Nested');
  const { site } = office(nested, 'Office');
  associate(site);
  resource(nested, 'Dependent').node.addDependency(site);
  expect(resourcesOf(nested).Dependent.DependsOn).toContain(RESOURCE_ID);
  expect(predecessorsOf(nested)).toEqual([expect.stringMatching(/^OfficeConnector/)]);
});
