import fs from 'node:fs';
import { join } from 'node:path';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { format } from 'node:util';
import { EPOCH } from '../clocks';
import { Random } from '../random';
import { Simulation } from '../simulation';
import { caughtHttps, HttpsReceiver } from './caught-https';
import { ModuleLoader } from './module-loader';
import { Run } from './run';
import { TrackedHttp } from './tracked-http';
import { VirtualTimers } from './virtual-timers';

export type Handler = (event: unknown, context: object) => Promise<unknown>;

/** What a sandbox finds outside: looked up at each use, because a warm sandbox outlives a simulation. */
export interface SandboxHost {
  readonly simulation: () => Simulation;
  readonly https: HttpsReceiver;
  /** How far the function's clock is ahead of virtual time. */
  readonly clockSkewMs: () => number;
  readonly write: (text: string) => void;
}

/** A home directory without anything in it, like Lambda's: the SDK must not read the developer's configuration. */
function emptyFileSystem() {
  const readFile = (path: unknown) => Promise.reject(Object.assign(new Error(`ENOENT: no such file or directory, open '${String(path)}'`), { code: 'ENOENT' }));
  const promises = { ...fs.promises, readFile };
  return { fs: { ...fs, promises }, promises };
}

/** One execution environment of a Lambda function: a private copy of its modules, with time, chance and network that are ours. */
export class Sandbox {
  private readonly timers: VirtualTimers;
  private readonly http: TrackedHttp;
  private readonly loader: ModuleLoader;
  private random = new Random(0);
  private run?: Run;
  private killed = false;

  constructor(
    private readonly directory: string, private readonly environment: Readonly<Record<string, string>>, private readonly host: SandboxHost,
  ) {
    this.timers = new VirtualTimers(host.simulation);
    this.http = new TrackedHttp(host.simulation, () => this.run?.nextRequest());
    this.loader = new ModuleLoader(this.globals(), this.builtins());
  }

  /** Finds `file.export` in the asset, as Lambda does. */
  public handler(name: string): Handler {
    const [file, exported] = name.split('.');
    const module = this.loader.load(join(this.directory, `${file}.js`)) as Record<string, Handler | undefined>;
    const handler = module[exported];
    if (typeof handler !== 'function') throw new Error(`Handler "${name}" is not a function in ${this.directory}`);
    return handler;
  }

  /**
   * Tells whose requests it sends from now on.
   *
   * @param seed of its random numbers: how a warm sandbox behaves must not depend on what it did before
   */
  public begin(run: Run, seed: number): void {
    this.run = run;
    this.random = new Random(seed);
  }

  /** Ends it as Lambda does: whatever it waits for, it never hears of again, and it writes no more. */
  public kill(): void {
    this.killed = true;
    this.timers.stop();
    this.http.stop();
  }

  private builtins(): ReadonlyMap<string, unknown> {
    const empty = emptyFileSystem();
    const { simulation, https: receiver } = this.host;
    const https = caughtHttps({ simulation, receiver, timers: this.timers, nextSender: () => this.run?.nextRequest(), isStopped: () => this.killed });
    return new Map<string, unknown>([
      ['timers', { ...timers, setTimeout: this.timers.set, clearTimeout: this.timers.clear }],
      ['timers/promises', { ...timersPromises, setTimeout: this.timers.sleep }],
      ['http', this.http.module],
      ['https', https],
      ['fs', empty.fs],
      ['fs/promises', empty.promises],
      ['process', this.process()],
    ]);
  }

  private globals(): Record<string, unknown> {
    const { simulation, clockSkewMs } = this.host;
    class VirtualDate extends Date {
      public static override now(): number {
        return EPOCH + simulation().now() + clockSkewMs();
      }

      constructor(...args: [] | [number | string | Date]) {
        super(args.length === 0 ? VirtualDate.now() : args[0]);
      }
    }
    const print = (...args: unknown[]) => this.write(`${format(...args)}\n`);
    return {
      process: this.process(),
      console: { log: print, debug: print, info: print, warn: print, error: print, trace: print },
      setTimeout: this.timers.set,
      clearTimeout: this.timers.clear,
      AbortSignal: this.abortSignal(),
      performance: { now: () => simulation().now() },
      // It would reach out past the simulation.
      fetch: () => Promise.reject(new Error('fetch is not simulated: use http or https')),
      Date: VirtualDate,
      Math: Object.create(Math, { random: { value: () => this.random.next() } }),
    };
  }

  private abortSignal(): typeof AbortSignal {
    const timeout = (ms: number) => {
      const controller = new AbortController();
      this.timers.set(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms);
      return controller.signal;
    };
    return new Proxy(AbortSignal, { get: (target, key) => (key === 'timeout' ? timeout : Reflect.get(target, key)) });
  }

  private process(): NodeJS.Process {
    const stream = { write: (text: string) => { this.write(text); return true; } };
    return Object.create(process, {
      env: { value: { ...this.environment } },
      stdout: { value: stream },
      stderr: { value: stream },
      emitWarning: { value: () => undefined },
    }) as NodeJS.Process;
  }

  private write(text: string): void {
    if (!this.killed) this.host.write(text);
  }
}
