import { ChimeServer } from './chime/chime-server';
import { ChimeService } from './chime/chime-service';
import { ClockSkew } from './clocks';
import { CloudFormationServer } from './cloudformation/api/cloudformation-server';
import { CloudFormationService } from './cloudformation/cloudformation-service';
import { NestedStacks } from './cloudformation/resources/nested-stack';
import { resourceTypes } from './cloudformation/resources/resource-types';
import { Stack } from './cloudformation/stack';
import { StackInstance } from './cloudformation/stack-instance';
import { Iam } from './iam';
import { InvokeServer } from './lambda/invoke-server';
import { LambdaService } from './lambda/lambda-service';
import { Simulation, SimulationOptions } from './simulation';

export interface SimulatedAccountOptions extends SimulationOptions {
  /** @default '111122223333' */
  readonly account?: string;
  /** Where stacks are deployed. @default 'us-east-1' */
  readonly region?: string;
  /** Virtual milliseconds for which the API does not know a connector that CloudFormation has made. @default 0 */
  readonly freshConnectorMs?: number;
  /** @default - all clocks agree */
  readonly clockSkew?: ClockSkew;
}

export interface ResetOptions extends Partial<SimulatedAccountOptions> {
  /** Whether functions start with fresh modules, although they are deployed just as before. @default false */
  readonly cold?: boolean;
}

interface World {
  readonly simulation: Simulation;
  readonly chime: ChimeService;
  readonly cloudFormation: CloudFormationService;
  readonly stacks: Map<string, Stack>;
  readonly nestedStacks: NestedStacks;
}

/**
 * An AWS account on 127.0.0.1 in which a stack can live: CloudFormation, IAM, Lambda and the Chime SDK Voice API.
 *
 * Functions run from the synthesized template's own assets. Time is virtual, and all that is left to chance comes
 * from the seed.
 */
export class SimulatedAccount {
  /** Starts the servers. */
  public static async start(options: SimulatedAccountOptions): Promise<SimulatedAccount> {
    const aws = new SimulatedAccount(options);
    const servers = [aws.chimeServer, aws.invokeServer, aws.cloudFormationServer];
    const [chimeUrl, lambdaUrl, cloudFormationUrl] = await Promise.all(servers.map(server => server.start()));
    aws.endpoints = {
      AWS_ENDPOINT_URL_CHIME_SDK_VOICE: chimeUrl,
      AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormationUrl,
      AWS_ENDPOINT_URL_LAMBDA: lambdaUrl,
    };
    return aws;
  }

  /** Functions, their logs (`lambda.log(name)`), their events, kills (`lambda.killWhen`) and faults of Invoke calls (`lambda.faults`). */
  public readonly lambda: LambdaService;
  /** What each role may do. */
  public readonly iam = new Iam();
  private readonly chimeServer: ChimeServer;
  private readonly cloudFormationServer: CloudFormationServer;
  private readonly invokeServer: InvokeServer;
  private endpoints: Readonly<Record<string, string>> = {};
  private world: World;

  private constructor(private options: SimulatedAccountOptions) {
    this.world = this.newWorld();
    const { iam } = this;
    const simulation = () => this.simulation;
    this.lambda = new LambdaService({
      simulation,
      iam,
      https: request => this.cloudFormation.receive(request),
      clockSkewMs: () => this.options.clockSkew?.lambdaMs ?? 0,
      endpoints: () => this.endpoints,
    });
    this.chimeServer = new ChimeServer(simulation, iam, () => this.chime);
    this.cloudFormationServer = new CloudFormationServer({ simulation, iam, account: () => this.account, service: () => this.cloudFormation });
    this.invokeServer = new InvokeServer(simulation, iam, this.lambda);
  }

  public get account(): string {
    return this.options.account ?? '111122223333';
  }

  public get region(): string {
    return this.options.region ?? 'us-east-1';
  }

  /** Virtual time. */
  public get simulation(): Simulation {
    return this.world.simulation;
  }

  /** The voice service: numbers and who has them, faults, limits, and all requests it has served. */
  public get chime(): ChimeService {
    return this.world.chime;
  }

  /** CloudFormation apart from the single stacks: faults of its API and of answers, scripted resources, and all requests it has served. */
  public get cloudFormation(): CloudFormationService {
    return this.world.cloudFormation;
  }

  /** The stack of this name, whether it has been deployed or not. */
  public stack(name: string): Stack {
    const { stacks, nestedStacks, ...services } = this.world;
    const { account, region, iam, lambda } = this;
    const environment = {
      ...services,
      account,
      region,
      iam,
      lambda,
      resourceType: resourceTypes(nestedStacks.type),
      freshConnectorMs: this.options.freshConnectorMs ?? 0,
    };
    const stack = stacks.get(name) ?? new Stack(name, environment);
    stacks.set(name, stack);
    return stack;
  }

  /** A stack that is a resource of another one, by its id: the physical id of that resource. */
  public nestedStack(id: string): StackInstance | undefined {
    return this.world.nestedStacks.get(id);
  }

  /** Runs a function as an event source would, outside any deployment; `result.payload` is JSON. */
  public invoke(functionArn: string, event: unknown): ReturnType<LambdaService['invoke']> {
    return this.simulation.run(functionArn, () => this.lambda.invoke(functionArn, event));
  }

  /** Lets all that still runs although nobody waits for it come to its end. */
  public drain(): Promise<void> {
    return this.simulation.drain();
  }

  /** Forgets everything but the servers and warm functions: the cheap way to another run. */
  public reset(options: ResetOptions = {}): void {
    this.options = { ...this.options, ...options };
    this.world = this.newWorld();
    this.iam.reset();
    this.lambda.reset(options.cold ?? false);
    this.invokeServer.reset();
  }

  public async stop(): Promise<void> {
    await Promise.all([this.chimeServer.stop(), this.invokeServer.stop(), this.cloudFormationServer.stop()]);
  }

  private newWorld(): World {
    const simulation = new Simulation(this.options);
    const chime = new ChimeService(() => simulation.now(), this.iam, this.account, this.options.clockSkew?.chimeMs);
    return { simulation, chime, cloudFormation: new CloudFormationService(simulation), stacks: new Map(), nestedStacks: new NestedStacks() };
  }
}
