import {
  App, Aspects, CfnCondition, CfnDeletionPolicy, CfnOutput, CfnParameter, CfnResource, Fn, MissingRemovalPolicies, RemovalPolicies, RemovalPolicy,
  Stack, Tags,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  agnosticStack, associate, associateWithGroup, associationsOf, defaultChild, onlyResource, resource, resourceCounts, RESOURCE_ID, resourcesOf,
  synthesisError,
} from '../template';

const NUMBER = '+12065550100';
const OTHER = '+12065550101';

describe('an override', () => {
  test.each<[string, (standIn: CfnResource) => void, Record<string, unknown>]>([
    ['sets a property', standIn => standIn.addPropertyOverride('ForceAssociate', true), { ForceAssociate: true }],
    ['sets an element of a list', standIn => standIn.addPropertyOverride('E164PhoneNumbers', [OTHER]), { E164PhoneNumbers: [OTHER] }],
    ['sets an expression', standIn => standIn.addPropertyOverride('Region', { Ref: 'Region' }), { Region: { Ref: 'Region' } }],
    ['by its whole path', standIn => standIn.addOverride('Properties.Region', 'eu-west-1'), { Region: 'eu-west-1' }],
    ['sets a token', standIn => standIn.addPropertyOverride('Region', Fn.importValue('Region')), { Region: { 'Fn::ImportValue': 'Region' } }],
  ])('%s', (_, override, expected) => {
    const stack = agnosticStack();
    override(defaultChild(associate(stack)));
    expect(associationsOf(stack).Numbers).toMatchObject(expected);
  });

  test.each<[string, unknown, number]>([
    ['VoiceConnectorGroupId', 'group', 1],
    ['ForceAssociate', true, 1],
    ['ForceAssociate', false, 0],
    ['ForceAssociate', undefined, 0],
    ['VoiceConnectorGroupId', undefined, 0],
    ['Region', 'eu-west-1', 0],
  ])('of %s with %s needs %i policies for groups', (property, value, policies) => {
    const stack = agnosticStack();
    defaultChild(associate(stack)).addPropertyOverride(property, value);
    expect(resourceCounts(stack)['AWS::IAM::Policy'] ?? 0).toBe(policies);
  });

  test('deletes a property', () => {
    const stack = agnosticStack();
    defaultChild(associate(stack)).addPropertyDeletionOverride('Region');
    expect(associationsOf(stack).Numbers).not.toHaveProperty('Region');
  });

  test('of an aspect counts as well', () => {
    const stack = agnosticStack();
    associate(stack);
    Aspects.of(stack).add({
      visit: construct => {
        if (CfnResource.isCfnResource(construct) && construct.node.path === 'Stack/Numbers/Resource') construct.addPropertyOverride('Region', 'eu-west-1');
      },
    });
    expect(associationsOf(stack).Numbers.Region).toBe('eu-west-1');
  });

  test('may refer to another stack', () => {
    const app = new App();
    const platform = new Stack(app, 'Platform');
    const stack = new Stack(app, 'Stack');
    defaultChild(associate(stack)).addPropertyOverride('VoiceConnectorId', resource(platform, 'Connector').ref);
    expect(associationsOf(stack).Numbers.VoiceConnectorId).toEqual({ 'Fn::ImportValue': expect.stringContaining('Connector') });
  });
});

describe('a condition', () => {
  function conditionalStack(apply: (standIn: CfnResource, condition: CfnCondition) => void): Stack {
    const stack = agnosticStack();
    const condition = new CfnCondition(stack, 'IsProduction', { expression: Fn.conditionEquals(new CfnParameter(stack, 'Stage').valueAsString, 'prod') });
    associate(stack, { e164PhoneNumbers: [OTHER] }, 'Always');
    apply(defaultChild(associate(stack)), condition);
    return stack;
  }

  test.each<[string, (standIn: CfnResource, condition: CfnCondition) => void]>([
    ['an option', (standIn, condition) => { standIn.cfnOptions.condition = condition; }],
    ['an override', standIn => standIn.addOverride('Condition', 'IsProduction')],
  ])('given as %s leaves the association out', (_, apply) => {
    const stack = conditionalStack(apply);
    expect(associationsOf(stack)).toEqual({
      Always: expect.objectContaining({ E164PhoneNumbers: [OTHER] }),
      Numbers: { 'Fn::If': ['IsProduction', expect.objectContaining({ E164PhoneNumbers: [NUMBER] }), { Ref: 'AWS::NoValue' }] },
    });
    expect(resourcesOf(stack)[RESOURCE_ID].Condition).toBeUndefined();
  });
});

describe('the removal policy', () => {
  test.each<[string, RemovalPolicy | undefined, (stack: Stack, standIn: CfnResource) => void, string]>([
    ['is to disassociate by default', undefined, () => undefined, 'destroy'],
    ['DESTROY as a prop', RemovalPolicy.DESTROY, () => undefined, 'destroy'],
    ['RETAIN as a prop', RemovalPolicy.RETAIN, () => undefined, 'retain'],
    ['RETAIN_ON_UPDATE_OR_DELETE as a prop', RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, () => undefined, 'retain-on-update-or-delete'],
    ['applied later', undefined, (_, standIn) => standIn.applyRemovalPolicy(RemovalPolicy.RETAIN), 'retain'],
    ['applied later against the prop', RemovalPolicy.RETAIN, (_, standIn) => standIn.applyRemovalPolicy(RemovalPolicy.DESTROY), 'destroy'],
    ['set as an option', undefined, (_, standIn) => { standIn.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE; }, 'retain-on-update-or-delete'],
    ['set by an override', undefined, (_, standIn) => standIn.addOverride('DeletionPolicy', 'Retain'), 'retain'],
    ['of the whole stack', undefined, stack => RemovalPolicies.of(stack).retain(), 'retain'],
    ['of the whole stack, where none is set', undefined, stack => MissingRemovalPolicies.of(stack).retain(), 'retain'],
    ['of the whole stack, where one is set', RemovalPolicy.DESTROY, stack => MissingRemovalPolicies.of(stack).retain(), 'destroy'],
    ['of an aspect over every resource', undefined, stack => Aspects.of(stack).add({
      visit: construct => { if (CfnResource.isCfnResource(construct)) construct.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN; },
    }), 'retain'],
    ['of an aspect that overrides every resource', undefined, stack => Aspects.of(stack).add({
      visit: construct => { if (CfnResource.isCfnResource(construct)) construct.addOverride('DeletionPolicy', 'Retain'); },
    }), 'retain'],
  ])('%s', (_, removalPolicy, apply, expected) => {
    // GIVEN
    const stack = agnosticStack();
    const association = associate(stack, { removalPolicy });

    // WHEN
    apply(stack, defaultChild(association));

    // THEN
    expect(associationsOf(stack).Numbers.RemovalPolicy).toBe(expected);
    // The stack's resource must hear of every rollback.
    expect(resourcesOf(stack)[RESOURCE_ID]).not.toHaveProperty('DeletionPolicy');
    expect(resourcesOf(stack)[RESOURCE_ID]).not.toHaveProperty('UpdateReplacePolicy');
  });

  test('cannot be a snapshot', () => {
    const standIn = defaultChild(associate(agnosticStack()));
    expect(() => standIn.applyRemovalPolicy(RemovalPolicy.SNAPSHOT)).toThrow(new Error(
      'removalPolicy of Stack/Numbers is SNAPSHOT: an association has nothing to take a snapshot of, so choose DESTROY or RETAIN',
    ));
  });

  test('cannot be one that CloudFormation does not know', () => {
    const stack = agnosticStack();
    defaultChild(associate(stack)).addOverride('DeletionPolicy', 'Snapshot');
    expect(synthesisError(stack)).toContain('The DeletionPolicy of Numbers is Snapshot: an association can have Delete, Retain or RetainExceptOnCreate');
  });
});

describe('an association that is removed from the tree', () => {
  test('is not rendered, and the others are', () => {
    const stack = agnosticStack();
    associate(stack);
    associate(stack, { e164PhoneNumbers: [OTHER] }, 'Others');
    stack.node.tryRemoveChild('Numbers');
    expect(Object.keys(associationsOf(stack))).toEqual(['Others']);
  });

  test('leaves nothing behind when it was the last', () => {
    const stack = agnosticStack();
    const office = new Construct(stack, 'Office');
    associate(office);
    associateWithGroup(office);
    resource(stack, 'Other');
    stack.node.tryRemoveChild('Office');
    expect(Object.keys(resourcesOf(stack))).toEqual(['Other']);
  });
});

describe('a reference to an association', () => {
  test('is one to the resource of the stack', () => {
    const stack = agnosticStack();
    const standIn = defaultChild(associate(stack));
    resource(stack, 'Dependent', { Id: standIn.ref, Attribute: standIn.getAtt('Any') });
    expect(resourcesOf(stack).Dependent.Properties).toEqual({ Id: { Ref: RESOURCE_ID }, Attribute: { 'Fn::GetAtt': [RESOURCE_ID, 'Any'] } });
    expect(resourcesOf(stack)[RESOURCE_ID].DependsOn).toBeUndefined();
  });

  test('can come from an output and from another stack', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const other = new Stack(app, 'Other');
    const { ref } = defaultChild(associate(stack));
    new CfnOutput(stack, 'Output', { value: ref });
    resource(other, 'Dependent', { Id: ref });
    expect(Template.fromStack(stack).findOutputs('Output')).toEqual({ Output: { Value: { Ref: RESOURCE_ID } } });
    expect(other.dependencies).toEqual([stack]);
  });
});

test('the metadata names the construct of the resource, and no association', () => {
  const app = new App({ context: { 'aws:cdk:enable-path-metadata': true } });
  const stack = new Stack(app, 'Stack');
  associate(stack);
  expect(resourcesOf(stack)[RESOURCE_ID].Metadata).toEqual({ 'aws:cdk:path': 'Stack/cdk-chime-phone-number-association/Resource' });
  const { metadata } = app.synth().getStackByName('Stack').manifest;
  const paths = Object.entries(metadata ?? {}).filter(([, entries]) => entries.some(({ data }) => data === RESOURCE_ID)).map(([path]) => path);
  expect(paths.every(path => path === '/Stack/cdk-chime-phone-number-association/Resource')).toBe(true);
});

test('tags and permissions boundaries reach what has them', () => {
  const stack = agnosticStack();
  associate(stack);
  Tags.of(stack).add('team', 'telephony');
  iam.PermissionsBoundary.of(stack).apply(iam.ManagedPolicy.fromAwsManagedPolicyName('Boundary'));
  const tags = [{ Key: 'team', Value: 'telephony' }];
  expect(onlyResource(stack, 'AWS::Lambda::Function').Properties.Tags).toEqual(tags);
  expect(onlyResource(stack, 'AWS::IAM::Role').Properties).toMatchObject({ Tags: tags, PermissionsBoundary: expect.anything() });
  expect(resourcesOf(stack)[RESOURCE_ID].Properties).not.toHaveProperty('Tags');
});

test('associations that an aspect makes are rendered', () => {
  const stack = agnosticStack();
  resource(stack, 'Connector');
  Aspects.of(stack).add({
    visit: construct => {
      if (construct.node.id === 'Connector' && !stack.node.tryFindChild('Numbers')) associate(stack);
    },
  });
  expect(resourceCounts(stack)).toMatchObject({ 'Custom::ChimePhoneNumberAssociations': 1, 'AWS::Lambda::Function': 1 });
});

// Mixins came to constructs after the oldest version that is supported.
('with' in Construct.prototype ? test : test.skip)('a mixin is applied to the stand-in', () => {
  const stack = agnosticStack();
  associate(stack).with({
    supports: construct => CfnResource.isCfnResource(construct),
    applyTo: construct => (construct as CfnResource).addPropertyOverride('Region', 'eu-west-1'),
  });
  expect(associationsOf(stack).Numbers.Region).toBe('eu-west-1');
});
