import { dependencyGraph, inOrder, reversed } from './dependencies';

const graph = dependencyGraph({
  Resources: {
    Connector: { Type: 'T' },
    Role: { Type: 'T' },
    Function: { Type: 'T', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
    Policy: { Type: 'T', Properties: { Text: { 'Fn::Sub': '${Role.Arn} ${AWS::Region}' } } },
    Association: { Type: 'T', Properties: { Token: { Ref: 'Function' }, Connector: { Ref: 'Connector' } }, DependsOn: ['Policy'] },
  },
});

async function visited(ids: readonly string[], edges: typeof graph, mode: 'stop' | 'skip dependents' | 'carry on', failing?: string) {
  const order: string[] = [];
  const done = await inOrder(ids, edges, mode, async id => {
    order.push(id);
    return id !== failing;
  });
  return { done, order };
}

describe('inOrder', () => {
  const all = [...graph.keys()].reverse();

  test('visits each after those it depends on', async () => {
    const { done, order } = await visited(all, graph, 'stop');
    expect(done).toBe(true);
    expect(order).toHaveLength(5);
    for (const [id, dependencies] of graph) {
      for (const dependency of dependencies) expect(order.indexOf(dependency)).toBeLessThan(order.indexOf(id));
    }
  });

  test('backwards, visits each before those it depends on', async () => {
    const { order } = await visited(all, reversed(graph), 'stop');
    expect(order[0]).toBe('Association');
    expect(order.indexOf('Function')).toBeLessThan(order.indexOf('Role'));
  });

  test('keeps the order among some, although what lies between them is left out', async () => {
    expect((await visited(['Association', 'Role'], graph, 'stop')).order).toEqual(['Role', 'Association']);
  });

  test.each([
    ['stop', ['Connector', 'Role']],
    ['skip dependents', ['Connector', 'Role']],
    ['carry on', ['Association', 'Connector', 'Function', 'Policy', 'Role']],
  ] as const)('after a failure: %s', async (mode, expected) => {
    const { done, order } = await visited(['Role', 'Association', 'Function', 'Policy', 'Connector'], graph, mode, 'Role');
    expect(done).toBe(false);
    expect(order.sort()).toEqual([...expected].sort());
  });
});
