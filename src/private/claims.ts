import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { literalNumbers } from './phone-number-list';
import { isInTree } from './tree';

/** Account, then number, to the association that claims it. */
type Claims = Map<string, Map<string, IConstruct>>;

/**
 * The claims are kept by the root of the tree, under a global name, so that all copies of this library in an app share them.
 *
 * By the root and not by the stage, because a number can only ring in one place however many stages an app has.
 */
const CLAIMS = Symbol.for('cdk-chime-phone-number-association.Claims');

/** Stacks without a literal account all count as one: most likely they are deployed to the same. */
const ANY_ACCOUNT = 'environment-agnostic';

/** Claims the numbers for the association, or throws when another one of the app and account has claimed one of them. */
export function claimPhoneNumbers(subject: string, association: IConstruct, numbers: readonly string[]): void {
  const claimed = claimsOfAccount(association);
  const claimant = (number: string) => {
    const other = claimed.get(number);
    return other && isInTree(other) ? other : undefined;
  };
  const literals = literalNumbers(numbers);
  const conflicts = literals.filter(claimant);
  if (conflicts.length > 0) {
    const listed = conflicts.map(number => `'${number}' (${claimant(number)?.node.path})`).join(', ');
    throw new Error(
      `${subject} names numbers that another association of this app claims: ${listed}. A number can only be on one voice connector or group, so remove it from one of the two`,
    );
  }
  literals.forEach(number => claimed.set(number, association));
}

function claimsOfAccount(association: IConstruct): Map<string, IConstruct> {
  const { root } = association.node;
  const claims = Reflect.get(root, CLAIMS) as Claims | undefined ?? new Map<string, Map<string, IConstruct>>();
  Object.defineProperty(root, CLAIMS, { value: claims, configurable: true });

  const { account } = Stack.of(association);
  const key = Token.isUnresolved(account) ? ANY_ACCOUNT : account;
  const claimed = claims.get(key) ?? new Map<string, IConstruct>();
  claims.set(key, claimed);
  return claimed;
}
