import { Template, TemplateResource } from './template';

export type DependencyGraph = ReadonlyMap<string, ReadonlySet<string>>;

function* referencesIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value) yield* referencesIn(item);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, argument] of Object.entries(value)) {
      if (key === 'Ref') yield argument;
      else if (key === 'Fn::GetAtt') yield typeof argument === 'string' ? argument.split('.')[0] : argument[0];
      else if (key === 'Fn::Sub') yield* substitutionsIn(typeof argument === 'string' ? argument : argument[0]);
      yield* referencesIn(argument);
    }
  }
}

function* substitutionsIn(text: string): Generator<string> {
  for (const [, name] of text.matchAll(/\$\{([^!}][^}]*)\}/g)) yield name.split('.')[0];
}

function dependenciesOf(resource: TemplateResource): string[] {
  return [...referencesIn(resource.Properties), ...[resource.DependsOn ?? []].flat()];
}

/** For each resource those that must be there before it. */
export function dependencyGraph(template: Template): DependencyGraph {
  const ids = new Set(Object.keys(template.Resources));
  return new Map(Object.entries(template.Resources).map(([id, resource]) => {
    const dependencies = dependenciesOf(resource).filter(other => ids.has(other));
    return [id, new Set(dependencies)];
  }));
}

/** For each resource those that must be gone before it. */
export function reversed(graph: DependencyGraph): DependencyGraph {
  const dependents = new Map<string, Set<string>>([...graph.keys()].map(id => [id, new Set()]));
  for (const [id, dependencies] of graph) {
    for (const dependency of dependencies) dependents.get(dependency)?.add(id);
  }
  return dependents;
}

/** The dependencies of both: for resources that are of two templates. */
export function union(a: DependencyGraph, b: DependencyGraph): DependencyGraph {
  return new Map([...new Set([...a.keys(), ...b.keys()])].map(id => [id, new Set([...a.get(id) ?? [], ...b.get(id) ?? []])]));
}

/** After a failure: start nothing more; leave out what waits for the one that failed; or carry on. */
export type AfterFailure = 'stop' | 'skip dependents' | 'carry on';

/**
 * Does the work for each id as soon as it is done for those it depends on, many at the same time.
 *
 * Resolves, when all that was started has ended, to whether everything was done. Work must report its own failure
 * and return false.
 */
export async function inOrder(
  ids: readonly string[], graph: DependencyGraph, afterFailure: AfterFailure, work: (id: string) => Promise<boolean>,
): Promise<boolean> {
  const chosen = new Set(ids);
  const progress = new Map<string, Promise<boolean>>();
  const outcome = { failed: false };

  const proceed = async (id: string): Promise<boolean> => {
    const before = await Promise.all(predecessors(id).map(start));
    if (afterFailure === 'skip dependents' && before.includes(false)) return false;
    if (afterFailure === 'stop' && outcome.failed) return false;
    const done = await work(id);
    outcome.failed ||= !done;
    return done;
  };
  const start = (id: string): Promise<boolean> => {
    const started = progress.get(id) ?? proceed(id);
    progress.set(id, started);
    return started;
  };
  /** Those not chosen are passed over, not their own predecessors. */
  const predecessors = (id: string, seen = new Set<string>()): string[] => [...graph.get(id) ?? []].flatMap(other => {
    if (seen.has(other)) return [];
    seen.add(other);
    return chosen.has(other) ? [other] : predecessors(other, seen);
  });

  const results = await Promise.all(ids.map(start));
  return !results.includes(false);
}
