import { setImmediate } from 'node:timers/promises';
import { Random } from './random';

export interface SimulationOptions {
  /** The same seed gives the same run. */
  readonly seed: number;

  /**
   * How far latencies scatter: each is multiplied by a factor between `1 / spread` and `spread`.
   *
   * 1 makes every request take exactly its latency, and only the order of simultaneous ones is random.
   *
   * @default 3
   */
  readonly spread?: number;
}

/** The two moments at which whoever has sent a request can be ended: the service has not done its work yet, or has just done it. */
export type ServiceMoment = 'before' | 'after';

/** Who has sent a request. */
export interface Sender {
  /** Asked by the service at both moments. True: the sender has just ended, and nobody is left to take an answer. */
  diesAt(service: string, moment: ServiceMoment): boolean;
}

/** A request between the moment it is sent and the moment its answer has been taken in. */
export interface Transfer {
  readonly id: string;
  readonly sender?: Sender;
  /** The request is at the server. Resolves when, in virtual time, it is its turn to be served. */
  arrive(latency: number): Promise<void>;
  /** The answer is on its way: the simulation stands still until it has been taken in. */
  answer(): void;
  /** The client has the answer, or has given up. */
  close(): void;
}

interface Occurrence {
  readonly at: number;
  readonly tie: number;
  readonly fire: () => void;
}

interface Arrival {
  readonly sequence: number;
  readonly latency: number;
  readonly serve: () => void;
}

/** Turns of the event loop without any sign of life after which all that runs is known to wait. */
const QUIET_TURNS = 3;

/**
 * Virtual time for activities that run for real.
 *
 * JavaScript and socket traffic take no virtual time. Only when nothing is running, because all wait for a timer
 * or a server, does the clock move to the next occurrence. Requests that are served at the same time, or nearly
 * so, come in an order that the seed decides.
 */
export class Simulation {
  public readonly random: Random;
  private readonly spread: number;
  private readonly agenda = new Set<Occurrence>();
  private readonly transfers = new Map<string, Transfer>();
  private readonly waiting = new Map<(stuck: Error) => void, string>();
  private arrivals: Arrival[] = [];
  private clock = 0;
  private sequence = 0;
  private moving = 0;
  private signsOfLife = 0;
  private driving = false;
  private onChange?: () => void;

  constructor(options: SimulationOptions) {
    this.random = new Random(options.seed);
    this.spread = options.spread ?? 3;
  }

  /** Virtual milliseconds since the start. */
  public now(): number {
    return this.clock;
  }

  /** Runs an activity to its end, moving the clock whenever it (and every other one) waits. */
  public run<T>(name: string, activity: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(reject, name);
      void activity().then(resolve, reject).finally(() => this.waiting.delete(reject));
      void this.drive();
    });
  }

  /** Moves the clock until nothing is left to happen: for work that goes on although nobody waits for it. */
  public drain(): Promise<void> {
    return new Promise(resolve => {
      this.waiting.set(() => resolve(), 'drain');
      void this.drive();
    });
  }

  /** Calls `fire` when the clock reaches now + `ms`; the result cancels it. */
  public schedule(ms: number, fire: () => void): () => void {
    const occurrence = { at: this.clock + Math.max(0, Math.round(ms)), tie: this.random.next(), fire };
    this.agenda.add(occurrence);
    this.changed();
    return () => this.agenda.delete(occurrence);
  }

  public sleep(ms: number): Promise<void> {
    return new Promise(resolve => this.schedule(ms, resolve));
  }

  /** Begins a request. Until it arrives, and while its answer travels, the clock stands still. */
  public transfer(sender?: Sender): Transfer {
    const sequence = this.sequence++;
    const id = `${sequence}`;
    let state: 'travelling' | 'at the server' | 'closed' = 'travelling';
    const enter = (next: typeof state) => {
      this.moving += Number(next === 'travelling') - Number(state === 'travelling');
      state = next;
      this.changed();
    };
    const transfer: Transfer = {
      id,
      sender,
      arrive: latency => new Promise(resolve => {
        this.arrivals.push({ sequence, latency, serve: resolve });
        if (state === 'travelling') enter('at the server');
      }),
      answer: () => {
        if (state === 'at the server') enter('travelling');
      },
      close: () => {
        this.transfers.delete(id);
        if (state !== 'closed') enter('closed');
      },
    };
    this.moving += 1;
    this.transfers.set(id, transfer);
    return transfer;
  }

  /** The open transfer of this id: how a server finds out which request it has received. */
  public transferOf(id: string | undefined): Transfer | undefined {
    return this.transfers.get(id ?? '');
  }

  private async drive(): Promise<void> {
    if (this.driving) return;
    this.driving = true;
    await this.quiet();
    while (this.waiting.size > 0) {
      this.step();
      await this.quiet();
    }
    this.driving = false;
  }

  /** Resolves when everything that ran has come to wait for a timer or for a server. */
  private async quiet(): Promise<void> {
    for (let turns = 0, seen = this.signsOfLife; turns < QUIET_TURNS || this.moving > 0; turns++) {
      if (this.moving > 0) await new Promise<void>(resolve => { this.onChange = resolve; });
      await setImmediate();
      if (seen !== this.signsOfLife) {
        seen = this.signsOfLife;
        turns = -1;
      }
    }
  }

  private step(): void {
    this.admit();
    let next: Occurrence | undefined;
    for (const candidate of this.agenda) {
      if (!next || candidate.at < next.at || (candidate.at === next.at && candidate.tie < next.tie)) next = candidate;
    }
    if (next) {
      this.agenda.delete(next);
      this.clock = Math.max(this.clock, next.at);
      this.fire(next);
    } else {
      const names = [...this.waiting.values()].join(', ');
      const cause = 'A request hangs, and neither a timer nor a time limit ends the wait.';
      this.fail(new Error(`Simulation is stuck at ${this.clock} ms: nothing can wake ${names}. ${cause}`));
    }
  }

  /** Gives those that have arrived their time. Sockets may have delivered them in any order: the order of sending counts. */
  private admit(): void {
    const arrivals = this.arrivals.sort((a, b) => a.sequence - b.sequence);
    this.arrivals = [];
    for (const { latency, serve } of arrivals) {
      this.schedule(latency * this.spread ** (2 * this.random.next() - 1), serve);
    }
  }

  /** What throws here is no part of any activity: all of them hear of it. */
  private fire(occurrence: Occurrence): void {
    try {
      occurrence.fire();
    } catch (error) {
      this.fail(error as Error);
    }
  }

  private fail(error: Error): void {
    for (const reject of [...this.waiting.keys()]) {
      this.waiting.delete(reject);
      reject(error);
    }
  }

  private changed(): void {
    this.signsOfLife += 1;
    this.onChange?.();
  }
}
