import { awscdk } from 'projen';

const HANDLER = './lambda/phone-number-associations';

/** What a layer of the handler must not import, and the sentence that the editor shows. */
interface Layer {
  readonly layer: string;
  readonly mustNotImport: readonly string[];
  readonly because: string;
}

const UPPER_LAYERS = ['reconcile', 'dependencies.ts', 'drift-check.ts', 'handler.ts', 'index.ts'];

/** model ← decide, service ← reconcile ← handler ← index; report on model alone. */
const LAYERS: readonly Layer[] = [
  { layer: 'model', mustNotImport: ['cloudformation', 'decide', 'service', 'report', ...UPPER_LAYERS], because: 'the model imports only itself and src/contract' },
  { layer: 'decide', mustNotImport: ['cloudformation', 'service', 'report', ...UPPER_LAYERS], because: 'decisions are pure: they import only the model and src/contract' },
  { layer: 'service', mustNotImport: ['cloudformation', 'decide', 'report', ...UPPER_LAYERS], because: 'how the API is called knows the model, and nothing of what is decided' },
  { layer: 'report', mustNotImport: ['cloudformation', 'decide', 'service', ...UPPER_LAYERS], because: 'what people read is made from the model alone' },
  { layer: 'cloudformation', mustNotImport: ['decide', ...UPPER_LAYERS], because: 'what CloudFormation sends and gets knows nothing of the work in between' },
  { layer: 'reconcile', mustNotImport: ['dependencies.ts', 'drift-check.ts', 'handler.ts', 'index.ts'], because: 'the handler calls the orchestration, not the other way round' },
  { layer: 'handler.ts', mustNotImport: ['index.ts'], because: 'index.ts only builds the dependencies' },
];

interface Zone {
  readonly target: string;
  readonly from: string;
  readonly except?: readonly string[];
  readonly message: string;
}

const HANDLER_ZONES: readonly Zone[] = LAYERS.flatMap(({ layer, mustNotImport, because }) => mustNotImport.map(from => ({
  target: `${HANDLER}/${layer}`, from: `${HANDLER}/${from}`, message: `Layers of the handler: ${because}.`,
})));

const FOLDER_ZONES: readonly Zone[] = [
  { target: './src', from: '.', except: ['./src', './node_modules'], message: 'The constructs import nothing from outside src.' },
  { target: './lambda', from: './src', except: ['./contract'], message: 'The handler shares src/contract with the constructs, and nothing else.' },
  { target: './lambda', from: '.', except: ['./lambda', './src', './node_modules'], message: 'The handler imports nothing from outside lambda and src/contract.' },
];

const SIMULATOR_ZONES: readonly Zone[] = ['./src', './lambda', './test', './scripts', './bench'].map(from => ({
  target: './aws-simulator', from, message: 'The simulator knows nothing of what is tested on it.',
}));

const restrict = (zones: readonly Zone[]) => ['error', { zones }];

/** Packages with which a layer would reach the outside world. */
const OUTSIDE_WORLD = ['@aws-sdk/*', '@smithy/*', 'node:*', 'http', 'https', 'fs', 'timers', 'timers/promises'];

/** Layers, one style for all folders, and sizes that a reader can hold in mind. */
export function configureLint(project: awscdk.AwsCdkConstructLibrary): void {
  const eslint = project.eslint!;
  eslint.addRules({
    'import/no-restricted-paths': restrict([...HANDLER_ZONES, ...FOLDER_ZONES]),
    'import/no-cycle': ['error', { ignoreExternal: true }],
    '@typescript-eslint/no-explicit-any': ['error'],
    '@typescript-eslint/explicit-member-accessibility': ['error', { accessibility: 'explicit', overrides: { constructors: 'no-public' } }],
    '@stylistic/arrow-parens': ['error', 'as-needed'],
    'no-warning-comments': ['error'],
    'max-lines': ['error', 250],
    'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  });
  // A table of cases is as long as it is, and `describe` is a function of many tests.
  eslint.addOverride({ files: ['**/*.test.ts'], rules: { 'max-lines-per-function': ['off'] } });
  eslint.addOverride({
    files: ['aws-simulator/**'],
    excludedFiles: ['**/*.test.ts'],
    rules: { 'import/no-restricted-paths': restrict(SIMULATOR_ZONES) },
  });
  eslint.addOverride({
    files: ['src/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['@aws-sdk/*', '@smithy/*'] }] },
  });
  eslint.addOverride({
    files: ['model', 'decide', 'report'].map(layer => `lambda/*/${layer}/**`),
    rules: { 'no-restricted-imports': ['error', { patterns: OUTSIDE_WORLD }] },
  });

  // Everything the handler imports ends up in the bundle; nothing is left for a user to install.
  eslint.allowDevDeps('**/lambda/**');
  // What the benchmark compares is in a package.json of its own; what it compares with, and builds, is ours.
  eslint.addOverride({
    files: ['bench/**'],
    rules: { 'import/no-extraneous-dependencies': ['error', { packageDir: ['.', './bench'], devDependencies: true }] },
  });
}
