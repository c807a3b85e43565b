import { App } from 'aws-cdk-lib';
import { Outcome, Places } from './expectation';
import { Owner, SimulatedAccount, StackListener, StackResult, voiceConnector } from '../../aws-simulator';
import { CloudAssemblies, jsonLog } from '../../aws-simulator/testing';

export const BRANCH = voiceConnector('branch1ghij2klmno3pqr4');
export const STACK = 'Telephony';

/** As in the example's cdk.json: what CDK's validation of the template finds is an error. */
const CONTEXT = { '@aws-cdk/core:validateAgainstDefaultRules': true };

/** A connector that CloudFormation has just made is unknown to the API for a while. */
const FRESH_CONNECTOR_MS = 20_000;

const WRITES: readonly string[] = ['Associate', 'Disassociate'];

/** What a step has done, and what it has to say. */
export type Played = Pick<Outcome, 'status' | 'reasons' | 'logLines'>;

export interface AccountListener {
  readonly onEvent: StackListener;
  /** Told when a run of the function is killed, with the virtual time. */
  readonly onKill: (time: number) => void;
}

/** The account in which the demo plays: a branch's connector that was made by hand, and the stack. */
export class Account {
  public static async open(listener: AccountListener): Promise<Account> {
    const aws = await SimulatedAccount.start({ seed: 1, freshConnectorMs: FRESH_CONNECTOR_MS });
    aws.chime.create(BRANCH);
    return new Account(aws, listener);
  }

  private readonly assemblies = new CloudAssemblies();
  private kills = 0;

  private constructor(private readonly aws: SimulatedAccount, private readonly listener: AccountListener) {
    this.stack.listener = listener.onEvent;
  }

  public async close(): Promise<void> {
    await this.aws.stop();
    this.assemblies.delete();
  }

  /** Puts numbers into the account's inventory. */
  public order(phoneNumbers: readonly string[], owner?: Owner): void {
    for (const phoneNumber of phoneNumbers) this.aws.chime.order(phoneNumber, { owner });
  }

  /** What somebody does in the console: puts a number elsewhere, or without an owner on nothing. */
  public moveByHand(phoneNumber: string, owner?: Owner): void {
    if (owner) this.aws.chime.associate(phoneNumber, owner);
    else this.aws.chime.disassociate(phoneNumber);
  }

  /** Lets the next creation of a scripted resource fail. */
  public failCreationOf(logicalId: string, reason: string): void {
    this.aws.cloudFormation.script(logicalId, 'create', { failsWith: reason });
  }

  /** Kills the function when the service has done what the first write asks for: the function does not see the answer. */
  public killAfterFirstWrite(): void {
    const { chime, lambda, simulation } = this.aws;
    lambda.killWhen = ({ run, service, when }) => {
      const last = chime.requests.at(-1);
      const kills = run === 0 && service === 'chime' && when === 'after' && last?.status === 200 && WRITES.includes(last.operation);
      if (!kills) return false;
      lambda.killWhen = undefined;
      this.kills += 1;
      this.listener.onKill(simulation.now());
      return true;
    };
  }

  /** Synthesizes with the real CDK, and creates the stack or updates it. */
  public async deploy(declare: (app: App) => void): Promise<Played> {
    return played(await this.stack.deploy(this.assemblies.synthesize(declare, { context: CONTEXT }).getStackByName(STACK)));
  }

  public async delete(): Promise<Played> {
    return played(await this.stack.delete());
  }

  /** Lets the schedules fire; the log lines are what the handler has written about it. */
  public async checkForDrift(): Promise<Played> {
    const driftLines = () => jsonLog(this.aws).filter(({ step }) => step === 'drift');
    const before = driftLines().length;
    for (const { logicalId } of this.stack.resourcesOfType('AWS::Scheduler::Schedule')) await this.stack.fire(logicalId);
    return { status: this.stack.status ?? 'no stack', reasons: [], logLines: driftLines().slice(before) };
  }

  /** Plays a step, and looks at what has become of the numbers. */
  public async observe(step: () => Promise<Played>): Promise<Outcome> {
    const { chime, simulation } = this.aws;
    const [startedAt, served, unexpected, killed] = [simulation.now(), chime.requests.length, chime.unexpected.length, this.kills];
    const associated = chime.all().map(({ e164 }) => e164).filter(e164 => chime.ownerOf(e164));
    const result = await step();
    const requests = chime.requests.slice(served);
    return {
      ...result,
      places: this.places(),
      requests: requests.length,
      writes: requests.filter(({ operation }) => WRITES.includes(operation)).length,
      kills: this.kills - killed,
      interrupted: associated.filter(e164 => chime.wasUnowned(e164, startedAt)),
      unexpected: chime.unexpected.slice(unexpected),
    };
  }

  private get stack() {
    return this.aws.stack(STACK);
  }

  private places(): Places {
    const { chime } = this.aws;
    const places: Record<keyof Places, string[]> = { office: [], support: [], branch: [], nothing: [] };
    const connectorId = (logicalId: string) => this.stack.resource(logicalId)?.attributes?.VoiceConnectorId;
    const placeOf = (owner: Owner | undefined): keyof Places => {
      if (!owner) return 'nothing';
      if (owner.value === connectorId('Connector')) return 'office';
      return owner.value === connectorId('SupportConnector') ? 'support' : 'branch';
    };
    for (const { e164 } of chime.all()) places[placeOf(chime.ownerOf(e164))].push(e164);
    return places;
  }
}

function played({ status, reasons }: StackResult): Played {
  return { status, reasons, logLines: [] };
}
