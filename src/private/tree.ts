import { CfnElement, Stack, Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** Whether a construct is still part of its tree: neither it nor a construct around it has been removed. */
export function isInTree(construct: IConstruct): boolean {
  return construct.node.scopes.every(scope => !scope.node.scope || scope.node.scope.node.tryFindChild(scope.node.id) === scope);
}

/** The path of a construct below its stack. */
export function pathInStack(construct: IConstruct): string {
  return construct.node.scopes.slice(Stack.of(construct).node.scopes.length).map(({ node }) => node.id).join('/');
}

/** All that a stack renders into its template. Nested stacks and stages have templates of their own. */
export function elementsOf(scope: IConstruct): CfnElement[] {
  const children = scope.node.children.filter(child => !Stack.isStack(child) && !Stage.isStage(child));
  return [...CfnElement.isCfnElement(scope) ? [scope] : [], ...children.flatMap(elementsOf)];
}
