import { PEER } from '../paths';
import { progress } from '../progress';
import { barChart } from '../report/bar-chart';
import { paragraphs, seconds, table, times, whole } from '../report/format';
import { Section } from '../report/section';
import { alternate, median, medianRatio, ROUNDS } from '../statistics';
import { Contestant, Synthesis, synthesize } from '../synthesis';

const NAMES: Record<Contestant, string> = {
  empty: 'empty stack', function: 'one Function from an asset', ours: 'ours', peer: PEER, handwritten: 'AwsCustomResource, one call',
};

/** Contestant and numbers. A stack has at most 500 resources, so 1,000 numbers of the peer's cannot be synthesized. */
const CASES = [
  'empty 0', 'function 0', 'ours 1', 'ours 100', 'ours 400', 'ours 1000', 'ours 5000', 'peer 1', 'peer 100', 'peer 400', 'handwritten 1', 'handwritten 1000',
] as const;
type Case = typeof CASES[number];
const VALIDATED = ['empty 0', 'ours 1000'] as const;

function parts(name: Case): [contestant: Contestant, count: number] {
  const [contestant, count] = name.split(' ');
  return [contestant as Contestant, Number(count)];
}

async function whyPeerCannot(): Promise<string> {
  const failure: unknown = await synthesize('peer', 1_000).then(() => undefined, error => error);
  return /Number of resources in stack '[^']*': \d+ is greater than allowed maximum of \d+/.exec(String(failure))?.[0] ?? 'It can.';
}

/** Group 3: synthesis in a process of its own. */
export async function synthesisTime(): Promise<Section> {
  progress(`synthesis: ${CASES.length} apps, ${ROUNDS} alternating rounds`);
  const samples = await alternate<Case, Synthesis>(CASES, name => synthesize(...parts(name)));
  progress(`synthesis: ${VALIDATED.length} apps with the CDK's own validation, ${ROUNDS} alternating rounds`);
  const validated = await alternate(VALIDATED, name => synthesize(...parts(name), { validation: true }));
  const [validatedEmpty, validatedOurs] = VALIDATED.map(name => validated[name].map(sample => sample.milliseconds));
  const validatedRatio = medianRatio(validatedOurs, validatedEmpty);
  const milliseconds = (name: Case) => samples[name].map(sample => sample.milliseconds);
  const ratio = (name: Case) => medianRatio(milliseconds(name), milliseconds('empty 0'));
  const label = (name: Case) => {
    const [contestant, count] = parts(name);
    return count === 0 ? NAMES[contestant] : `${NAMES[contestant]}, ${whole(count)}`;
  };
  const rows = CASES.map(name => {
    const [{ templateBytes, resources }] = samples[name];
    return [label(name), times(ratio(name)), seconds(median(milliseconds(name))), whole(templateBytes), whole(resources)];
  });
  const title = 'Synthesis against an empty stack';
  const bars = CASES.map(name => ({ label: label(name), value: ratio(name), shown: times(ratio(name)), ours: name.startsWith('ours') }));
  return {
    title: 'Synthesis',
    body: paragraphs(
      `\`node app.js\` from start to end, ${ROUNDS} alternating rounds, under the same CDK; the number behind the name is that of phone numbers. `
      + "The CDK's own template validation is off (`CDK_VALIDATION=false`), because it takes more time than all the rest and hides the differences. An "
      + '`AwsCustomResource` written by hand has all numbers in one call, and none of the checks. An empty stack loads the core of the CDK alone: *one Function from an asset* '
      + 'is the least that a stack with a function of its own pays, for the modules of the CDK that it needs.',
      `Ours with 1,000 numbers against the stack with one function: ${times(medianRatio(milliseconds('ours 1000'), milliseconds('function 0')))}; against ours with one number: `
      + `${times(medianRatio(milliseconds('ours 1000'), milliseconds('ours 1')))}.`,
      table(['', 'against an empty stack', 'time', 'template, bytes', 'resources'], rows),
      `With that validation, as in every app by default: ours with 1,000 numbers ${seconds(median(validatedOurs))}, the empty stack ${seconds(median(validatedEmpty))}, ${times(validatedRatio)}.`,
      `The peer with 1,000 numbers: *${await whyPeerCannot()}*`,
    ),
    plots: [{ file: 'synthesis.svg', alt: title, svg: barChart({ title, bars, bound: { value: 1.2, label: 'goal 1.2 ×' } }) }],
    goals: [
      { goal: "Synthesis of 1,000 numbers at most 1.2 × an empty stack's, as apps are by default", figure: times(validatedRatio), met: validatedRatio <= 1.2 },
      { goal: "The same without the CDK's own template validation", figure: times(ratio('ours 1000')), met: ratio('ours 1000') <= 1.2 },
    ],
  };
}
