import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { literalNumbers } from './phone-number-list';

/** Account, then number, to the path of the association that claims it. */
type Claims = Map<string, Map<string, string>>;

/**
 * The claims of each construct tree, kept by the tree's root.
 *
 * By the root and not by the stage, because a number can only ring in one place however many stages an
 * app has; weakly, so that an app no longer in use takes its claims along.
 */
const claimsByRoot = new WeakMap<IConstruct, Claims>();

/** Stacks without a literal account all count as one: most likely they are deployed to the same. */
const ANY_ACCOUNT = 'environment-agnostic';

/** Claims the numbers for the association, or throws when another one of the app and account has claimed one of them. */
export function claimPhoneNumbers(subject: string, association: IConstruct, numbers: readonly string[]): void {
  const claimed = claimsOfAccount(association);
  const literals = literalNumbers(numbers);
  const conflicts = literals.filter(number => claimed.has(number));
  if (conflicts.length > 0) {
    const listed = conflicts.map(number => `'${number}' (${claimed.get(number)})`).join(', ');
    throw new Error(
      `${subject} names numbers that another association of this app claims: ${listed}. A number can only be on one voice connector or group, so remove it from one of the two`,
    );
  }
  literals.forEach(number => claimed.set(number, association.node.path));
}

function claimsOfAccount(association: IConstruct): Map<string, string> {
  const { root } = association.node;
  const claims: Claims = claimsByRoot.get(root) ?? new Map<string, Map<string, string>>();
  claimsByRoot.set(root, claims);

  const { account } = Stack.of(association);
  const key = Token.isUnresolved(account) ? ANY_ACCOUNT : account;
  const claimed = claims.get(key) ?? new Map<string, string>();
  claims.set(key, claimed);
  return claimed;
}
