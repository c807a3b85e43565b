import { execFileSync } from 'node:child_process';
import { oldest } from './support/cdk-release';
import { inRepository } from './support/repository';

/**
 * Requires in the Go module the oldest versions that the peer ranges allow.
 *
 * jsii-pacmak requires those that happen to be installed when it packs. Go takes the highest version that any module
 * asks for, so every user would be lifted to the newest CDK of that day.
 */
const GO_MODULES: Readonly<Record<string, string>> = {
  'aws-cdk-lib': 'github.com/aws/aws-cdk-go/awscdk/v2',
  'constructs': 'github.com/aws/constructs-go/constructs/v10',
};

interface GoMod {
  readonly Require: ReadonlyArray<{ readonly Path: string; readonly Indirect?: boolean }>;
}

const options = { cwd: inRepository('dist', 'go', 'cdkchimephonenumberassociation'), encoding: 'utf8' } as const;

const peers = Object.entries(oldest().versions).map(([name, version]) => {
  if (!GO_MODULES[name]) throw new Error(`Peer dependency ${name} has no Go module here: add it to GO_MODULES in scripts/lower-go-requirements.ts`);
  return `-require=${GO_MODULES[name]}@v${version}`;
});

const { Require } = JSON.parse(execFileSync('go', ['mod', 'edit', '-json'], options)) as GoMod;
// These belong to the peers of that day; the oldest ones name their own.
const indirect = Require.filter(({ Indirect }) => Indirect).map(({ Path }) => `-droprequire=${Path}`);

execFileSync('go', ['mod', 'edit', ...peers, ...indirect], options);
