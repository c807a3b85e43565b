import { HttpsAnswer, HttpsRequest } from '../lambda/caught-https';
import { Simulation } from '../simulation';
import { ApiFaultSchedule, ServedApiRequest } from './api/api-call';
import { CloudFormationBehaviour, DEFAULT_BEHAVIOUR } from './behaviour';
import { Exports } from './exports';
import { ResponseMailbox, ServedResponse } from './response-mailbox';
import { Script, ScriptedTurn } from './resources/scripted';
import { StackRecords } from './stack-record';

/** CloudFormation apart from the single stacks: what tests turn and look at. */
export class CloudFormationService {
  /** Choices where the service is not known. Set with `behave`. */
  behaviour: CloudFormationBehaviour = DEFAULT_BEHAVIOUR;
  /** What goes wrong with calls of CloudFormation's API. */
  faults?: ApiFaultSchedule;
  /** All calls of the API in the order in which they were served. */
  readonly requests: ServedApiRequest[] = [];
  /** Where custom resources put their answers. */
  readonly mailbox: ResponseMailbox;
  readonly records = new StackRecords();
  readonly exports = new Exports();
  private readonly scripts = new Map<string, Script>();

  constructor(simulation: Simulation) {
    this.mailbox = new ResponseMailbox(() => simulation.now());
  }

  behave(behaviour: Partial<CloudFormationBehaviour>): void {
    this.behaviour = { ...this.behaviour, ...behaviour };
  }

  /** What goes wrong with the PUTs of answers. */
  set responseFaults(faults: ResponseMailbox['faults']) {
    this.mailbox.faults = faults;
  }

  /** All answers that were put, with what came of them. */
  get responses(): readonly ServedResponse[] {
    return this.mailbox.served;
  }

  /** How the next operations of this kind on a `Test::Scripted` resource go, one after the other. Those beyond succeed. */
  script(logicalId: string, operation: 'create' | 'update' | 'delete', ...turns: readonly ScriptedTurn[]): void {
    this.scriptOf(logicalId).add(operation, turns);
  }

  scriptOf(logicalId: string): Script {
    const script = this.scripts.get(logicalId) ?? new Script();
    this.scripts.set(logicalId, script);
    return script;
  }

  receive(request: HttpsRequest): HttpsAnswer {
    return this.mailbox.receive(request);
  }
}
