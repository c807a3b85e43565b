import { CfnElement, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Declarations, MAX_DECLARATIONS_LENGTH, toRuns } from '../contract/properties';
import { literalNumbers } from './phone-number-list';

/** One association as the others of its app see it. */
export interface Declaration {
  readonly association: IConstruct;
  /** The id or ARN as it was given, literal or token. */
  readonly ownerId: string;
  readonly e164PhoneNumbers: readonly string[];
  /** Token of the custom resource's logical id. */
  readonly logicalId: string;
}

/** Kept by the root of the construct tree; weakly, so that an app no longer in use takes its declarations along. */
const declarationsByRoot = new WeakMap<IConstruct, Declaration[]>();

/** Makes an association known to the others of its app. */
export function declare(declaration: Declaration): void {
  const { root } = declaration.association.node;
  declarationsByRoot.set(root, [...declarationsByRoot.get(root) ?? [], declaration]);
}

/**
 * Names the owner as every deployment will name it: by its id, or by the logical id that the template refers to.
 *
 * To be called at synthesis, when logical ids are final.
 */
export function ownerKey({ association, ownerId }: Declaration): string {
  if (!Token.isUnresolved(ownerId)) return ownerId.split('/').slice(-1)[0];
  const stack = Stack.of(association);
  const token = Tokenization.reverse(ownerId);
  // `Ref`, its ARN, and `Fn::GetAtt`, its id, mean the same connector, from whichever stack.
  if (Reference.isReference(token) && CfnElement.isCfnElement(token.target)) {
    return `${token.target.stack.node.path}/${stack.resolve(token.target.logicalId)}`;
  }
  return `${stack.node.path}/${JSON.stringify(stack.resolve(ownerId))}`;
}

/** Literal numbers of all other associations of the app, by owner; undefined where there are none. */
export function claimedByOthers(declaration: Declaration): Record<string, string> | undefined {
  const claims = new Map<string, string[]>();
  for (const other of declarationsByRoot.get(declaration.association.node.root) ?? []) {
    const numbers = literalNumbers(other.e164PhoneNumbers);
    if (other === declaration || numbers.length === 0) continue;
    const key = ownerKey(other);
    claims.set(key, [...claims.get(key) ?? [], ...numbers]);
  }
  return claims.size > 0 ? Object.fromEntries([...claims].map(([key, numbers]) => [key, toRuns(numbers)])) : undefined;
}

/**
 * What the associations of a stack declare, for the handler's environment; `{}` if it would not fit.
 *
 * Without it, only a deletion that comes after a hand-over is not recognized as such: see the README on renaming.
 */
export function declarationsOf(stack: Stack): string {
  const declared = (declarationsByRoot.get(stack.node.root) ?? []).filter(({ association }) => Stack.of(association) === stack);
  const entries: Declarations = Object.fromEntries(declared.map(declaration => [
    String(stack.resolve(declaration.logicalId)),
    [ownerKey(declaration), toRuns(literalNumbers(declaration.e164PhoneNumbers))],
  ]));
  const text = JSON.stringify(entries);
  return text.length <= MAX_DECLARATIONS_LENGTH ? text : '{}';
}
