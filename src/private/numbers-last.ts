import { DependencyGraph } from './dependency-graph';
import { LOGICAL_ID } from './logical-ids';

/**
 * What the stack's one resource depends on, so that numbers move last: every other resource of the stack that does not wait for it.
 *
 * Phones are then switched when everything they ring at is up, no other resource can fail after them, and on deletion they leave first.
 *
 * What a listed resource depends on is left out, because CloudFormation waits for it anyway. A conditional resource
 * does not count for this: where it is absent, it waits for nothing.
 */
export function numbersLast(graph: DependencyGraph): string[] {
  const waiting = waitingForNumbers(graph);
  const covered = new Set([...graph]
    .filter(([id, node]) => !node.isConditional && (node.isAssociation || !waiting.has(id)))
    .flatMap(([, node]) => [...node.unconditional]));
  return [...graph]
    // CDK's own record of what is in the template makes nothing, and is in no order with anything.
    .filter(([id, { type }]) => !waiting.has(id) && !covered.has(id) && type !== 'AWS::CDK::Metadata')
    .map(([id]) => id)
    .sort();
}

/** The resources that wait for an association, directly or by way of others, and the associations themselves. */
function waitingForNumbers(graph: DependencyGraph): ReadonlySet<string> {
  const dependents = new Map<string, string[]>();
  for (const [id, { dependencies }] of graph) {
    for (const dependency of dependencies) dependents.set(dependency, [...dependents.get(dependency) ?? [], id]);
  }
  const waiting = new Set<string>([LOGICAL_ID.RESOURCE, ...[...graph].filter(([, { isAssociation }]) => isAssociation).map(([id]) => id)]);
  // A set is walked in the order of insertion, what is added meanwhile included.
  for (const id of waiting) dependents.get(id)?.forEach(dependent => waiting.add(dependent));
  return waiting;
}
