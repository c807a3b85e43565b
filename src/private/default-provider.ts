import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PhoneNumberAssociationProvider } from '../phone-number-association-provider';

/** A fixed id, so that every association of the stack finds the same one. */
const ID = 'DefaultPhoneNumberAssociationProvider';

/** The provider that the associations of a stack share. */
export function defaultProvider(scope: Construct): PhoneNumberAssociationProvider {
  const stack = Stack.of(scope);
  const existing = stack.node.tryFindChild(ID) as PhoneNumberAssociationProvider | undefined;
  return existing ?? new PhoneNumberAssociationProvider(stack, ID);
}
