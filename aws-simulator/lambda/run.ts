import { Sender, ServiceMoment } from '../simulation';

/** A moment at which a test may kill a function: around one of its outgoing requests. */
export interface KillPoint {
  readonly functionName: string;
  readonly event: unknown;
  /** Which of Lambda's runs of the same event it is: 0 for the first, at most 2. */
  readonly run: number;
  /** Which of the run's outgoing requests it is, from 0, over all services. */
  readonly index: number;
  /** `chime`, `cloudformation`, `lambda`, or `response` for the answer's PUT. */
  readonly service: string;
  /** Whether the service has done its work. After it, the function does not see the answer. */
  readonly when: ServiceMoment;
}

/** Asked at each kill point. */
export type KillSchedule = (point: KillPoint) => boolean;

export interface RunOptions {
  readonly functionName: string;
  readonly event: unknown;
  readonly run: number;
  readonly awsRequestId: string;
  readonly killWhen: () => KillSchedule | undefined;
  /** Ends what the run is doing. */
  readonly onKill: () => void;
}

/** One run of a function for one event. */
export class Run {
  public readonly functionName: string;
  public readonly event: unknown;
  public readonly run: number;
  public readonly awsRequestId: string;
  private requests = 0;
  private ended = false;

  constructor(private readonly options: RunOptions) {
    this.functionName = options.functionName;
    this.event = options.event;
    this.run = options.run;
    this.awsRequestId = options.awsRequestId;
  }

  /** The run has come to its end by itself: nothing kills it any more. */
  public end(): void {
    this.ended = true;
  }

  public kill(): void {
    if (this.ended) return;
    this.end();
    this.options.onKill();
  }

  /** Numbers an outgoing request. */
  public nextRequest(): Sender {
    const index = this.requests++;
    return { diesAt: (service, when) => this.diesAt({ functionName: this.functionName, event: this.event, run: this.run, index, service, when }) };
  }

  private diesAt(point: KillPoint): boolean {
    if (this.ended || !this.options.killWhen()?.(point)) return false;
    this.kill();
    return true;
  }
}
