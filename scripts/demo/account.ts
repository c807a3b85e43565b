import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Outcome, Places } from './expectation';
import { SimulatedAccount, Owner, StackListener, StackResult, voiceConnector, voiceConnectorGroup } from '../../aws-simulator';

export const BRANCH = voiceConnector('branch1ghij2klmno3pqr4');
export const GROUP = voiceConnectorGroup('12345678-90ab-cdef-1234-567890abcdef');
export const OFFICE_STACK = 'Telephony';

/** As in the example's cdk.json: what CDK's validation of the template finds is an error. */
const CONTEXT = { '@aws-cdk/core:validateAgainstDefaultRules': true };

/** A connector that CloudFormation has just made is unknown to the API for a while. */
const FRESH_CONNECTOR_MS = 20_000;

const WRITES: readonly string[] = ['Associate', 'Disassociate'];

/** What a step has done, and what it has to say. */
export type Played = Pick<Outcome, 'status' | 'reasons' | 'logLines'>;

/** The account in which the demo plays: a branch's connector and a group that were made by hand, and the stacks. */
export class Account {
  static async open(listener: StackListener): Promise<Account> {
    const aws = await SimulatedAccount.start({ seed: 1, freshConnectorMs: FRESH_CONNECTOR_MS });
    aws.chime.create(BRANCH);
    aws.chime.create(GROUP);
    return new Account(aws, mkdtempSync(join(tmpdir(), 'phone-number-demo-')), listener);
  }

  private assemblies = 0;

  private constructor(private readonly aws: SimulatedAccount, private readonly directory: string, private readonly listener: StackListener) {}

  async close(): Promise<void> {
    await this.aws.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Puts numbers into the account's inventory. */
  order(phoneNumbers: readonly string[], owner?: Owner): void {
    for (const phoneNumber of phoneNumbers) this.aws.chime.order(phoneNumber, { owner });
  }

  /** What somebody does in the console. */
  moveByHand(phoneNumber: string, owner: Owner): void {
    this.aws.chime.associate(phoneNumber, owner);
  }

  /** Synthesizes with the real CDK, and creates the stack or updates it. */
  async deploy(stackName: string, declare: (app: App) => void): Promise<Played> {
    this.assemblies += 1;
    const app = new App({ analyticsReporting: false, context: CONTEXT, outdir: join(this.directory, String(this.assemblies)) });
    declare(app);
    return played(await this.stack(stackName).deploy(app.synth().getStackByName(stackName)));
  }

  async delete(stackName: string): Promise<Played> {
    return played(await this.stack(stackName).delete());
  }

  /** Lets the schedule fire; the log lines are what the handler has written about it. */
  async lookForDrift(stackName: string): Promise<Played> {
    const stack = this.stack(stackName);
    const logs = () => stack.resourcesOfType('AWS::Lambda::Function').flatMap(({ physicalId }) => this.aws.lambda.log(physicalId)).join('').split('\n');
    const isDrift = (line: string) => line.startsWith('{"step":"drift"');
    const before = logs().filter(isDrift).length;
    for (const { logicalId } of stack.resourcesOfType('AWS::Scheduler::Schedule')) await stack.fire(logicalId);
    return { status: stack.status ?? 'no stack', reasons: [], logLines: logs().filter(isDrift).slice(before) };
  }

  /** Plays a step, and looks at what has become of the numbers. */
  async observe(step: () => Promise<Played>): Promise<Outcome> {
    const { chime, simulation } = this.aws;
    const [startedAt, served, unexpected] = [simulation.now(), chime.requests.length, chime.unexpected.length];
    const associated = chime.all().map(({ e164 }) => e164).filter(e164 => chime.ownerOf(e164));
    const result = await step();
    const requests = chime.requests.slice(served);
    return {
      ...result,
      places: this.places(),
      requests: requests.length,
      writes: requests.filter(({ operation }) => WRITES.includes(operation)).length,
      interrupted: associated.filter(e164 => chime.wasUnowned(e164, startedAt)),
      unexpected: chime.unexpected.slice(unexpected),
    };
  }

  private places(): Places {
    const { chime } = this.aws;
    const office = this.aws.stack(OFFICE_STACK).resource('Connector')?.attributes?.VoiceConnectorId;
    const placeOf = (owner: Owner | undefined): keyof Places => {
      if (!owner) return 'nothing';
      if (owner.value === office) return 'office';
      return owner.value === BRANCH.value ? 'branch' : 'elsewhere';
    };
    const on = (place: keyof Places) => chime.all().map(({ e164 }) => e164).filter(e164 => placeOf(chime.ownerOf(e164)) === place);
    return { office: on('office'), branch: on('branch'), elsewhere: on('elsewhere'), nothing: on('nothing') };
  }

  private stack(name: string) {
    const stack = this.aws.stack(name);
    stack.listener = this.listener;
    return stack;
  }
}

function played({ status, reasons }: StackResult): Played {
  return { status, reasons, logLines: [] };
}
