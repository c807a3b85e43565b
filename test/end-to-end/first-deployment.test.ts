import { numbers, OFFICE, useTelephony } from './telephony';
import { sourceOf } from '../../aws-simulator/cloudformation/template';

const telephony = useTelephony();

/** The longest seconds that public deployment logs show; what depends on nothing in common is made side by side. */
const SECONDS: Readonly<Record<string, number>> = { 'AWS::IAM::Role': 20, 'AWS::IAM::Policy': 20, 'AWS::Lambda::Function': 8 };
const SECONDS_OF_OTHERS = 1;

function resources(): Readonly<Record<string, { readonly Type: string }>> {
  return sourceOf(telephony().stackOf({ Numbers: { on: OFFICE, numbers: numbers(0, 3) } })).template.Resources;
}

/** Logical ids that a resource waits for: by reference, attribute or `DependsOn`. */
function predecessors(resource: object, logicalIds: readonly string[]): string[] {
  const text = JSON.stringify(resource);
  return logicalIds.filter(id => text.includes(`"${id}"`));
}

function secondsUntil(logicalId: string, all: ReturnType<typeof resources>): number {
  const others = predecessors(all[logicalId], Object.keys(all)).filter(other => other !== logicalId);
  return Math.max(0, ...others.map(other => secondsUntil(other, all))) + (SECONDS[all[logicalId].Type] ?? SECONDS_OF_OTHERS);
}

test('a stack without groups and drift has four resources', () => {
  expect(Object.values(resources()).map(({ Type }) => Type).sort()).toEqual([
    'AWS::IAM::Role', 'AWS::Lambda::Function', 'AWS::Logs::LogGroup', 'Custom::ChimePhoneNumberAssociations',
  ]);
});

test('the chain of the first deployment takes at most 30 seconds', () => {
  const all = resources();
  expect(Math.max(...Object.keys(all).map(id => secondsUntil(id, all)))).toBeLessThanOrEqual(30);
});
