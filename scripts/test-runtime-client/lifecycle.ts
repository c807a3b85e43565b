import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CustomResource, Declared } from './custom-resource';
import { ResourceAnswer, ResponseReceiver } from './response-receiver';
import { Outcome, RuntimeApi } from './runtime-api';
import { ExecutionEnvironment, Installation } from './runtime-client';
import { voiceConnector } from '../../aws-simulator';
import { StandaloneAccount } from '../../aws-simulator/standalone/standalone-account';
import { Report } from '../support/report';

const OFFICE = 'abcdef1ghij2klmno3pqr4';
const BRANCH = 'branch1ghij2klmno3pqr4';
const NUMBERS = Array.from({ length: 120 }, (_, n) => `+1206${5_550_000 + n}`);
const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:111122223333:function:Telephony-Handler';
const FUNCTION_TIMEOUT_SECONDS = 60;
/** How long Lambda waits until it runs an asynchronous event again. */
const RETRY_PAUSE_MILLIS = 60_000;

/** Told of each request to the services when it has been served, right before its answer goes out. */
interface RequestHook {
  onRequest?: (url: string) => void;
}

/** A stack's life, with the function in processes of its own and services on this machine. */
export class Lifecycle {
  public static async start(installation: Installation, workspace: string): Promise<Lifecycle> {
    const hook: RequestHook = {};
    const account = await StandaloneAccount.start({ onRequest: (_method, url) => hook.onRequest?.(url) });
    const receiver = await ResponseReceiver.start(workspace);
    const lifecycle = new Lifecycle(installation, account, receiver, hook);
    lifecycle.runtimeApiAddress = await lifecycle.runtimeApi.start();
    for (const id of [OFFICE, BRANCH]) account.chime.create(voiceConnector(id));
    for (const number of NUMBERS) account.chime.order(number);
    return lifecycle;
  }

  private readonly runtimeApi = new RuntimeApi(FUNCTION_ARN);
  private readonly resource: CustomResource;
  private runtimeApiAddress = '';
  private environment?: ExecutionEnvironment;

  private constructor(
    private readonly installation: Installation, private readonly account: StandaloneAccount,
    private readonly receiver: ResponseReceiver, private readonly hook: RequestHook,
  ) {
    this.resource = new CustomResource(account, receiver, FUNCTION_TIMEOUT_SECONDS);
  }

  public async play(report: Report): Promise<void> {
    const subject = 'bundle';
    await report.step(subject, `creates: ${NUMBERS.length} numbers are on their connector`, () => this.create());
    await report.step(subject, 'moves them to another connector in the same, warm process', () => this.move(BRANCH));
    await report.step(subject, 'is killed after its first write; the next run of the event, a minute later, ends the move', () => this.moveWithKill(OFFICE));
    await report.step(subject, 'tells that a number is not there, and undoes what it did', () => this.refuse());
    await report.step(subject, 'deletes: all numbers are on nothing', () => this.delete());
    await report.step(subject, 'has sent nothing that the services do not know', () => deepStrictEqual(this.account.chime.unexpected, []));
  }

  public async stop(): Promise<void> {
    await this.environment?.kill();
    this.runtimeApi.stop();
    this.receiver.stop();
    await this.account.stop();
  }

  private async create(): Promise<void> {
    const event = this.resource.begin('Create', declaredOn(OFFICE));
    await this.run(event);
    this.expectSuccess('Create');
    this.expectAllOn(OFFICE);
  }

  private async move(connector: string): Promise<void> {
    const { environment } = this;
    await this.run(this.resource.begin('Update', declaredOn(connector)));
    strictEqual(this.environment, environment);
    this.expectSuccess('Update');
    this.expectAllOn(connector);
  }

  private async moveWithKill(connector: string): Promise<void> {
    const from = this.account.chime.requests.length;
    const event = this.resource.begin('Update', declaredOn(connector));
    const requestId = randomUUID();
    const killed = new Promise<void>(resolve => {
      this.hook.onRequest = url => {
        if (!url.includes('associate-phone-numbers')) return;
        this.hook.onRequest = undefined;
        void this.environment!.kill().then(resolve);
      };
    });
    const run = this.run(event, requestId);
    await Promise.race([killed, run]);
    this.environment = undefined;
    const moved = this.account.chime.numbersOf(voiceConnector(connector)).length;
    ok(moved > 0 && moved < NUMBERS.length, `${moved} numbers had moved when the process was killed, expected some`);
    await sleep(RETRY_PAUSE_MILLIS);
    await this.run(event, requestId);
    this.expectSuccess('Update');
    this.expectAllOn(connector);
    const since = this.account.chime.requests[from].time;
    deepStrictEqual(NUMBERS.filter(number => this.account.chime.wasUnowned(number, since)), [], 'These numbers were on nothing for a while');
  }

  private async refuse(): Promise<void> {
    const missing = '+12065559999';
    const before = this.account.chime.numbersOf(voiceConnector(OFFICE));
    await this.run(this.resource.begin('Update', { ...declaredOn(OFFICE), Other: { voiceConnectorId: BRANCH, phoneNumbers: [missing] } }));
    const answer = this.lastAnswer();
    strictEqual(answer.Status, 'FAILED');
    ok(answer.Reason?.includes(missing), answer.Reason);
    deepStrictEqual(this.account.chime.numbersOf(voiceConnector(OFFICE)), before);
    this.resource.fail(declaredOn(OFFICE));
  }

  private async delete(): Promise<void> {
    await this.run(this.resource.begin('Delete', {}));
    this.expectSuccess('Delete');
    deepStrictEqual(NUMBERS.filter(number => this.account.chime.ownerOf(number)), []);
  }

  /** Hands an event to the function, in a process that is there or in a fresh one. */
  private async run(event: object, requestId: string = randomUUID()): Promise<Outcome> {
    this.environment ??= this.freshEnvironment();
    const { environment } = this;
    const outcome = await this.runtimeApi.invoke(event, { requestId, timeoutMillis: FUNCTION_TIMEOUT_SECONDS * 1_000 });
    strictEqual(outcome.kind, 'response', `${outcome.body}\n${environment.log()}`);
    return outcome;
  }

  private freshEnvironment(): ExecutionEnvironment {
    return new ExecutionEnvironment(this.installation, {
      AWS_LAMBDA_RUNTIME_API: this.runtimeApiAddress,
      AWS_LAMBDA_FUNCTION_NAME: 'Telephony-Handler',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/Telephony-Handler',
      AWS_LAMBDA_LOG_STREAM_NAME: 'stream',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
      AWS_ENDPOINT_URL_CHIME_SDK_VOICE: this.account.url,
      AWS_ENDPOINT_URL_CLOUDFORMATION: this.account.url,
      NODE_EXTRA_CA_CERTS: this.receiver.certificate,
    });
  }

  private lastAnswer(): ResourceAnswer {
    const answer = this.receiver.answers.at(-1);
    ok(answer, `No answer has arrived\n${this.environment?.log()}`);
    return answer;
  }

  private expectSuccess(requestType: 'Create' | 'Update' | 'Delete'): void {
    const answer = this.lastAnswer();
    strictEqual(answer.Status, 'SUCCESS', answer.Reason);
    this.resource.complete(requestType, answer.PhysicalResourceId);
  }

  private expectAllOn(connector: string): void {
    deepStrictEqual(this.account.chime.numbersOf(voiceConnector(connector)), NUMBERS);
  }
}

function declaredOn(voiceConnectorId: string): Declared {
  return { Numbers: { voiceConnectorId, phoneNumbers: NUMBERS } };
}
