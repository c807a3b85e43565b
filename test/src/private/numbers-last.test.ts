import { CfnCondition, CfnResource, Fn, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { agnosticStack, associate, dependOn, predecessorsOf, resource, RESOURCE_ID, resourcesOf } from '../template';

/** `A` and `B`, of which the one can depend on the other, in a stack with an association. */
function stackOf(build: (stack: Stack, a: CfnResource, b: CfnResource) => void): Stack {
  const stack = agnosticStack();
  const [a, b] = [resource(stack, 'A'), resource(stack, 'B')];
  associate(stack);
  build(stack, a, b);
  return stack;
}

const condition = (stack: Stack) => new CfnCondition(stack, 'Condition', { expression: Fn.conditionEquals('a', 'b') });

test.each<[string, (stack: Stack, a: CfnResource, b: CfnResource) => void, string[]]>([
  ['every other resource', () => undefined, ['A', 'B']],
  ['not what a listed one depends on', (_, a, b) => a.node.addDependency(b), ['A']],
  ['not what a listed one refers to', (_, a, b) => a.addPropertyOverride('Any.0.Deep', { Ref: b.logicalId }), ['A']],
  ['not what a listed one has an attribute of', (_, a, b) => a.addPropertyOverride('Any', b.getAtt('Arn')), ['A']],
  ['not what is in a text of a listed one', (_, a) => a.addPropertyOverride('Any', { 'Fn::Sub': 'x ${B.Arn}' }), ['A']],
  ['not what is in a text with variables', (_, a) => a.addPropertyOverride('Any', { 'Fn::Sub': ['${Variable}', { Variable: { Ref: 'B' } }] }), ['A']],
  ['what a text only names', (_, a) => a.addPropertyOverride('Any', { 'Fn::Sub': '${!B}' }), ['A', 'B']],
  ['what only another branch of a condition refers to', (_, a, b) => a.addPropertyOverride('Any', { 'Fn::If': ['C', { Ref: b.logicalId }, 'x'] }), ['A', 'B']],
  ['what a conditional one depends on', (stack, a, b) => { dependOn(a, b); a.cfnOptions.condition = condition(stack); }, ['A', 'B']],
  ['a conditional one', (stack, a) => { a.cfnOptions.condition = condition(stack); }, ['A', 'B']],
  ['dependencies of an override', (_, a) => a.addOverride('DependsOn', 'B'), ['A']],
  ['not what waits for the numbers', (stack, a) => a.node.addDependency(stack.node.findChild('Numbers')), ['B']],
  ['not what waits for that', (stack, a, b) => { a.addOverride('Metadata.Any', { Ref: 'B' }); b.node.addDependency(stack.node.findChild('Numbers')); }, []],
  ['not what refers to it in a condition', (stack, a, b) => {
    a.addPropertyOverride('Any', { 'Fn::If': ['C', { Ref: 'B' }, 'x'] });
    b.node.addDependency(stack.node.findChild('Numbers'));
  }, []],
  ['not CDK\'s own record', stack => new CfnResource(stack, 'CDKMetadata', { type: 'AWS::CDK::Metadata' }), ['A', 'B']],
])('numbers come after %s', (_, build, expected) => {
  expect(predecessorsOf(stackOf(build))).toEqual(expected);
});

test('numbers come after what an override has renamed', () => {
  expect(predecessorsOf(stackOf((_, a) => a.overrideLogicalId('Renamed')))).toEqual(['B', 'Renamed']);
});

test('what the associations refer to is not repeated', () => {
  const stack = agnosticStack();
  associate(stack, { voiceConnectorId: resource(stack, 'Connector').ref });
  expect(predecessorsOf(stack)).toEqual([]);
});

test('what a conditional association refers to is', () => {
  const stack = agnosticStack();
  const association = associate(stack, { voiceConnectorId: resource(stack, 'Connector').ref });
  (association.node.defaultChild as CfnResource).cfnOptions.condition = condition(stack);
  expect(predecessorsOf(stack)).toContain('Connector');
});

describe('a stack with all sorts of constructs', () => {
  function stackWithMuch(): Stack {
    const stack = agnosticStack();
    const { currentVersion } = new lambda.Function(stack, 'Function', {
      runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = () => {}'),
    });
    // Its deployment has a logical id that is only known when all its methods are.
    new apigateway.LambdaRestApi(stack, 'Api', { handler: currentVersion });
    new ec2.Vpc(stack, 'Vpc');
    const bucket = new s3.Bucket(stack, 'Bucket', { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
    resource(new NestedStack(stack, 'Nested'), 'Inner', { Id: bucket.bucketName });
    return stack;
  }

  test('is left as it is', () => {
    const [without, withNumbers] = [false, true].map(hasNumbers => {
      const stack = stackWithMuch();
      if (hasNumbers) associate(stack);
      return resourcesOf(stack);
    });
    const others = Object.entries(withNumbers).filter(([id]) => !id.startsWith(RESOURCE_ID));
    expect(Object.fromEntries(others)).toEqual(without);
  });

  test('is reached as a whole, over what is listed', () => {
    // GIVEN
    const stack = stackWithMuch();
    associate(stack);

    // WHEN
    const resources = resourcesOf(stack);
    const reached = new Set([RESOURCE_ID]);
    for (const id of reached) {
      const { DependsOn = [], Properties } = resources[id] ?? {};
      const named = [...JSON.stringify(Properties ?? {}).matchAll(/"(?:Ref":|Fn::GetAtt":\[)"([A-Za-z0-9]+)"/g)].map(match => match[1]);
      [...DependsOn, ...named].forEach(next => reached.add(next));
    }

    // THEN
    expect(Object.keys(resources).filter(id => !reached.has(id))).toEqual([]);
  });
});

describe('a stack of 450 resources', () => {
  function largeStack(): Stack {
    const stack = agnosticStack();
    for (let index = 0; index < 446; index++) resource(stack, `ResourceWithANameOfTheUsualLength${index}`);
    associate(stack);
    return stack;
  }

  test('stays within the limits of CloudFormation', () => {
    const template = { Resources: resourcesOf(largeStack()) };
    expect(Object.keys(template.Resources)).toHaveLength(450);
    expect(template.Resources[RESOURCE_ID].DependsOn).toHaveLength(446);
    // The worst case: resources of which none depends on another.
    expect(JSON.stringify(template.Resources[RESOURCE_ID]).length).toBeLessThan(20_000);
    expect(JSON.stringify(template).length).toBeLessThan(1_000_000);
  });
});
