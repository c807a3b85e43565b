import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, timed } from '../child';
import { PackedPackage } from '../packed';
import { BENCH, LIBRARY, WORK } from '../paths';
import { progress } from '../progress';
import { barChart } from '../report/bar-chart';
import { paragraphs, seconds, table, times, whole } from '../report/format';
import { Section } from '../report/section';
import { alternate, median, medianRatio, ROUNDS } from '../statistics';

/** Installing the peer takes many seconds and differs by a factor that no noise hides. */
const PEER_ROUNDS = 3;

const MANIFESTS = ['package.json', 'package-lock.json', join('node_modules', '.package-lock.json')];

/** An app that has the CDK and nothing else, and can be brought back to that. */
class EmptyApp {
  public static async create(): Promise<EmptyApp> {
    const app = new EmptyApp(join(WORK, 'app'));
    rmSync(app.directory, { recursive: true, force: true });
    mkdirSync(app.directory, { recursive: true });
    const { dependencies } = JSON.parse(readFileSync(join(BENCH, 'package.json'), 'utf8'));
    const cdk = { 'aws-cdk-lib': dependencies['aws-cdk-lib'], 'constructs': dependencies.constructs };
    writeFileSync(join(app.directory, 'package.json'), JSON.stringify({ name: 'app', version: '1.0.0', private: true, dependencies: cdk }));
    for (const name of ['aws-cdk-lib', 'constructs', '@aws-cdk']) {
      cpSync(join(BENCH, 'node_modules', name), join(app.directory, 'node_modules', name), { recursive: true });
    }
    await run('npm', ['install', '--no-audit', '--no-fund'], { cwd: app.directory });
    for (const manifest of MANIFESTS) copyFileSync(join(app.directory, manifest), join(app.directory, `${manifest}.before`));
    return app;
  }

  private constructor(private readonly directory: string) {}

  /** Milliseconds of `npm install` with a cache that has nothing in it. */
  public async install({ name, tarball }: Pick<PackedPackage, 'name' | 'tarball'>): Promise<number> {
    const cache = join(WORK, 'npm-cache');
    const milliseconds = await timed('npm', ['install', tarball, '--no-audit', '--no-fund', '--cache', cache], { cwd: this.directory });
    for (const manifest of MANIFESTS) copyFileSync(join(this.directory, `${manifest}.before`), join(this.directory, manifest));
    rmSync(join(this.directory, 'node_modules', name), { recursive: true });
    rmSync(cache, { recursive: true, force: true });
    return milliseconds;
  }
}

/** What `npm install` costs in any case. */
async function emptyPackage(): Promise<Pick<PackedPackage, 'name' | 'tarball'>> {
  const directory = join(WORK, 'empty-package');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: 'empty-package', version: '1.0.0' }));
  await run('npm', ['pack', '--pack-destination', WORK], { cwd: directory });
  return { name: 'empty-package', tarball: join(WORK, 'empty-package-1.0.0.tgz') };
}

/** Group 1: the package, and how long it takes to install. */
export async function packageSize(ours: PackedPackage, peer: PackedPackage): Promise<Section> {
  progress(`package: installing ours and an empty one, ${ROUNDS} alternating rounds, and the peer's, ${PEER_ROUNDS} rounds`);
  const app = await EmptyApp.create();
  const packages = { nothing: await emptyPackage(), ours, peer };
  const install = (name: keyof typeof packages) => app.install(packages[name]);
  const short = await alternate(['nothing', 'ours'], install);
  const long = await alternate(['nothing', 'peer'], install, PEER_ROUNDS);
  const row = ({ name, packedBytes, unpackedBytes, files }: PackedPackage, durations: readonly number[], references: readonly number[]) => [
    name,
    times(packedBytes / peer.packedBytes),
    whole(packedBytes),
    whole(unpackedBytes),
    whole(files),
    times(medianRatio(durations, references)),
    seconds(median(durations)),
  ];
  const title = 'Tarball, bytes';
  const bars = [ours, peer].map(({ name, packedBytes }) => ({ label: name, value: packedBytes, shown: whole(packedBytes), ours: name === LIBRARY }));
  return {
    title: 'Package',
    body: paragraphs(
      `Tarballs as \`npm pack\` makes them. \`npm install\` of the tarball, from a local file and with an empty npm cache, into an app that has aws-cdk-lib and constructs, ${ROUNDS} `
      + `alternating rounds (the peer: ${PEER_ROUNDS}): the download of the tarball is not in it, npm's questions to the registry about peer dependencies are. An empty package takes `
      + `${seconds(median(short.nothing))}. The peer brings its dependencies inside its tarball.`,
      table(['', 'tarball against the peer', 'tarball, bytes', 'unpacked, bytes', 'files', 'install against an empty package', 'install'], [row(ours, short.ours, short.nothing), row(peer, long.peer, long.nothing)]),
    ),
    plots: [{ file: 'package.svg', alt: title, svg: barChart({ title, bars }) }],
    goals: [{ goal: 'Tarball at most 250 kB', figure: `${whole(ours.packedBytes)} bytes`, met: ours.packedBytes <= 250_000 }],
  };
}
