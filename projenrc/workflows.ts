import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Component, github, JsonPatch } from 'projen';
import { JobPermission } from 'projen/lib/github/workflows-model';

interface PinnedAction {
  readonly commit: string;
  readonly version: string;
}

/** Every action at the commit that its version names: a tag can be moved, a commit cannot. */
const ACTIONS = {
  'actions/checkout': { commit: '3d3c42e5aac5ba805825da76410c181273ba90b1', version: 'v7.0.1' },
  'actions/download-artifact': { commit: '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c', version: 'v8.0.1' },
  'actions/setup-dotnet': { commit: 'a98b56852c35b8e3190ac28c8c2271da59106c68', version: 'v6.0.0' },
  'actions/setup-go': { commit: 'b7ad1dad31e06c5925ef5d2fc7ad053ef454303e', version: 'v7.0.0' },
  'actions/setup-java': { commit: 'dd06d9cba3e5552c54d9f8ea23572deb30010f7c', version: 'v6.0.0' },
  'actions/setup-node': { commit: '820762786026740c76f36085b0efc47a31fe5020', version: 'v7.0.0' },
  'actions/setup-python': { commit: '5fda3b95a4ea91299a34e894583c3862153e4b97', version: 'v7.0.0' },
  'actions/upload-artifact': { commit: '043fb46d1a93c77aae656e7c1c64a875d1fc6a0a', version: 'v7.0.1' },
  'amannn/action-semantic-pull-request': { commit: '48f256284bd46cdaab1048c3721360e808335d50', version: 'v6.1.1' },
  'peter-evans/create-pull-request': { commit: '5f6978faf089d4d20b00c7766989d076bb2fc7f1', version: 'v8.1.1' },
} satisfies Record<string, PinnedAction>;

const pinned = (action: keyof typeof ACTIONS) => `${action}@${ACTIONS[action].commit}`;

/** The toolchains of the gate, none of them at its end of life. projen's own defaults lag behind. */
const TOOLCHAINS = { node: '24', python: '3.x', java: '21', dotnet: '10.x', go: 'stable' } as const;

const READ_CONTENTS = { contents: JobPermission.READ };

/** The gate, and projen's release, upgrade and pull-request workflows, tightened. */
export function configureWorkflows(actions: github.GitHub): void {
  for (const action of Object.keys(ACTIONS) as Array<keyof typeof ACTIONS>) actions.actions.set(action, pinned(action));
  addGate(actions);
  tightenRelease(actions);
  tightenUpgrade(actions);
  tightenPullRequestLint(actions);
  new VersionComments(actions.project);
}

/** What takes the packed library, other toolchains or other people's judgement, and longer. It runs beside the gate, each in a step of its own. */
const BESIDE_THE_GATE = [
  'test:languages', 'test:cdk-versions', 'test:node-versions', 'rehearse:release', 'judge:templates', 'check:service-model', 'test:runtime-client',
];

/** What guards a change is what anybody can run: `.ci/run`, and what runs beside it, in a workflow that can write nothing. */
function addGate(actions: github.GitHub): void {
  const workflow = actions.addWorkflow('build');
  workflow.on({ pullRequest: {}, mergeGroup: {}, push: { branches: ['main'] }, workflowCall: {}, workflowDispatch: {} });
  const job = { runsOn: ['ubuntu-latest'], permissions: READ_CONTENTS, timeoutMinutes: 60 };
  // The rehearsal of the release reads the history for its changelog.
  const checkout = { name: 'Check out', uses: pinned('actions/checkout'), with: { 'fetch-depth': 0, 'persist-credentials': false } };
  const node = { name: 'Set up Node.js', uses: pinned('actions/setup-node'), with: { 'node-version': TOOLCHAINS.node, 'package-manager-cache': false } };
  const python = { name: 'Set up Python', uses: pinned('actions/setup-python'), with: { 'python-version': TOOLCHAINS.python } };
  workflow.addJob('gate', { ...job, name: 'The gate', steps: [checkout, node, python, { name: 'Run the gate', run: 'bash .ci/run' }] });
  workflow.addJob('beside', {
    ...job,
    name: 'Beside the gate',
    // A toolchain that is missing is a failure here, not a skip.
    env: { CI: 'true' },
    steps: [
      checkout, node, python,
      { name: 'Set up Java', uses: pinned('actions/setup-java'), with: { 'distribution': 'corretto', 'java-version': TOOLCHAINS.java } },
      { name: 'Set up .NET', uses: pinned('actions/setup-dotnet'), with: { 'dotnet-version': TOOLCHAINS.dotnet, 'cache': false } },
      { name: 'Set up Go', uses: pinned('actions/setup-go'), with: { 'go-version': TOOLCHAINS.go, 'cache': false } },
      { name: 'Install dependencies', run: 'npm ci' },
      ...BESIDE_THE_GATE.map(script => ({ name: script, run: `npm run ${script}` })),
    ],
  });
}

/** The release starts by hand, goes through the gate first, and gives each job what it needs and no more. */
function tightenRelease(actions: github.GitHub): void {
  const release = actions.tryFindWorkflow('release');
  release?.addJob('gate', { uses: './.github/workflows/build.yml', permissions: READ_CONTENTS });
  release?.file?.patch(
    JsonPatch.add('/jobs/release/needs', 'gate'),
    // It builds and bumps; what is tagged and released is another job's.
    JsonPatch.replace('/jobs/release/permissions', { contents: 'read' }),
    ...withoutCredentials('release', 0),
    ...withoutCredentials('release_npm', 3),
    ...withoutCredentials('release_pypi', 4),
    ...withoutCredentials('release_maven', 4),
    ...withoutCredentials('release_nuget', 4),
    ...withoutCredentials('release_golang', 4),
    ...withCurrent('release_maven', 0, 'java-version', '11', TOOLCHAINS.java),
    ...withCurrent('release_nuget', 1, 'dotnet-version', '6.x', TOOLCHAINS.dotnet),
    ...withCurrent('release_golang', 1, 'go-version', '^1.18.0', TOOLCHAINS.go),
    // publib's own default, which need not be repeated.
    JsonPatch.remove('/jobs/release_npm/steps/9/env/NPM_REGISTRY'),
  );
}

function tightenUpgrade(actions: github.GitHub): void {
  actions.tryFindWorkflow('upgrade-main')?.file?.patch(...withoutCredentials('upgrade', 0), ...withoutCredentials('pr', 0));
}

/** The title becomes the subject of the commit. To read it takes no secret, so the event without secrets will do. */
function tightenPullRequestLint(actions: github.GitHub): void {
  actions.tryFindWorkflow('pull-request-lint')?.file?.patch(
    JsonPatch.move('/on/pull_request_target', '/on/pull_request'),
    JsonPatch.replace('/jobs/validate/permissions', { 'pull-requests': 'read' }),
  );
}

/** No step after the checkout can find the token. The test fails when projen moves the step. */
function withoutCredentials(job: string, step: number): JsonPatch[] {
  const path = `/jobs/${job}/steps/${step}`;
  return [JsonPatch.test(`${path}/uses`, pinned('actions/checkout')), JsonPatch.add(`${path}/with/persist-credentials`, false)];
}

/** Sets up a toolchain that is not at its end of life. The test fails when projen moves on. */
function withCurrent(job: string, step: number, input: string, old: string, current: string): JsonPatch[] {
  const path = `/jobs/${job}/steps/${step}/with/${input}`;
  return [JsonPatch.test(path, old), JsonPatch.replace(path, current)];
}

/** Writes beside each pinned commit which version it is, for readers and for the tools that raise it. projen's YAML has no comments. */
class VersionComments extends Component {
  public override postSynthesize(): void {
    const workflows = join(this.project.outdir, '.github', 'workflows');
    for (const path of readdirSync(workflows).map(name => join(workflows, name))) {
      const commented = Object.values(ACTIONS).reduce((yaml, { commit, version }) => yaml.replaceAll(`@${commit}`, `@${commit} # ${version}`), readFileSync(path, 'utf8'));
      chmodSync(path, 0o644);
      writeFileSync(path, commented);
      chmodSync(path, 0o444);
    }
  }
}
