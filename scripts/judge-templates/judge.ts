import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { judgeWithCdkNag } from './cdk-nag';
import { cfnLintArguments, parseCfnLint } from './cfn-lint';
import { Finding } from './finding';
import { GrantedAction, grantedActions } from './granted-actions';
import { ActionTable, READ_ACTION_TABLE } from './iam-actions';
import { declareSamples } from './samples';
import { Template } from '../../aws-simulator/cloudformation/template';
import { output } from '../support/command';

/** The samples as CDK has written them for one region. */
export interface Assembly {
  readonly region: string;
  /** Paths; nested templates are among them. */
  readonly templates: readonly string[];
  readonly nagFindings: readonly Finding[];
}

/** Gives the path of a program that is installed for the judges. */
export type Programs = (name: string) => string;

/** Synthesizes the samples into a folder of the directory, and has cdk-nag look at them. */
export function synthesizeFor(region: string, directory: string): Assembly {
  const outdir = join(directory, region);
  const app = declareSamples(region, outdir);
  app.synth();
  const templates = readdirSync(outdir).filter(name => name.endsWith('.template.json')).map(name => join(outdir, name));
  return { region, templates, nagFindings: judgeWithCdkNag(app) };
}

export async function judgeWithCfnLint({ region, templates }: Assembly, programs: Programs): Promise<Finding[]> {
  return parseCfnLint(await output(programs('cfn-lint'), cfnLintArguments(region, templates), { cwd: '.' }), region);
}

/** All that the roles of the templates are granted. */
export function grantsOf({ templates }: Assembly): GrantedAction[] {
  return templates.flatMap(path => grantedActions(basename(path, '.template.json'), JSON.parse(readFileSync(path, 'utf8')) as Template));
}

export async function readActionTable(granted: readonly GrantedAction[], programs: Programs): Promise<ActionTable> {
  const actions = [...new Set(granted.map(({ action }) => action))].sort();
  return JSON.parse(await output(programs('python'), ['-c', READ_ACTION_TABLE, ...actions], { cwd: '.' })) as ActionTable;
}
