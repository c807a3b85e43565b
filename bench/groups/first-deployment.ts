import { dependencyGraph } from '../../aws-simulator/cloudformation/dependencies';
import { Template } from '../../aws-simulator/cloudformation/template';
import { PEER } from '../paths';
import { progress } from '../progress';
import { paragraphs, table, whole } from '../report/format';
import { Section } from '../report/section';
import { Contestant, synthesize } from '../synthesis';

interface Seconds {
  readonly least: number;
  readonly most: number;
}

/** How long CloudFormation takes for a resource of a type, as public logs of deployments show. */
const WEIGHTS: Readonly<Record<string, Seconds>> = {
  'AWS::IAM::Role': { least: 15, most: 20 },
  'AWS::IAM::Policy': { least: 15, most: 20 },
  'AWS::Lambda::Function': { least: 5, most: 8 },
};
const ANY_OTHER: Seconds = { least: 1, most: 2 };

/** A first deployment takes at most so long until the first request. */
const GOAL_SECONDS = 30;

const CONTESTANTS = ['ours', 'peer', 'handwritten'] as const satisfies readonly Contestant[];
const NAMES: Readonly<Record<typeof CONTESTANTS[number], string>> = { ours: 'ours', peer: PEER, handwritten: 'AwsCustomResource, one call' };

interface Chain extends Seconds {
  /** Types of the resources that are made one after the other. */
  readonly types: readonly string[];
}

/** What takes longest of all that has to be there before the custom resource: its function can send its first request then. */
function longestChain({ Resources }: Template): Chain {
  const graph = dependencyGraph({ Resources });
  const before = (id: string): Chain => [...graph.get(id) ?? []].map(chainTo)
    .reduce((longest, chain) => chain.most > longest.most ? chain : longest, { types: [], least: 0, most: 0 });
  const chainTo = (id: string): Chain => {
    const { Type } = Resources[id];
    const { least, most } = WEIGHTS[Type] ?? ANY_OTHER;
    const chain = before(id);
    return { types: [...chain.types, Type], least: chain.least + least, most: chain.most + most };
  };
  const [customResource] = Object.keys(Resources).filter(id => Resources[id].Type.startsWith('Custom::'));
  return before(customResource);
}

/** Group 4: how long a first deployment takes until the function can send its first request. */
export async function firstDeployment(): Promise<Section> {
  progress('first deployment: three templates with one number');
  const rows: string[][] = [];
  const chains: Partial<Record<Contestant, Chain>> = {};
  for (const contestant of CONTESTANTS) {
    const { source: { template }, resources } = await synthesize(contestant, 1);
    const chain = longestChain(template);
    chains[contestant] = chain;
    rows.push([NAMES[contestant], whole(resources), chain.types.join(' → '), `${chain.least} s`, `${chain.most} s`]);
  }
  const longest = chains.ours?.most ?? Infinity;
  const resources = Number(rows[0][1]);
  return {
    title: 'First deployment',
    body: paragraphs(
      'What a template with one number makes before the custom resource, one after the other, and how long that takes by these weights: a role or a policy of its own 15 to 20 s, a function 5 to 8 s, anything else 1 to 2 s. '
      + 'They come from public logs of deployments; nothing is measured here. What depends on nothing in common is made side by side.',
      table(['', 'resources', 'one after the other', 'at least', 'at most'], rows),
    ),
    plots: [],
    goals: [
      { goal: `First deployment: at most ${GOAL_SECONDS} s until the first request`, figure: `${longest} s`, met: longest <= GOAL_SECONDS },
      { goal: 'Four resources for a stack without groups and drift detection', figure: whole(resources), met: resources === 4 },
    ],
  };
}
