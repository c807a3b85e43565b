import { AssociationPlan, StackPlan } from './plan';

/** Where an operation declares a number. */
export interface Declared {
  readonly owner: string;
  readonly force: boolean;
}

export function declaredIn(plan: StackPlan, phoneNumber: string): Declared | undefined {
  return Object.values(plan).find(({ phoneNumbers }) => phoneNumbers.includes(phoneNumber));
}

/** Whether an association that declares the number differs in two templates: what is not touched is not looked at. */
export function isTouched(before: StackPlan, after: StackPlan, phoneNumber: string): boolean {
  return [...Object.keys(before), ...Object.keys(after)].some(id => {
    const declares = [before, after].some(plan => plan[id]?.phoneNumbers.includes(phoneNumber));
    return declares && propertiesOf(before[id]) !== propertiesOf(after[id]);
  });
}

/** As the template has them: in no order, and without the check, which is a resource of its own. */
function propertiesOf(association: AssociationPlan | undefined): string | undefined {
  return association && JSON.stringify({ ...association, phoneNumbers: [...association.phoneNumbers].sort(), check: undefined });
}
