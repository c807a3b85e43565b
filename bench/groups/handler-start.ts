import { join } from 'node:path';
import { version } from 'node:process';
import { FORMAT_VERSION } from '../../src/contract/properties';
import { Bundle, bundles } from '../bundles';
import { run } from '../child';
import { firstRequest, FirstRequest } from '../first-request';
import { BENCH } from '../paths';
import { progress } from '../progress';
import { barChart } from '../report/bar-chart';
import { paragraphs, table, times, whole } from '../report/format';
import { Goal, Plot, Section } from '../report/section';
import { alternate, median, medianRatio, ROUNDS } from '../statistics';
import { OFFICE } from '../synthesis';
import { startVoiceServer, VoiceServer } from '../voice.server';

const CONTESTANTS = ['floor', 'oneCall', 'ours', 'external', 'peer'] as const;
type Contestant = typeof CONTESTANTS[number];
type Samples = Record<Contestant, FirstRequest[]>;

const NAMES: Record<Contestant, string> = {
  floor: 'plain node, signed by hand',
  oneCall: 'one SDK call',
  ours: 'ours',
  external: 'ours, SDK from the runtime',
  peer: 'cdk-amazon-chime-resources',
};

const OUR_EVENT = {
  RequestType: 'Create',
  StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/Bench/51af3dc0-da77-11e4-872e-1234567db123',
  RequestId: '5478764b-4c5c-4fbe-a1d4-6a2c1e0d8c1b',
  LogicalResourceId: 'ChimePhoneNumberAssociations',
  ResponseURL: 'https://127.0.0.1/answer',
  ResourceProperties: {
    FormatVersion: FORMAT_VERSION,
    AnswerWithinSeconds: '1140',
    Associations: {
      Numbers: { VoiceConnectorId: OFFICE, E164PhoneNumbers: ['+12065550000'], ForceAssociate: 'false', Region: 'us-east-1', RemovalPolicy: 'destroy' },
    },
  },
};

const PEER_EVENT = {
  ...OUR_EVENT,
  ResourceProperties: { resourceType: 'PhoneAssociation', uid: 'Number0', properties: { voiceConnectorId: OFFICE, e164PhoneNumber: '+12065550000' } },
};

function programs(files: Record<'ours' | 'external' | 'oneCall' | 'peer', Bundle>): Record<Contestant, readonly string[]> {
  const invoke = (bundle: Bundle, event: object) => [join(BENCH, 'apps', 'invoke.cjs'), bundle.file, JSON.stringify(event)];
  return {
    floor: [join(BENCH, 'apps', 'hand-signed.cjs')],
    oneCall: invoke(files.oneCall, {}),
    ours: invoke(files.ours, OUR_EVENT),
    external: invoke(files.external, OUR_EVENT),
    peer: invoke(files.peer, PEER_EVENT),
  };
}

function ratio(samples: Samples, contestant: Contestant, reference: Contestant): number {
  const answered = (of: Contestant) => samples[of].map(sample => sample.answered);
  return medianRatio(answered(contestant), answered(reference));
}

function rows(samples: Samples, files: Partial<Record<Contestant, Bundle>>): string[][] {
  const of = (contestant: Contestant, figure: keyof FirstRequest) => median(samples[contestant].map(sample => sample[figure]));
  return CONTESTANTS.map(contestant => [
    NAMES[contestant],
    files[contestant] ? whole(files[contestant].bytes) : '–',
    times(ratio(samples, contestant, 'floor')),
    times(ratio(samples, contestant, 'peer')),
    `${whole(of(contestant, 'sent'))} ms`,
    `${whole(of(contestant, 'answered'))} ms`,
    `${whole(of(contestant, 'mebibytes'))} MiB`,
  ]);
}

async function measure(node: string, name: string, files: ReturnType<typeof programs>, server: VoiceServer): Promise<Samples> {
  progress(`handler: ${CONTESTANTS.length} contestants on ${name}, ${ROUNDS} alternating rounds`);
  // A first round that does not count: the files come from the disk.
  await alternate(CONTESTANTS, contestant => firstRequest(node, files[contestant], server), 1);
  return alternate(CONTESTANTS, contestant => firstRequest(node, files[contestant], server));
}

function plot(samples: Samples, name: string, major: string): Plot {
  const title = `Process start to the first answer, against plain node (${name})`;
  const bars = CONTESTANTS.map(contestant => {
    const value = ratio(samples, contestant, 'floor');
    return { label: NAMES[contestant], value, shown: times(value), ours: contestant === 'ours' };
  });
  return { file: `handler-start-node${major}.svg`, alt: title, svg: barChart({ title, bars, bound: { value: 1.6, label: 'goal 1.6 ×' } }) };
}

function goals(samples: Samples, name: string): Goal[] {
  const goal = (reference: Contestant, limit: number, text: string) => {
    const value = ratio(samples, 'ours', reference);
    return { goal: `Process start to the first answer at most ${limit} × ${text} (${name})`, figure: times(value), met: value <= limit };
  };
  return [goal('peer', 0.75, "the peer's"), goal('floor', 1.6, 'plain node with one hand-signed request')];
}

/** Group 2: the bundle, and how long it takes from process start to the first request. */
export async function handlerStart(ourPackage: string): Promise<Section> {
  const files = await bundles(ourPackage);
  const node24 = join(BENCH, 'node_modules', 'node', 'bin', 'node');
  const runtimes = [
    { node: process.execPath, name: `Node ${version.slice(1)}`, major: version.slice(1).split('.')[0] },
    { node: node24, name: `Node ${(await run(node24, ['--version'], { cwd: BENCH })).trim().slice(1)}`, major: '24' },
  ];
  const server = await startVoiceServer();
  const measured: { name: string; major: string; samples: Samples }[] = [];
  for (const { node, name, major } of runtimes) measured.push({ name, major, samples: await measure(node, name, programs(files), server) });
  server.stop();

  const header = ['', 'bundle, bytes', 'against plain node', 'against the peer', 'first request sent', 'first answer', 'peak memory'];
  return {
    title: 'Handler',
    body: paragraphs(
      'From before the process starts until its first request is sent, and until the answer to it has arrived, over https from a server on the '
      + `same machine that answers at once. Medians of ${ROUNDS} alternating rounds; a ratio is the median of the ratios within each round, of the time to the `
      + 'first answer. The bundles run as Lambda starts them, with its environment variables, without its runtime client. '
      + 'The first request of ours is for the timeline of its stack, to CloudFormation; its bundle has the clients of both services. '
      + 'Functions are deployed with nodejs24.x. The SDK that a bundle takes from the runtime is here the one of this repository.',
      ...measured.flatMap(({ name, samples }) => [`**${name}**`, table(header, rows(samples, files))]),
    ),
    plots: measured.map(({ name, major, samples }) => plot(samples, name, major)),
    goals: [
      { goal: 'Handler bundle at most 300 kB', figure: `${whole(files.ours.bytes)} bytes`, met: files.ours.bytes <= 300_000 },
      ...measured.flatMap(({ name, samples }) => goals(samples, name)),
    ],
  };
}
