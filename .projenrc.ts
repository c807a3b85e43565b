import { awscdk, javascript } from 'projen';

// ---------------------------------------------------------------------------------------------
// Who publishes this: the one place to change when the project moves to another home.
// ---------------------------------------------------------------------------------------------
const publisher = {
  author: 'cdk-chime-phone-number-association contributors',
  authorAddress: 'maintainers@cdk-chime-phone-number-association.dev',
  repositoryUrl: 'https://github.com/cdk-chime-phone-number-association/cdk-chime-phone-number-association.git',
};

const name = 'cdk-chime-phone-number-association';

const project = new awscdk.AwsCdkConstructLibrary({
  ...publisher,
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
  // scripts/test-cdk-versions.sh runs the tests on the oldest one.
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
    devdirs: ['test', 'examples/typescript'],
    tsconfigPath: './tsconfig.json',
    ignorePatterns: ['*.d.ts', '*.js', 'node_modules/', 'coverage', 'lib', 'assets', '!.projenrc.ts'],
  },
  // Tests and examples are type-checked too; ts-jest itself only transpiles.
  typecheckTests: true,
  bundlerOptions: { esbuildVersion: '^0.28.2' },
  jestOptions: {
    jestVersion: '^30.0.0',
    jestConfig: {
      randomize: true,
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      collectCoverageFrom: ['src/**/*.ts', 'lambda/**/*.ts'],
      coverageReporters: ['text', 'lcov'],
    },
  },
  // The template would be an example of projen's, not of ours.
  sampleCode: false,
  // Renovation of dependencies goes through projen's own upgrade workflow; Mergify is a service of its own.
  githubOptions: { mergify: false },
  devDeps: [
    'aws-cdk-lib@^2.276.0',
    'constructs@^10.8.1',
    '@aws-sdk/client-chime-sdk-voice@^3.1142.0',
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
  bumpPackage: 'commit-and-tag-version@^12',
});

// unrs-resolver 1.13.0 names optional bindings that the npm registry does not have: `npm ci` would fail.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

// Everything the handler imports ends up in the bundle; nothing is left for a user to install.
project.eslint?.allowDevDeps('**/lambda/**');

// Only what is meant for users can be imported, and the examples import the library by its name.
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './.jsii': './.jsii',
  './package.json': './package.json',
});

// The handler is bundled when the library is built, so that a user needs neither esbuild nor Docker.
project.bundler.addBundle('./lambda/phone-number-association/', {
  platform: 'node',
  target: 'node24',
  // ES modules first: esbuild can leave out what is not used (1,241,875 bytes become 861,890).
  mainFields: ['module', 'main'],
  watchTask: false,
  esbuildArgs: {
    // Lambda hands out its credentials in the environment and nowhere else: the other providers are dead weight.
    '--alias:@aws-sdk/credential-provider-node': './lambda/phone-number-association/environment-credentials.ts',
    // Identifiers stay as they are, so that a stack trace in the log can be read.
    '--minify-whitespace': true,
    '--minify-syntax': true,
  },
});

// `npm test` on a fresh clone: bundle and compile first, then what `projen build` runs as its test step.
const verify = project.addTask('verify', { description: 'Bundle, compile, test and lint, from a fresh clone' });
verify.spawn(project.bundler.bundleTask);
verify.spawn(project.compileTask);
verify.spawn(project.testTask);
project.package.setScript('test', 'projen verify');

project.synth();
