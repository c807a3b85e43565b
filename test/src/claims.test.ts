import { App, CfnParameter, Environment, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { associate, associateWithGroup, CONNECTOR_ID } from './template';

const ACCOUNT = '111122223333';
const NUMBER = '+12065550100';

const inStack = (id: string, env?: Environment) => (app: App) => new Stack(app, id, { env });
const inStage = (id: string, env?: Environment) => (app: App) => new Stack(new Stage(app, id, { env }), 'Stack');

test.each<[string, (app: App) => Stack, (app: App) => Stack, string, string]>([
  ['two environment-agnostic stacks', inStack('A'), inStack('B'), 'A/Numbers', 'B/GroupNumbers'],
  ['two stacks of one account', inStack('A', { account: ACCOUNT }), inStack('B', { account: ACCOUNT }), 'A/Numbers', 'B/GroupNumbers'],
  ['two regions of one account', inStack('A', { account: ACCOUNT, region: 'us-east-1' }), inStack('B', { account: ACCOUNT, region: 'us-west-2' }), 'A/Numbers', 'B/GroupNumbers'],
  ['two stages of one account', inStage('A', { account: ACCOUNT }), inStage('B', { account: ACCOUNT }), 'A/Stack/Numbers', 'B/Stack/GroupNumbers'],
  ['a stage and a stack', inStage('A'), inStack('B'), 'A/Stack/Numbers', 'B/GroupNumbers'],
])('a number cannot be claimed in %s', (_, first, second, path, otherPath) => {
  // GIVEN
  const app = new App();
  associate(first(app), { e164PhoneNumbers: ['+12065550199', NUMBER] });

  // WHEN
  const claimAgain = () => associateWithGroup(second(app), { e164PhoneNumbers: [NUMBER, '+12065550198'] });

  // THEN
  expect(claimAgain).toThrow(new Error(
    `e164PhoneNumbers of ${otherPath} names numbers that another association of this app claims: '${NUMBER}' (${path}). A number can only be on one voice connector or group, so remove it from one of the two`,
  ));
});

test('a number cannot be claimed twice in a stack without an app', () => {
  const stack = new Stack();
  associate(stack);
  expect(() => associate(stack, {}, 'Again')).toThrow(`'${NUMBER}' (Default/Numbers)`);
});

test('every number in question is named', () => {
  const stack = new Stack(new App(), 'Stack');
  associate(stack, { e164PhoneNumbers: ['+12065550101', '+12065550102'] }, 'One');
  associate(stack, { e164PhoneNumbers: ['+12065550103'] }, 'Two');
  expect(() => associate(stack, { e164PhoneNumbers: ['+12065550101', '+12065550102', '+12065550103'] }, 'Three'))
    .toThrow("'+12065550101' (Stack/One), '+12065550102' (Stack/One), '+12065550103' (Stack/Two)");
});

test.each<[string, (app: App) => Stack, (app: App) => Stack]>([
  ['stacks of different accounts', inStack('A', { account: ACCOUNT }), inStack('B', { account: '999988887777' })],
  ['stages of different accounts', inStage('A', { account: ACCOUNT }), inStage('B', { account: '999988887777' })],
  ['a stack with an account and one without', inStack('A', { account: ACCOUNT }), inStack('B')],
])('a number can be claimed in %s', (_, first, second) => {
  const app = new App();
  associate(first(app));
  expect(() => associate(second(app))).not.toThrow();
});

test('a number can be claimed in two apps', () => {
  associate(new Stack(new App(), 'A'));
  expect(() => associate(new Stack(new App(), 'A'))).not.toThrow();
});

test('an association that was refused claims nothing', () => {
  const stack = new Stack(new App(), 'Stack');
  expect(() => associate(stack, { voiceConnectorId: 'desk' }, 'Refused')).toThrow();
  expect(() => associate(stack, { voiceConnectorId: CONNECTOR_ID })).not.toThrow();
});

test.each([
  ['an association', ['Numbers']],
  ['a construct around it', []],
])('what claims a number no longer claims it once %s has been removed', (_, path) => {
  const stack = new Stack(new App(), 'Stack');
  const office = new Construct(stack, 'Office');
  associate(office);
  if (path.length > 0) office.node.tryRemoveChild(path[0]);
  else stack.node.tryRemoveChild('Office');
  expect(() => associate(stack)).not.toThrow();
});

test('what is only known at deployment claims nothing', () => {
  const stack = new Stack(new App(), 'Stack');
  const e164PhoneNumbers = new CfnParameter(stack, 'PhoneNumbers', { type: 'CommaDelimitedList' }).valueAsList;
  associate(stack, { e164PhoneNumbers }, 'One');
  expect(() => associate(stack, { e164PhoneNumbers }, 'Two')).not.toThrow();
});
