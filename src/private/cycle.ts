import { DependencyGraph } from './dependency-graph';
import { LOGICAL_ID } from './logical-ids';

/**
 * What is wrong when something stands between two associations of a stack: it waits for the one, and the other waits for it.
 *
 * Separate resources could be made in that order, but the associations of a stack are one resource. CloudFormation would only say
 * that there is a circular dependency between many resources.
 */
export function explainCycle(graph: DependencyGraph): string[] {
  for (const [id, { isAssociation }] of graph) {
    const way = isAssociation ? wayToAssociation(graph, id) : undefined;
    if (way) return [explain(way.map(step => graph.get(step)?.path ?? 'the phone number associations of the stack'))];
  }
  return [];
}

/** The shortest way from an association by way of something else to an association, breadth first. */
function wayToAssociation(graph: DependencyGraph, start: string): string[] | undefined {
  const isAssociation = (id: string) => id === LOGICAL_ID.RESOURCE || graph.get(id)?.isAssociation === true;
  const dependenciesOf = (id: string) => [...graph.get(id)?.dependencies ?? []];
  const between = dependenciesOf(start).filter(id => !isAssociation(id));
  const ways = new Map(between.map(id => [id, [start, id]]));
  // A map is walked in the order of insertion, what is added meanwhile included.
  for (const [last, way] of ways) {
    for (const next of dependenciesOf(last)) {
      if (isAssociation(next)) return [...way, next];
      if (!ways.has(next)) ways.set(next, [...way, next]);
    }
  }
  return undefined;
}

function explain([first, ...others]: string[]): string {
  const last = others[others.length - 1];
  const way = others.map(path => `on ${path}`).join(', which depends ');
  const remedy = first === last
    ? 'leave out one of these dependencies'
    : `leave out one of these dependencies, or give ${first} or ${last} a stack or nested stack of its own`;
  return `${first} depends ${way}. All associations of a stack are made in one step, so nothing can come after one of them and before another: ${remedy}`;
}
