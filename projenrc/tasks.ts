import { awscdk, Task } from 'projen';

/** Of the commands that publish, in the release workflow and in its rehearsal. */
export const PUBLIB_VERSION = '0.2.1061';

/** Runs a program of scripts/, or of another folder, as it stands. */
const runTypeScript = (path: string) => `ts-node --transpile-only --project tsconfig.json ${path}`;

/** A task that needs the bundle and the compiled library, from a fresh clone. */
function addBuiltTask(project: awscdk.AwsCdkConstructLibrary, name: string, description: string): Task {
  const task = project.addTask(name, { description });
  task.spawn(project.bundler.bundleTask);
  task.spawn(project.compileTask);
  return task;
}

export function configureTasks(project: awscdk.AwsCdkConstructLibrary): void {
  const { compileTask, testTask } = project;

  // We compile against a newer CDK than the oldest one of the peer range, on purpose: see `peerDependencyOptions`.
  compileTask.reset('jsii --silence-warnings=reserved-word --silence-warnings=metadata/missing-dev-dependency');

  // `npm test` on a fresh clone: bundle and compile first, then what `projen build` runs as its test step.
  addBuiltTask(project, 'verify', 'Bundle, compile, test and lint, from a fresh clone').spawn(testTask);
  project.package.setScript('test', 'projen verify');

  // Played on the simulator, from a fresh clone.
  addBuiltTask(project, 'demo', "Plays the life of the example's stack without an AWS account")
    .exec(runTypeScript('--require ./scripts/support/library-by-name.ts scripts/demo.ts'));

  project.addTask('coverage', { description: 'Counts what the unit tests cover', exec: 'jest --coverage test/src test/lambda' });

  const lives = project.addTask('test:lives', { description: 'Tests the promises in thousands of random lives', env: { MODEL_RUNS: '5000' } });
  lives.exec('jest --coverage=false test/model', { receiveArgs: true });

  const soak = project.addTask('soak', { description: 'Plays a month of operations, and writes docs/soak.md' });
  soak.spawn(project.bundler.bundleTask);
  soak.exec(runTypeScript('scripts/soak/main.ts'), { receiveArgs: true });

  project.addTask('break-promises', {
    description: 'Breaks each promise in the handler on purpose: the random lives have to find it',
    exec: runTypeScript('scripts/break-promises/main.ts'),
    receiveArgs: true,
  });

  project.addTask('mutate', { description: 'Breaks the code on purpose and counts what no unit test notices', exec: 'stryker run', receiveArgs: true });

  configurePackaging(project);
  configurePackageTests(project);
  configureChecksAgainstAws(project);

  const bench = addBuiltTask(project, 'bench', 'Measures the library against what people use today, and writes bench/RESULTS.md');
  bench.exec('npm ci --prefix bench --no-audit --no-fund');
  bench.exec(runTypeScript('bench/main.ts'));

  // What is bundled changes with the lock file.
  const notices = project.addTask('notices', { description: 'Writes THIRD-PARTY-NOTICES', exec: runTypeScript('scripts/notices.ts') });
  project.tasks.tryFind('post-upgrade')?.spawn(notices);

  project.addTask('audit', { description: 'Asks npm for vulnerabilities of what is shipped', exec: runTypeScript('scripts/audit.ts') });

  project.addTask('trace', { description: 'Follows one update with real data, and writes docs/one-update.md', exec: runTypeScript('scripts/trace/main.ts') });

  project.addTask('draw-images', { description: 'Draws the pictures in docs/images', exec: runTypeScript('scripts/draw-images.ts') });

  // Says on every run that Node 20 is at its end; the oldest that we support is named in package.json.
  project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
}

/** What `npm run package` makes, and what projen's own packaging tasks leave out. */
function configurePackaging(project: awscdk.AwsCdkConstructLibrary): void {
  // What this machine has the toolchains for; .NET sources need none. The release workflow
  // has a job of its own for each language and does not come through here.
  const packageAll = project.tasks.tryFind('package-all')!;
  packageAll.reset();
  for (const [language, tool] of [['js', 'npm'], ['python', 'python3'], ['java', 'mvn'], ['go', 'go']]) {
    packageAll.spawn(project.tasks.tryFind(`package:${language}`)!, { condition: `which ${tool}` });
  }
  const dotnetSources = project.addTask('package:dotnet-sources', { description: 'Create the dotnet language bindings without compiling them' });
  dotnetSources.exec(`${runTypeScript('scripts/package-dotnet.ts')} --code-only`);
  packageAll.spawn(dotnetSources, { condition: '! which dotnet' });

  // With a README, which jsii-pacmak leaves out: see the script.
  const packageDotnet = project.tasks.tryFind('package:dotnet')!;
  packageDotnet.reset(runTypeScript('scripts/package-dotnet.ts'));
  packageAll.spawn(packageDotnet, { condition: 'which dotnet' });

  // Go users must not be lifted to the CDK that happens to be installed here: see the script.
  const packageGo = project.tasks.tryFind('package:go')!;
  packageGo.reset('jsii-pacmak -v --target go --code-only');
  packageGo.exec(runTypeScript('scripts/lower-go-requirements.ts'));
}

/** What holds our picture of AWS against AWS itself, or against what others know of it. */
function configureChecksAgainstAws(project: awscdk.AwsCdkConstructLibrary): void {
  project.addTask('probe', { description: 'Asks an AWS account what AWS does not document', exec: runTypeScript('scripts/probe/main.ts'), receiveArgs: true });

  const testRuntimeClient = project.addTask('test:runtime-client', { description: "Runs the bundle under AWS's own runtime client, in real time" });
  testRuntimeClient.spawn(project.bundler.bundleTask);
  testRuntimeClient.exec(runTypeScript('scripts/test-runtime-client/main.ts'));

  addBuiltTask(project, 'judge:templates', "Has cfn-lint, cdk-nag and AWS's tables of IAM actions judge the templates, and writes docs/judged-templates.md")
    .exec(runTypeScript('--require ./scripts/support/library-by-name.ts scripts/judge-templates/main.ts'));

  const checkServiceModel = project.addTask('check:service-model', {
    description: "Holds the handler's requests and the simulator's answers against AWS's own models, and has boto3 use the simulator",
  });
  checkServiceModel.spawn(project.bundler.bundleTask);
  checkServiceModel.exec(runTypeScript('scripts/check-service-model/main.ts'));
}

/** What uses the library as it is packed, outside of this repository. */
function configurePackageTests(project: awscdk.AwsCdkConstructLibrary): void {
  // Every sample of the README must compile, in TypeScript as it stands. The translations are packed with the library, so that
  // each registry shows the samples in the language of its readers.
  const samples = project.addTask('samples', { description: 'Compiles the samples of the README, strictly, and translates them' });
  samples.exec('jsii-rosetta extract --strict .');
  project.postCompileTask.spawn(samples);

  const testLanguages = addBuiltTask(project, 'test:languages', 'Uses the packed library from every language, outside of this repository');
  testLanguages.spawn(samples);
  // No artifact of an older pack.
  testLanguages.exec('rm -rf dist');
  testLanguages.spawn(project.tasks.tryFind('package-all')!);
  testLanguages.exec(runTypeScript('scripts/test-languages/main.ts'));

  addBuiltTask(project, 'test:cdk-versions', 'Tests against the oldest CDK of the peer range and the newest').exec(runTypeScript('scripts/test-cdk-versions/main.ts'));

  project.addTask('test:node-versions', { description: 'Runs the unit tests on each supported Node.js', exec: runTypeScript('scripts/test-node-versions.ts') });

  project.addTask('rehearse:release', {
    description: 'Releases the last commit to registries on this machine, and installs it from them',
    env: { PUBLIB_VERSION },
    exec: runTypeScript('scripts/rehearse-release.ts'),
  });
}
