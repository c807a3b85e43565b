import { Iam } from '../iam';
import { Answer, exceptionAnswer, json, writeAnswer } from './answer';
import { ApiRequest, parseRequest, RawRequest, UnexpectedRequest } from './api-request';
import { authorize, Caller, hasEndpoint } from './authorization';
import { Behaviour, DEFAULT_BEHAVIOUR } from './behaviour';
import { ChimeState } from './chime-state';
import { Call, Fault, FaultSchedule } from './fault';
import { Owner } from './phone-number';
import { RateLimit } from './rate-limit';
import { getPhoneNumber, listPhoneNumbers } from './reads';
import { ServiceException } from './service-exception';
import { associate, checkWhole, disassociate, NumberError } from './writes';

/** A request that was served, and how. */
export interface ServedRequest extends Call {
  /** HTTP status, or what became of the connection. */
  readonly status: number | 'half' | 'reset' | 'none';
  /** Numbers refused inside a 200. */
  readonly errors: readonly NumberError[];
  readonly fault?: Fault['kind'];
}

interface Outcome {
  readonly answer: Answer;
  readonly errors: readonly NumberError[];
}

/**
 * The Chime SDK Voice API, as far as phone numbers and their owners go. Holds what tests turn and look at.
 *
 * `state` methods that tests need most (`order`, `associate`, `ownerOf`, ...) are those of `ChimeState`.
 */
export class ChimeService extends ChimeState {
  /** What goes wrong. */
  public faults?: FaultSchedule;
  /** Choices where the service is not known. Set with `behave`. */
  public behaviour: Behaviour = DEFAULT_BEHAVIOUR;
  /** For reads and writes together. Undefined: none. */
  public rateLimit?: RateLimit;
  /** For Get and List alone, in place of `rateLimit`. */
  public readRateLimit?: RateLimit;
  /** Told of each request and its answer, as they go over the wire. */
  public onServed?: (request: RawRequest, answer: Answer) => void;
  /** All requests in the order in which they were served. */
  public readonly requests: ServedRequest[] = [];
  /** Requests that the handler has no reason to send, with what was wrong. A test expects none. */
  public readonly unexpected: string[] = [];

  /** @param clockSkewMs how far the service's clock is ahead of virtual time */
  constructor(private readonly clock: () => number, private readonly iam: Iam, private readonly account: string, private readonly clockSkewMs = 0) {
    super(clock);
  }

  public behave(behaviour: Partial<Behaviour>): void {
    this.behaviour = { ...this.behaviour, ...behaviour };
  }

  /** How many requests of each operation were served. */
  public counts(): Record<Call['operation'], number> {
    const count = (operation: Call['operation']) => this.requests.filter(request => request.operation === operation).length;
    return { Associate: count('Associate'), Disassociate: count('Disassociate'), Get: count('Get'), List: count('List') };
  }

  /** Serves a request now: all that it changes is changed when this returns. */
  public serve(raw: RawRequest, caller: Caller): Answer {
    const answer = this.answerTo(raw, caller);
    this.onServed?.(raw, answer);
    return answer;
  }

  private answerTo(raw: RawRequest, caller: Caller): Answer {
    let request: ApiRequest;
    try {
      if (!hasEndpoint(caller.region)) throw new UnexpectedRequest(`The service has no endpoint in ${caller.region}`);
      request = parseRequest(raw);
    } catch (error) {
      if (error instanceof ServiceException) return exceptionAnswer(error);
      this.unexpected.push(`${raw.method} ${raw.url}: ${String(error)}`);
      return exceptionAnswer(new ServiceException('BadRequest', String(error)));
    }
    const { operation, numbers } = request;
    const force = request.operation === 'Associate' ? { force: request.force } : {};
    const call = { index: this.requests.length, time: this.clock(), operation, owner: ownerIn(request), numbers, ...force, ...caller };
    const fault = this.faults?.(call);
    const { answer, errors } = this.respond(request, caller, fault);
    this.requests.push({ ...call, status: answer.kind === 'complete' ? answer.status : answer.kind, errors, fault: fault?.kind });
    return answer;
  }

  private respond(request: ApiRequest, caller: Caller, fault: Fault | undefined): Outcome {
    const refused = (answer: Answer) => ({ answer, errors: [] });
    if (!fault || fault.kind === 'numbers') return this.attempt(request, caller, fault);
    switch (fault.kind) {
      case 'exception':
        return refused(exceptionAnswer(new ServiceException(fault.code, 'A fault on purpose', fault)));
      case 'half a body': {
        const { answer, errors } = this.attempt(request, caller);
        const body = answer.kind === 'complete' ? answer.body : '';
        return { answer: { kind: 'half', body: body.slice(0, body.length / 2) }, errors };
      }
      default:
        if (fault.workDone) this.attempt(request, caller);
        if (fault.kind === 'reset') return refused({ kind: 'reset' });
        if (fault.kind === 'hang') return refused({ kind: 'none' });
        return refused({
          kind: 'complete',
          status: fault.kind === 'html 502' ? 502 : 200,
          headers: { 'content-type': 'text/html' },
          body: '<html><body><h1>Bad Gateway</h1></body></html>',
        });
    }
  }

  private attempt(request: ApiRequest, caller: Caller, fault?: Fault & { kind: 'numbers' }): Outcome {
    try {
      authorize(request, caller, this.iam, this.account);
      const bucket = (request.operation === 'Get' || request.operation === 'List' ? this.readRateLimit : undefined) ?? this.rateLimit;
      if (bucket?.take(this.clock()) === false) throw new ServiceException('ThrottledClient', 'Rate exceeded');
      return this.work(request, fault);
    } catch (error) {
      if (error instanceof ServiceException) return { answer: exceptionAnswer(error), errors: [] };
      throw error;
    }
  }

  private work(request: ApiRequest, fault?: Fault & { kind: 'numbers' }): Outcome {
    const now = this.clock();
    const view = { state: this, behaviour: this.behaviour, now, clockSkewMs: this.clockSkewMs };
    const by = { request: this.requests.length };
    switch (request.operation) {
      case 'Get':
        return { answer: json(getPhoneNumber(request.numbers[0], view)), errors: [] };
      case 'List':
        return { answer: json(listPhoneNumbers(request, view)), errors: [] };
      default: {
        checkWhole(request, this, this.behaviour);
        const struck = request.numbers.filter(e164 => fault && (fault.numbers?.includes(e164) ?? true));
        const spared = { ...request, by, numbers: request.numbers.filter(e164 => fault?.workDone || !struck.includes(e164)) };
        const refusals = spared.operation === 'Associate'
          ? associate(spared, this, this.behaviour, now)
          : disassociate(spared, this, this.behaviour);
        const errors = [
          ...refusals.filter(({ e164 }) => !struck.includes(e164)),
          ...struck.map(e164 => ({ e164, code: fault?.code ?? '', message: 'A fault on purpose' })),
        ];
        return { answer: writeAnswer(errors, this.behaviour), errors };
      }
    }
  }
}

function ownerIn(request: ApiRequest): Owner | undefined {
  return request.operation === 'Get' ? undefined : request.owner;
}
