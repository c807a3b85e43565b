import { EventEmitter, once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { SignedRequest, StandaloneAccount, StandaloneAccountOptions, voiceConnector } from '../../../../aws-simulator';
import { ProbeTask } from '../../../../scripts/probe/arguments';
import { Journal, JournalStorage } from '../../../../scripts/probe/journal';
import { RecordingClient } from '../../../../scripts/probe/raw-answers';
import { Report } from '../../../../scripts/probe/report';
import { resume, RunOptions, runProbes } from '../../../../scripts/probe/run';

export const CONNECTOR = 'abcdefghijklmnopqrstu';
export const OTHER = 'otherotherotherothero';
export const STRANGE = 'zzzzzzzzzzzzzzzzzzzzz';
export const NUMBERS = ['+12065550100', '+12065550101', '+12065550102', '+12065550103', '+12065550104'];

export type Task = ProbeTask & { kind: 'probe' };

export const TASK: Task = {
  kind: 'probe', voiceConnectorId: CONNECTOR, otherVoiceConnectorId: OTHER, phoneNumbers: NUMBERS, createVoiceConnector: false, rate: false,
};

const opened: SimulatedRun[] = [];
afterEach(async () => {
  for (const run of opened.splice(0)) await run.account.stop();
});

/** Never resolves: whoever waits for it is gone. */
const NEVER = new Promise<never>(() => undefined);

/** A journal that outlives the process that writes it. */
export class MemoryStorage implements JournalStorage {
  public text?: string;

  public write(text: string): void {
    this.text = text;
  }

  public remove(): void {
    this.text = undefined;
  }
}

/** Whoever waits makes time pass, at once. */
export class InstantClock {
  /** Of the event loop, in which requests that are under way get to the account before time passes. */
  public turns = 0;

  constructor(private millis = Date.UTC(2026, 5, 1)) {}

  public now(): number {
    return this.millis;
  }

  public async sleep(millis: number, signal?: AbortSignal): Promise<void> {
    for (let turn = 0; turn < this.turns; turn++) await setImmediate();
    this.millis += millis;
    signal?.throwIfAborted();
  }
}

/** A request that the SDK has signed. */
interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What becomes of the request with which a process ends: it is never served, served although nobody takes the answer, or served later. */
export type LastRequest = 'lost' | 'served' | 'late';

/** Asked at each request. An answer: the process that sends it ends. */
export type Kill = (index: number) => LastRequest | undefined;

/** For how long a request can be on its way after its sender has ended. */
const LATE_MILLIS = 4_000;

/** An account, and probes that run in it one after the other, in a time that passes only where somebody waits. */
export class SimulatedRun {
  /** Whatever becomes of the test, its runs are stopped after it. */
  public static async open(options: StandaloneAccountOptions = {}): Promise<SimulatedRun> {
    const clock = new InstantClock();
    const run = new SimulatedRun(await StandaloneAccount.start({ clock, ...options }), clock);
    for (const id of [CONNECTOR, OTHER, STRANGE]) run.account.chime.create(voiceConnector(id));
    for (const phoneNumber of NUMBERS) run.account.chime.order(phoneNumber);
    opened.push(run);
    return run;
  }

  public readonly storage = new MemoryStorage();
  public readonly said: string[] = [];
  public readonly interrupt = new AbortController();
  public readonly abandon = new AbortController();
  /** How many requests were sent. */
  public sent = 0;
  public onRequest?: (request: { readonly method: string; readonly path: string; readonly index: number }) => void;
  public kill?: Kill;
  private readonly killed = new EventEmitter();
  private late?: { readonly request: SignedRequest; readonly at: number };

  private constructor(public readonly account: StandaloneAccount, public readonly clock: InstantClock) {}

  public get chime() {
    return this.account.chime;
  }

  /** Undefined if it was killed. */
  public async probe(task: Partial<Task> = {}, confirm: (plan: string) => Promise<boolean> = async () => true): Promise<Report | undefined> {
    return this.untilKilled(runProbes({ ...TASK, ...task }, this.options(), confirm));
  }

  /** As another process would: all that it knows is the journal. */
  public async resume(): Promise<Report['owed'] | undefined> {
    return this.untilKilled(resume(Journal.resume(this.storage, this.storage.text!), this.options()));
  }

  /** Who has each of the numbers. */
  public places(): Record<string, string | undefined> {
    return Object.fromEntries(NUMBERS.map(number => [number, this.chime.ownerOf(number)?.value]));
  }

  /** Connectors that a probe has made and left. */
  public leftConnectors(): number {
    return this.chime.ownersOf('VoiceConnectorId').length - 3;
  }

  /** What is on its way still gets to the service, if it is time. */
  public async serveLate(): Promise<void> {
    const { late } = this;
    if (!late || late.at > this.clock.now()) return;
    this.late = undefined;
    await this.account.answer(late.request);
  }

  private options(): RunOptions {
    const requestHandler = { handle: (request: HttpRequest) => this.handle(request) };
    const config = { region: 'us-east-1', endpoint: 'https://simulated', credentials: { accessKeyId: 'any', secretAccessKey: 'any' } };
    return {
      client: new RecordingClient({ ...config, signer: unsigned('chime') as never, requestHandler: requestHandler as never }),
      cloudFormation: new CloudFormationClient({ ...config, signer: unsigned('cloudformation') as never, requestHandler: requestHandler as never }),
      clock: this.clock,
      storage: this.storage,
      region: 'us-east-1',
      interrupt: this.interrupt.signal,
      abandon: this.abandon.signal,
      say: line => this.said.push(line),
    };
  }

  private untilKilled<T>(work: Promise<T>): Promise<T | undefined> {
    return Promise.race([work, once(this.killed, 'killed').then(() => undefined)]);
  }

  private async handle({ method, path, query = {}, headers, body = '' }: HttpRequest) {
    const index = this.sent++;
    await this.serveLate();
    this.onRequest?.({ method, path, index });
    const request = { method, url: `${path}?${new URLSearchParams(query)}`, authorization: headers.authorization, body: textOf(body) };
    const last = this.kill?.(index);
    if (last === 'late') this.late = { request, at: this.clock.now() + LATE_MILLIS };
    if (last === 'lost' || last === 'late') return this.die();
    const answer = await this.account.answer(request);
    if (last === 'served') return this.die();
    if (answer.kind !== 'complete') throw new Error('socket hang up');
    return { response: { statusCode: answer.status, headers: answer.headers, body: Buffer.from(answer.body) } };
  }

  private die(): Promise<never> {
    this.killed.emit('killed');
    return NEVER;
  }
}

/** Says who calls, without a signature: that would take most of the time, and nobody checks it. */
function unsigned(service: string) {
  const authorization = `AWS4-HMAC-SHA256 Credential=any/20260601/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=any`;
  return { sign: async (request: HttpRequest) => ({ ...request, headers: { ...request.headers, authorization } }) };
}

function textOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}

