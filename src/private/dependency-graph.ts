import { Stack } from 'aws-cdk-lib';
import { AssociationStandIn } from './association-stand-in';
import { LOGICAL_ID } from './logical-ids';
import { elementsOf } from './tree';

/** A resource of a stack, or the stand-in of an association. */
export interface GraphNode {
  /** Path of the construct. */
  readonly path: string;
  readonly type: string;
  readonly isAssociation: boolean;
  /** Whether a condition can leave it out of the stack. */
  readonly isConditional: boolean;
  /** Logical ids of what it waits for. */
  readonly dependencies: Set<string>;
  /** Those of them that it waits for whatever the conditions of the stack are. */
  readonly unconditional: Set<string>;
}

/** The resources of a stack by logical id. The one resource of its associations is not among them: its stand-ins are. */
export type DependencyGraph = ReadonlyMap<string, GraphNode>;

interface Definition {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: unknown;
  readonly DependsOn?: unknown;
}

/** Reads out of the rendered resources of a stack what CloudFormation will read out of its template. */
export function readDependencyGraph(stack: Stack): DependencyGraph {
  const graph = new Map<string, GraphNode>();
  const standIns: AssociationStandIn[] = [];
  for (const element of elementsOf(stack)) {
    if (stack.resolve(element.logicalId) === LOGICAL_ID.RESOURCE) continue;
    const isAssociation = AssociationStandIn.isStandIn(element);
    if (isAssociation) standIns.push(element);
    const rendered = isAssociation ? { Resources: { [element.logicalId]: element.definition() } } : element._toCloudFormation();
    const { Resources = {} } = stack.resolve(rendered) as { Resources?: Record<string, Definition> };
    for (const [logicalId, definition] of Object.entries(Resources)) {
      graph.set(logicalId, createNode(isAssociation ? element.association.node.path : element.node.path, isAssociation, definition));
    }
  }
  standIns.forEach(standIn => connect(graph, standIn));
  return graph;
}

/** Adds what the definitions do not show: who waits for the association, and that it waits for the function. */
function connect(graph: DependencyGraph, standIn: AssociationStandIn): void {
  const logicalId = standIn.stack.resolve(standIn.logicalId) as string;
  const node = graph.get(logicalId);
  node?.dependencies.add(LOGICAL_ID.FUNCTION);
  node?.unconditional.add(LOGICAL_ID.FUNCTION);
  for (const dependent of standIn.dependents) {
    const dependencies = graph.get(standIn.stack.resolve(dependent.logicalId) as string)?.dependencies;
    dependencies?.delete(LOGICAL_ID.RESOURCE);
    dependencies?.add(logicalId);
  }
}

function createNode(path: string, isAssociation: boolean, definition: Definition): GraphNode {
  const dependsOn = [definition.DependsOn ?? []].flat() as string[];
  return {
    path,
    type: definition.Type,
    isAssociation,
    isConditional: definition.Condition !== undefined,
    dependencies: new Set([...dependsOn, ...references(definition)]),
    // The stack's resource has the properties of an association in it, but not the rest of a stand-in.
    unconditional: new Set([...isAssociation ? [] : dependsOn, ...references(definition.Properties, key => key !== 'Fn::If')]),
  };
}

/** The logical ids that a part of a template refers to, and names of parameters and pseudo parameters. */
function* references(value: unknown, enters: (key: string) => boolean = () => true): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value) as [string, unknown][]) {
    if (key === 'Ref' && typeof member === 'string') yield member;
    else if (key === 'Fn::GetAtt') yield String(Array.isArray(member) ? member[0] : member).split('.')[0];
    else if (key === 'Fn::Sub') yield* substitutions(member);
    if (enters(key)) yield* references(member, enters);
  }
}

/** The names in `${Name}` and `${Name.Attribute}`. `${!Literal}` is none. */
function* substitutions(sub: unknown): Generator<string> {
  const template = String(Array.isArray(sub) ? sub[0] : sub);
  for (const match of template.matchAll(/\$\{\s*([A-Za-z0-9]+)[^}]*\}/g)) yield match[1];
}
