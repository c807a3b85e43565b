import { ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { installNode } from '../support/node-release';
import { inRepository } from '../support/repository';

/** AWS's own client of the runtime API, which the images for Lambda have inside. */
const CLIENT = 'aws-lambda-ric@4.0.2';

const TASK_ROOT = inRepository('assets', 'lambda', 'phone-number-associations');

/** Where the client and the Node.js of the function are installed. */
export interface Installation {
  readonly node: string;
  readonly client: string;
}

/** Installs AWS's client and the function's Node.js. The client builds its native part, for which it needs a C++ compiler, make and cmake. */
export async function install(nodeMajor: string, workspace: string): Promise<Installation> {
  const node = await installNode(nodeMajor, workspace, [CLIENT]);
  return { node, client: join(workspace, 'node_modules', 'aws-lambda-ric', 'index.mjs') };
}

/** An execution environment: a process that runs the shipped bundle, event by event. */
export class ExecutionEnvironment {
  public readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private readonly written: Buffer[] = [];

  constructor({ node, client }: Installation, environment: Readonly<Record<string, string>>) {
    // Lambda hands these variables to a function, and no others.
    const env = { PATH: process.env.PATH, TZ: ':UTC', LANG: 'en_US.UTF-8', LAMBDA_TASK_ROOT: TASK_ROOT, _HANDLER: 'index.handler', ...environment };
    this.child = spawn(node, [client, 'index.handler'], { cwd: TASK_ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.on('data', (chunk: Buffer) => this.written.push(chunk));
    this.ended = new Promise(resolve => this.child.on('close', () => resolve()));
  }

  public log(): string {
    return Buffer.concat(this.written).toString();
  }

  /** At once and without a word, as Lambda ends an environment whose memory or time is over. */
  public async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
