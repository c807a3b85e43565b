import { awscdk, javascript, release } from 'projen';
import { configureLint } from './projenrc/lint';
import { configureTasks, PUBLIB_VERSION } from './projenrc/tasks';
import { configureWorkflows } from './projenrc/workflows';

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

/** Types of commit subjects. What changes something for users has a section of the changelog. */
const COMMIT_TYPES: ReadonlyArray<{ readonly type: string; readonly section?: string }> = [
  { type: 'feat', section: 'Features' },
  { type: 'fix', section: 'Bug Fixes' },
  { type: 'perf', section: 'Performance' },
  { type: 'docs', section: 'Documentation' },
  { type: 'refactor', section: 'Code Refactoring' },
  { type: 'revert', section: 'Reverts' },
  { type: 'test' },
  { type: 'build' },
  { type: 'ci' },
  { type: 'chore' },
];

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
  // The gate is a workflow of its own, see projenrc/workflows.ts; a bot that commits into pull requests has no place in it.
  buildWorkflow: false,

  // tsconfig.json is the one that editors, eslint and jest read; jsii writes its own beside it.
  // Source maps inside of the code that is shipped would make a third of the package.
  tsconfig: { fileName: 'tsconfig.jsii.json', compilerOptions: { inlineSourceMap: false, inlineSources: false } },
  tsconfigDevFile: 'tsconfig.json',
  // The examples import the library by its name, and have manifests of their own.
  tsconfigDev: { compilerOptions: { paths: { [name]: ['./src/index.ts'] } } },
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
      globalSetup: '<rootDir>/test/global-setup.ts',
      setupFiles: ['<rootDir>/test/environment.ts'],
      // The examples import the library by its name: what they get in a test is src/ as it is now, not lib/ as it was compiled last.
      moduleNameMapper: { [`^${name}$`]: '<rootDir>/src/index.ts' },
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
  gitignore: [
    '/reports/', '/.stryker-tmp/', '/stryker.log', '/probe-journal.json*',
    '/.npmignore', '.jsii.tabl.json', 'cdk.out',
    '/examples/typescript/package-lock.json', '/examples/python/.venv/', '/examples/java/target/', '/examples/go/go.sum', '/examples/go/telephony',
    '/examples/dotnet/bin/', '/examples/dotnet/obj/',
  ],
  // The template would be an example of projen's, not of ours.
  sampleCode: false,
  // Renovation of dependencies goes through projen's own upgrade workflow; Mergify is a service of its own.
  githubOptions: {
    mergify: false,
    pullRequestLintOptions: { semanticTitleOptions: { types: COMMIT_TYPES.map(({ type }) => type) } },
  },
  pullRequestTemplateContents: [
    'Fixes #',
    '',
    'What changes for users, and why:',
    '',
    '- [ ] The title is a conventional commit subject (`feat: …`, `fix: …`, see CONTRIBUTING.md)',
    '- [ ] Each new test was run once against code that is broken on purpose',
    '- [ ] `bash .ci/run` passes',
  ],
  depsUpgradeOptions: { workflowOptions: { schedule: javascript.UpgradeDependenciesSchedule.WEEKLY } },
  devDeps: [
    // The newest for Node.js 20.
    '@stryker-mutator/core@^9.6.1',
    '@stryker-mutator/jest-runner@^9.6.1',
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
  // A maintainer decides when; version and changelog come from the commit subjects.
  releaseTrigger: release.ReleaseTrigger.workflowDispatch(),
  versionrcOptions: { types: COMMIT_TYPES.map(({ type, section }) => section ? { type, section } : { type, hidden: true }) },
  // Without long-lived tokens, where a registry can do that, and with a statement of where a package was built.
  releaseToNpm: true,
  npmTrustedPublishing: true,
  npmProvenance: true,
  jsiiReleaseVersion: PUBLIB_VERSION,
  publishToPypi: { distName: name, module: 'cdk_chime_phone_number_association', trustedPublishing: true },
  publishToMaven: {
    mavenGroupId: publisher.mavenGroupId,
    mavenArtifactId: name,
    javaPackage: 'io.github.cdkchime.phonenumberassociation',
  },
  publishToNuget: { packageId: 'CdkChime.PhoneNumberAssociation', dotNetNamespace: 'CdkChime.PhoneNumberAssociation' },
  publishToGo: { moduleName: publisher.goModule },
  // projen would begin with 0.0.0.
  nextVersionCommand: 'test -n "$LATEST_TAG" || echo 0.1.0',
  // commit-and-tag-version 13 wants Node 22.
  bumpPackage: 'commit-and-tag-version@^12',
});

// unrs-resolver 1.13.0 names optional bindings that the npm registry does not have: `npm ci` would fail.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

project.package.addField('files', ['lib', 'assets', '.jsii', '.jsii.tabl.json', 'API.md', 'THIRD-PARTY-NOTICES']);

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
  esbuildArgs: {
    // Lambda hands out its credentials in the environment and nowhere else: the other providers are dead weight.
    '--alias:@aws-sdk/credential-provider-node': './lambda/phone-number-associations/service/environment-credentials.ts',
    // Loaded by the SDK only for operations with event streams, which the handler has none of: 16 kB.
    '--external:@smithy/core/event-streams': true,
  },
});

configureTasks(project);
configureLint(project);
configureWorkflows(project.github!);

project.synth();
