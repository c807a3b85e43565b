import { awscdk, javascript, JsonPatch } from 'projen';

// ---------------------------------------------------------------------------------------------
// Who publishes this: the one place to change when the project moves to another home.
// ---------------------------------------------------------------------------------------------
const organization = 'cdk-chime-phone-number-association';
const publisher = {
  author: `${organization} contributors`,
  authorAddress: `${organization}@users.noreply.github.com`,
  repositoryUrl: `https://github.com/${organization}/cdk-chime-phone-number-association.git`,
  // A group id that Maven Central verifies by the repository's home.
  mavenGroupId: `io.github.${organization}`,
  goModule: `github.com/${organization}/cdk-chime-phone-number-association-go`,
};

const name = 'cdk-chime-phone-number-association';

const project = new awscdk.AwsCdkConstructLibrary({
  author: publisher.author,
  authorAddress: publisher.authorAddress,
  repositoryUrl: publisher.repositoryUrl,
  name,
  description: 'Associates phone numbers with Amazon Chime SDK Voice Connectors from AWS CDK stacks, all or nothing, and fails the deployment when a number would not ring.',
  keywords: ['aws', 'cdk', 'chime', 'chime-sdk', 'voice-connector', 'phone-number', 'telephony', 'sip'],
  license: 'Apache-2.0',
  copyrightOwner: publisher.author,
  defaultReleaseBranch: 'main',
  projenrcTs: true,
  packageManager: javascript.NodePackageManager.NPM,
  // The oldest release with Runtime.NODEJS_24_X.
  cdkVersion: '2.224.0',
  constructsVersion: '10.4.2',
  // We compile against a newer CDK than the oldest we support (the examples use CfnVoiceConnector);
  // scripts/test-cdk-versions runs the tests on the oldest one.
  peerDependencyOptions: { pinnedDevDependency: false },
  jsiiVersion: '~6.0.16',
  // TypeScript 7 has no compiler API yet, which ts-jest, ts-node and eslint need.
  typescriptVersion: '~6.0.3',
  minNodeVersion: '20.0.0',
  workflowNodeVersion: '24',

  // tsconfig.json is the one that editors, eslint and jest read; jsii writes its own beside it.
  tsconfig: { fileName: 'tsconfig.jsii.json', compilerOptions: {} },
  tsconfigDevFile: 'tsconfig.json',
  eslintOptions: {
    dirs: ['src', 'lambda'],
    devdirs: ['test', 'aws-simulator', 'scripts', 'bench', 'examples/typescript'],
    tsconfigPath: './tsconfig.json',
    ignorePatterns: ['*.d.ts', '*.js', 'node_modules/', 'coverage', 'lib', 'assets', '!.projenrc.ts'],
  },
  // Tests and examples are type-checked too; ts-jest itself only transpiles.
  typecheckTests: true,
  bundlerOptions: { esbuildVersion: '^0.28.2' },
  jestOptions: {
    jestVersion: '^30.0.0',
    // A suite without tests, or a snapshot that nobody has looked at, is a mistake.
    passWithNoTests: false,
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      randomize: true,
      // The default leaves one core idle, which on two of them is half.
      maxWorkers: '100%',
      setupFiles: ['<rootDir>/test/environment.ts'],
      // Nothing waits in a test; this is for slow and busy machines.
      testTimeout: 120_000,
      testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/aws-simulator/**/*.test.ts'],
      // Counting lines in the bundle that the end-to-end tests run doubles their time: `npx projen coverage` has the unit tests'.
      collectCoverage: false,
      collectCoverageFrom: ['src/**/*.ts', 'lambda/**/*.ts'],
      coverageReporters: ['text', 'lcov'],
    },
  },
  // The `files` list below says what is published: what is not named there cannot slip in.
  npmignoreEnabled: false,
  // jsii-pacmak writes a .npmignore; the `files` list below is what counts.
  gitignore: ['/.npmignore', '.jsii.tabl.json', 'cdk.out', '/examples/python/.venv/', '/examples/java/target/', '/examples/go/go.sum'],
  // The template would be an example of projen's, not of ours.
  sampleCode: false,
  // Renovation of dependencies goes through projen's own upgrade workflow; Mergify is a service of its own.
  githubOptions: { mergify: false },
  devDeps: [
    'aws-cdk-lib@^2.276.0',
    'constructs@^10.8.1',
    '@aws-sdk/client-chime-sdk-voice@^3.1142.0',
    '@aws-sdk/client-cloudformation@^3.1142.0',
    '@aws-sdk/client-lambda@^3.1142.0',
    '@aws-sdk/client-sfn@^3.1142.0',
    '@aws-sdk/credential-provider-env',
    '@types/aws-lambda',
    'aws-cdk@^2.1148.1',
    'cdk-nag@^3.0.2',
    'fast-check@^4.10.2',
  ],
  // commit-and-tag-version 13 wants Node 22.
  releaseToNpm: true,
  publishToPypi: { distName: name, module: 'cdk_chime_phone_number_association' },
  publishToMaven: {
    mavenGroupId: publisher.mavenGroupId,
    mavenArtifactId: name,
    javaPackage: 'io.github.cdkchime.phonenumberassociation',
  },
  publishToNuget: { packageId: 'CdkChime.PhoneNumberAssociation', dotNetNamespace: 'CdkChime.PhoneNumberAssociation' },
  publishToGo: { moduleName: publisher.goModule },
  bumpPackage: 'commit-and-tag-version@^12',
});

// unrs-resolver 1.13.0 names optional bindings that the npm registry does not have: `npm ci` would fail.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

// Everything the handler imports ends up in the bundle; nothing is left for a user to install.
project.eslint?.allowDevDeps('**/lambda/**');

project.package.addField('files', ['lib', 'assets', '.jsii', 'API.md']);

// What the benchmark compares is in a package.json of its own; what it compares with, and builds, is ours.
project.eslint?.addOverride({
  files: ['bench/**'],
  rules: { 'import/no-extraneous-dependencies': ['error', { packageDir: ['.', './bench'], devDependencies: true }] },
});

// Only what is meant for users can be imported, and the examples import the library by its name.
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './.jsii': './.jsii',
  './package.json': './package.json',
});

// The handler is bundled when the library is built, so that a user needs neither esbuild nor Docker.
project.bundler.addBundle('./lambda/phone-number-associations/', {
  platform: 'node',
  target: 'node24',
  // ES modules first: esbuild can leave out what is not used (1,241,875 bytes become 861,890).
  mainFields: ['module', 'main'],
  watchTask: false,
  minify: true,
  // Functions and classes keep their names, so that a stack trace in the log can be read.
  keepNames: true,
  esbuildArgs: {
    // Lambda hands out its credentials in the environment and nowhere else: the other providers are dead weight.
    '--alias:@aws-sdk/credential-provider-node': './lambda/phone-number-associations/service/environment-credentials.ts',
  },
});

// `npm run package` builds what this machine has the toolchains for; .NET sources need none. The release workflow
// has a job of its own for each language and does not come through here.
const packageAll = project.tasks.tryFind('package-all')!;
packageAll.reset();
for (const [language, tool] of [['js', 'npm'], ['python', 'python3'], ['java', 'mvn'], ['go', 'go']]) {
  packageAll.spawn(project.tasks.tryFind(`package:${language}`)!, { condition: `which ${tool}` });
}
packageAll.spawn(project.addTask('package:dotnet-sources', {
  description: 'Create the dotnet language bindings without compiling them',
  execArgs: ['jsii-pacmak', '-v', '--target', 'dotnet', '--code-only'],
}));

// We compile against a newer CDK than the oldest one of the peer range, on purpose: see `peerDependencyOptions`.
project.compileTask.reset('jsii --silence-warnings=reserved-word --silence-warnings=metadata/missing-dev-dependency');

// `npm test` on a fresh clone: bundle and compile first, then what `projen build` runs as its test step.
const verify = project.addTask('verify', { description: 'Bundle, compile, test and lint, from a fresh clone' });
verify.spawn(project.bundler.bundleTask);
verify.spawn(project.compileTask);
verify.spawn(project.testTask);
project.package.setScript('test', 'projen verify');

const runScript = (path: string) => `ts-node --transpile-only --project tsconfig.json scripts/${path}`;

// Played on the local stand-in, from a fresh clone.
const demo = project.addTask('demo', { description: "Plays the life of the example's stack without an AWS account" });
demo.spawn(project.bundler.bundleTask);
demo.spawn(project.compileTask);
demo.exec(runScript('demo.ts'));

project.addTask('coverage', { description: 'Counts what the unit tests cover', exec: 'jest --coverage test/src test/lambda' });

const soak = project.addTask('soak', { description: 'Tests the promises in thousands of random lives', env: { MODEL_RUNS: '5000' } });
soak.spawn(project.bundler.bundleTask);
soak.exec('jest --coverage=false test/model', { receiveArgs: true });

// Go users must not be lifted to the CDK that happens to be installed here: see the script.
const packageGo = project.tasks.tryFind('package:go')!;
packageGo.reset('jsii-pacmak -v --target go --code-only');
packageGo.exec(runScript('lower-go-requirements.ts'));

const testLanguages = project.addTask('test:languages', { description: 'Uses the packed library from every language, outside of this repository' });
// No artifact of an older pack.
testLanguages.exec('rm -rf dist');
testLanguages.spawn(project.bundler.bundleTask);
testLanguages.spawn(project.compileTask);
testLanguages.spawn(packageAll);
testLanguages.exec(runScript('test-languages/main.ts'));

const testCdkVersions = project.addTask('test:cdk-versions', { description: 'Tests against the oldest CDK of the peer range and the newest' });
testCdkVersions.spawn(project.bundler.bundleTask);
testCdkVersions.spawn(project.compileTask);
testCdkVersions.exec(runScript('test-cdk-versions/main.ts'));

const bench = project.addTask('bench', { description: 'Measures the library against what people use today, and writes bench/RESULTS.md' });
bench.spawn(project.bundler.bundleTask);
bench.spawn(project.compileTask);
bench.exec('npm ci --prefix bench --no-audit --no-fund');
bench.exec('ts-node --transpile-only --project tsconfig.json bench/main.ts');

project.addTask('draw-images', { description: 'Draws the pictures in docs/images', exec: runScript('draw-images.ts') });

// Every sample of the README must compile, in TypeScript as it stands.
const samples = project.addTask('samples', { description: 'Compiles the samples of the README, strictly' });
samples.exec('jsii-rosetta extract --strict .');
project.postCompileTask.spawn(samples);

// Says on every run that Node 20 is at its end; the oldest that we support is named in package.json.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

// projen's workflows set up toolchains that are at their end of life. Each patch names what it replaces: it fails when projen moves on.
for (const [workflow, job, step, input, old, current] of [
  ['build', 'package-java', 0, 'java-version', '11', '21'],
  ['build', 'package-dotnet', 1, 'dotnet-version', '6.x', '10.x'],
  ['build', 'package-go', 1, 'go-version', '^1.18.0', 'stable'],
  ['release', 'release_maven', 0, 'java-version', '11', '21'],
  ['release', 'release_nuget', 1, 'dotnet-version', '6.x', '10.x'],
  ['release', 'release_golang', 1, 'go-version', '^1.18.0', 'stable'],
] as const) {
  const path = `/jobs/${job}/steps/${step}/with/${input}`;
  project.github?.tryFindWorkflow(workflow)?.file?.patch(JsonPatch.test(path, old), JsonPatch.replace(path, current));
}

// publib's own default, which need not be repeated.
project.github?.tryFindWorkflow('release')?.file?.patch(JsonPatch.remove('/jobs/release_npm/steps/9/env/NPM_REGISTRY'));

project.synth();
