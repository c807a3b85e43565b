import { HttpsAnswer, HttpsRequest } from '../lambda/caught-https';
import { Simulation } from '../simulation';
import { ApiAnswer, ApiFaultSchedule, ServedApiRequest } from './api/api-call';
import { CloudFormationBehaviour, DEFAULT_BEHAVIOUR } from './behaviour';
import { Exports } from './exports';
import { ResponseMailbox, ServedResponse } from './response-mailbox';
import { Script, ScriptedOperation, ScriptedTurn } from './script';
import { StackRecords } from './stack-record';

/** CloudFormation apart from the single stacks: what tests turn and look at. */
export class CloudFormationService {
  /** Choices where the service is not known. Set with `behave`. */
  public behaviour: CloudFormationBehaviour = DEFAULT_BEHAVIOUR;
  /** What goes wrong with calls of CloudFormation's API. */
  public faults?: ApiFaultSchedule;
  /** Told of each call's form and its answer, as they go over the wire. */
  public onServed?: (form: URLSearchParams, answer: ApiAnswer) => void;
  /** All calls of the API in the order in which they were served. */
  public readonly requests: ServedApiRequest[] = [];
  /** Where custom resources put their answers. */
  public readonly mailbox: ResponseMailbox;
  public readonly records = new StackRecords();
  public readonly exports = new Exports();
  private readonly scripts = new Map<string, Script>();

  constructor(simulation: Simulation) {
    this.mailbox = new ResponseMailbox(() => simulation.now());
  }

  public behave(behaviour: Partial<CloudFormationBehaviour>): void {
    this.behaviour = { ...this.behaviour, ...behaviour };
  }

  /** What goes wrong with the PUTs of answers. */
  public set responseFaults(faults: ResponseMailbox['faults']) {
    this.mailbox.faults = faults;
  }

  /** All answers that were put, with what came of them. */
  public get responses(): readonly ServedResponse[] {
    return this.mailbox.served;
  }

  /** How the next operations of this kind on a `Test::Scripted` resource go, one after the other. Those beyond succeed. */
  public script(logicalId: string, operation: ScriptedOperation, ...turns: readonly ScriptedTurn[]): void {
    this.scriptOf(logicalId).add(operation, turns);
  }

  public scriptOf(logicalId: string): Script {
    const script = this.scripts.get(logicalId) ?? new Script();
    this.scripts.set(logicalId, script);
    return script;
  }

  public receive(request: HttpsRequest): HttpsAnswer {
    return this.mailbox.receive(request);
  }
}
