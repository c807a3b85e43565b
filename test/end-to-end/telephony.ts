import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { DeployOptions, Owner, ResetOptions, ServedRequest, SimulatedAccount, StackResult, StackSource, voiceConnector, voiceConnectorGroup } from '../../aws-simulator';
import { sourceOf } from '../../aws-simulator/cloudformation/template';
import {
  PhoneNumberAssociationProps, PhoneNumberAssociationProvider, VoiceConnectorGroupPhoneNumberAssociation,
  VoiceConnectorPhoneNumberAssociation, VoiceConnectorPhoneNumberAssociationProps,
} from '../../src';
import { AssociationProperties, RESOURCE_TYPE } from '../../src/contract/properties';

export const OFFICE = 'abcdef1ghij2klmno3pqr4';
export const BRANCH = 'branch1ghij2klmno3pqr4';
export const STRANGER = 'strang1ghij2klmno3pqr4';
export const GROUP = '1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d';
export const SIP_RULE: Owner = { kind: 'SipRuleId', value: '5e6f1a2b-3c4d-4a8b-9c0d-1e2f3a4b5c6d' };

export const STACK_NAME = 'Telephony';

/** The nth number, from +12065550000 on. */
export function number(n: number): string {
  return `+1206${5_550_000 + n}`;
}

export function numbers(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => number(first + index));
}

/** What one association of a stack declares; its owner is a connector, or the group. */
export interface AssociationSpec extends Omit<PhoneNumberAssociationProps, 'e164PhoneNumbers'> {
  readonly on: string;
  readonly numbers: string[];
}

/** By the ids of the associations. */
export type AssociationSpecs = Readonly<Record<string, AssociationSpec>>;

/** A resource of a stack that waits for all its associations: it is made after the numbers have moved. */
export const LAST = 'Last';

/** An account with four owners, in which the synthesized stacks of a test live. */
export class Telephony {
  public static async start(options: { seed?: number; region?: string } = {}): Promise<Telephony> {
    const telephony = new Telephony(await SimulatedAccount.start({ seed: 1, ...options }), mkdtempSync(join(tmpdir(), 'telephony-')));
    telephony.reset();
    return telephony;
  }

  private assemblies = 0;

  private constructor(public readonly aws: SimulatedAccount, private readonly directory: string) {}

  public reset(seed = 1, options: ResetOptions = {}): void {
    // Cold functions: what a warm one keeps would make a run depend on those before it.
    this.aws.reset({ seed, cold: true, clockSkew: {}, ...options });
    for (const owner of [voiceConnector(OFFICE), voiceConnector(BRANCH), voiceConnector(STRANGER), voiceConnectorGroup(GROUP)]) {
      this.aws.chime.create(owner);
    }
  }

  public async stop(): Promise<void> {
    await this.aws.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Synthesizes a stack with the real CDK. */
  public synthesize(declare: (stack: Stack) => void): CloudFormationStackArtifact {
    this.assemblies += 1;
    const app = new App({ analyticsReporting: false, outdir: join(this.directory, String(this.assemblies)) });
    const stack = new Stack(app, STACK_NAME);
    declare(stack);
    return app.synth().getStackByName(STACK_NAME);
  }

  /** A stack with one association named `Numbers`. */
  public association(props: Partial<VoiceConnectorPhoneNumberAssociationProps> & { timeout?: Duration }): CloudFormationStackArtifact {
    const { timeout, ...rest } = props;
    return this.synthesize(stack => {
      if (timeout) new PhoneNumberAssociationProvider(stack, 'Provider', { timeout });
      new VoiceConnectorPhoneNumberAssociation(stack, 'Numbers', { voiceConnectorId: OFFICE, e164PhoneNumbers: [number(0)], ...rest });
    });
  }

  /** A stack with associations by their ids, and with what else the test needs. */
  public stackOf(associations: AssociationSpecs, also: (stack: Stack) => void = () => undefined): CloudFormationStackArtifact {
    return this.synthesize(stack => {
      also(stack);
      for (const [id, spec] of Object.entries(associations)) associate(stack, id, spec);
    });
  }

  /** The same, with a resource that waits for all associations: see `failLast`. */
  public stackWithLast(associations: AssociationSpecs): CloudFormationStackArtifact {
    return this.synthesize(stack => {
      const made = Object.entries(associations).map(([path, spec]) => associate(stack, path, spec));
      new CfnResource(stack, LAST, { type: 'Test::Scripted' }).node.addDependency(...made);
    });
  }

  /** Lets the next creation of the resource fail that waits for all associations. */
  public failLast(): void {
    this.aws.cloudFormation.script(LAST, 'create', { failsWith: 'It was to fail' });
  }

  /** The same stack, which fails when the numbers have moved. */
  public stackFailingLast(associations: AssociationSpecs): CloudFormationStackArtifact {
    this.failLast();
    return this.stackWithLast(associations);
  }

  public deploy(
    stack: CloudFormationStackArtifact | StackSource, parameters?: Readonly<Record<string, string>>, options?: DeployOptions,
  ): Promise<StackResult> {
    return this.aws.stack(STACK_NAME).deploy(stack, { parameters, ...options });
  }

  /** Deploys what has to succeed. */
  public async deployed(stack: CloudFormationStackArtifact | StackSource, parameters?: Record<string, string>): Promise<void> {
    const { status, reasons } = await this.deploy(stack, parameters);
    expect(reasons).toEqual([]);
    expect(['CREATE_COMPLETE', 'UPDATE_COMPLETE']).toContain(status);
  }

  public delete(): Promise<StackResult> {
    return this.aws.stack(STACK_NAME).delete();
  }

  /** Puts numbers into the account, on an owner or on none. */
  public order(phoneNumbers: readonly string[], owner?: Owner): void {
    for (const phoneNumber of phoneNumbers) this.aws.chime.order(phoneNumber, { owner });
  }

  /** The numbers on an owner. */
  public on(id: string): readonly string[] {
    return this.aws.chime.numbersOf(id === GROUP ? voiceConnectorGroup(id) : voiceConnector(id));
  }

  /** The steps that the handler has logged. */
  public steps(): Record<string, unknown>[] {
    return this.aws.lambda.logNames().flatMap(name => this.aws.lambda.log(name)).join('').split('\n')
      .filter(line => line.startsWith('{"step"')).map(line => JSON.parse(line));
  }

  /** For events that do not come from CloudFormation. */
  public handlerArn(): string {
    const [handler] = this.aws.stack(STACK_NAME).resourcesOfType('AWS::Lambda::Function');
    return `arn:aws:lambda:${this.aws.region}:${this.aws.account}:function:${handler.physicalId}`;
  }

  /** The owner of each number, for comparing before and after. */
  public owners(): Record<string, string | undefined> {
    return Object.fromEntries(this.aws.chime.all().map(({ e164 }) => [e164, this.aws.chime.ownerOf(e164)?.value]));
  }

  /** Virtual time, for looking back to it. */
  public now(): number {
    return this.aws.simulation.now();
  }

  /** Those of the numbers that were on nothing at some moment since a virtual time. */
  public unownedSince(time: number, phoneNumbers: readonly string[]): readonly string[] {
    return phoneNumbers.filter(phoneNumber => this.aws.chime.wasUnowned(phoneNumber, time));
  }

  /** Requests that were served after a virtual time. */
  public requestsSince(time: number): readonly ServedRequest[] {
    return this.aws.chime.requests.filter(request => request.time > time);
  }

  /** Writes that were sent, for asserting that there were none. */
  public writes(): number {
    const { Associate, Disassociate } = this.aws.chime.counts();
    return Associate + Disassociate;
  }
}

function associate(stack: Stack, id: string, { on, numbers: e164PhoneNumbers, ...props }: AssociationSpec) {
  return on === GROUP
    ? new VoiceConnectorGroupPhoneNumberAssociation(stack, id, { voiceConnectorGroupId: on, e164PhoneNumbers, ...props })
    : new VoiceConnectorPhoneNumberAssociation(stack, id, { voiceConnectorId: on, e164PhoneNumbers, ...props });
}

/** Associations by path, as the template has them. */
export type Associations = Readonly<Record<string, AssociationProperties>>;

/** A synthesized stack that declares other associations: what a token could bring, or one template for many runs. */
export function sourceWith(artifact: CloudFormationStackArtifact, associations: Associations): StackSource {
  const source = sourceOf(artifact);
  const [[logicalId, resource]] = Object.entries(source.template.Resources).filter(([, { Type }]) => Type === RESOURCE_TYPE);
  const changed = { ...resource, Properties: { ...resource.Properties, Associations: associations } };
  return { ...source, template: { ...source.template, Resources: { ...source.template.Resources, [logicalId]: changed } } };
}

/** What one association declares, with all that a test does not care about. */
export function declared(properties: Partial<AssociationProperties>): AssociationProperties {
  const owner = properties.VoiceConnectorGroupId === undefined ? { VoiceConnectorId: OFFICE } : {};
  return { ...owner, E164PhoneNumbers: [number(0)], ForceAssociate: false, Region: 'us-east-1', RemovalPolicy: 'destroy', ...properties };
}

/** A telephony for a test file, as new for every test; no test may send what the service does not know. */
export function useTelephony(): () => Telephony {
  const holder: { telephony?: Telephony } = {};
  const telephony = () => {
    if (!holder.telephony) throw new Error('The telephony is only there inside a test');
    return holder.telephony;
  };
  beforeAll(async () => { holder.telephony = await Telephony.start(); });
  beforeEach(() => telephony().reset());
  afterEach(() => expect(telephony().aws.chime.unexpected).toEqual([]));
  afterAll(() => telephony().stop());
  return telephony;
}
