import { isDeepStrictEqual } from 'node:util';
import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { Declared, Faults, Hand, Scenario, Step, Template } from './scenario';
import { AsynchronousEvent, FAULTS_WITHOUT_FINAL_ANSWER, randomly, RecordedStackEvent, StackResult, StackSource } from '../../aws-simulator';
import { Random } from '../../aws-simulator/random';
import { VoiceConnectorPhoneNumberAssociation } from '../../src';
import { RESOURCE_TYPE } from '../../src/contract/properties';
import { Associations, declared, GROUP, number, OFFICE, sourceWith, STACK_NAME, Telephony } from '../end-to-end/telephony';

/** How the one resource of the stack came out of an operation. */
export type OwnStep = 'not touched' | 'succeeded' | 'failed and undone' | 'broken off';

/** What an operation has done, for the promises to look at. */
export interface Episode {
  readonly kind: Exclude<Step['kind'], 'by hand'>;
  /** What was in force when the operation began. */
  readonly before: Template;
  /** What it declared; nothing for a deletion. */
  readonly after: Template;
  /** The last template that the resource of an interrupted deployment had reached, and what lay between. */
  readonly between: readonly Template[];
  readonly disableRollback: boolean;
  readonly faults: Faults;
  readonly result: StackResult;
  readonly ownStep: OwnStep;
  readonly startedAt: number;
  readonly forwardStepAt?: number;
  readonly killed: boolean;
  readonly handsDuring: ReadonlySet<string>;
  /** Where the numbers were when the stack was last complete. */
  readonly ownersAtLastComplete: Readonly<Record<string, string | undefined>>;
  readonly ownersBefore: Readonly<Record<string, string | undefined>>;
  readonly ownersAfter: Readonly<Record<string, string | undefined>>;
}

/** Time in which stale reads catch up, between what is done by hand and what is deployed. */
const PAUSE_MS = 60_000;

const BEFORE = 'FailsBefore';
const AFTER = 'FailsAfter';

interface Notes {
  killed: boolean;
  readonly handsDuring: Set<string>;
}

/** Plays scenarios on one synthesized template whose associations are replaced by what the scenario declares. */
export class Player {
  private readonly artifact: CloudFormationStackArtifact;
  private readonly logicalId: string;

  constructor(private readonly telephony: Telephony) {
    this.artifact = telephony.synthesize(stack => {
      // With force, so that the policy for groups is there.
      new VoiceConnectorPhoneNumberAssociation(stack, 'A', { voiceConnectorId: OFFICE, e164PhoneNumbers: [number(0)], forceAssociate: true });
    });
    const resources: Record<string, { Type: string }> = this.artifact.template.Resources;
    this.logicalId = Object.keys(resources).find(id => resources[id].Type === RESOURCE_TYPE) ?? '';
  }

  /** Calls back after each operation. */
  public async play(scenario: Scenario, check: (episode: Episode) => void): Promise<void> {
    const { aws } = this.telephony;
    this.telephony.reset(scenario.seed, { clockSkew: scenario.clockSkew });
    aws.chime.behave(scenario.behaviour);
    aws.cloudFormation.behave(scenario.cloudFormation);
    for (const [phoneNumber, owner] of Object.entries(scenario.account)) aws.chime.order(phoneNumber, { owner });

    let inForce: Template = {};
    let between: Template[] = [];
    let ownersAtLastComplete: Episode['ownersBefore'] = {};
    let version = 0;
    for (const step of scenario.steps) {
      await aws.simulation.run('pause', () => aws.simulation.sleep(PAUSE_MS));
      if (step.kind === 'by hand') {
        this.act(step.hand);
        continue;
      }
      const { status } = aws.stack(STACK_NAME);
      const stopped = status === 'CREATE_FAILED' || status === 'UPDATE_FAILED';
      if (step.kind === 'rollback' && !stopped) continue;
      if (step.kind === 'delete' && (status === undefined || status === 'DELETE_COMPLETE')) continue;
      version += 1;
      if (between.length === 0) ownersAtLastComplete = this.telephony.owners();
      const after = step.kind === 'deploy' ? step.template : step.kind === 'rollback' ? inForce : {};
      const episode = await this.operate(step, stopped, after, version, { before: inForce, between, ownersAtLastComplete });
      check(episode);
      const ended = episode.result.status;
      if (ended === 'CREATE_COMPLETE' || ended === 'UPDATE_COMPLETE') [inForce, between] = [after, []];
      else if (ended === 'DELETE_COMPLETE' || ended === 'ROLLBACK_COMPLETE') [inForce, between] = [{}, []];
      else if (ended === 'UPDATE_ROLLBACK_COMPLETE') between = [];
      else if (ended === 'CREATE_FAILED' || ended === 'UPDATE_FAILED') between = [...between, after];
      else return;
    }
  }

  private async operate(
    step: Exclude<Step, { kind: 'by hand' }>, stopped: boolean, after: Template, version: number,
    { before, between, ownersAtLastComplete }: Pick<Episode, 'before' | 'between' | 'ownersAtLastComplete'>,
  ): Promise<Episode> {
    const { aws } = this.telephony;
    const stack = aws.stack(STACK_NAME);
    const disableRollback = step.kind === 'deploy' && (step.disableRollback || stopped);
    const startedAt = aws.simulation.now();
    const ownersBefore = this.telephony.owners();
    const notes: Notes = { killed: false, handsDuring: new Set<string>() };
    this.setFaults(step.faults, notes, [...aws.lambda.events], version);
    const result = step.kind === 'deploy'
      ? await stack.deploy(this.sourceOf(after, version), { disableRollback })
      : await (step.kind === 'delete' ? stack.delete() : stack.rollback());
    await aws.drain();
    const own = stack.events.filter(({ time, logicalId }) => time >= startedAt && logicalId === this.logicalId);
    const forwardStepAt = own.find(({ status }) => /^(CREATE|UPDATE)_IN_PROGRESS$/.test(status))?.time;
    return {
      ...notes,
      kind: step.kind,
      before,
      after,
      between,
      ownersAtLastComplete,
      disableRollback,
      faults: step.faults,
      result,
      startedAt,
      ownersBefore,
      forwardStepAt,
      ownStep: outcomeOf(own.filter(({ properties }) => isDeepStrictEqual(properties?.Associations, associationsOf(after)))),
      ownersAfter: this.telephony.owners(),
    };
  }

  private setFaults(faults: Faults, notes: Notes, earlier: readonly AsynchronousEvent[], version: number): void {
    const { seed, probability, lastsMs, kills, otherFails } = faults;
    const { simulation, chime, cloudFormation, lambda } = this.telephony.aws;
    const until = simulation.now() + lastsMs;
    const random = new Random(seed);
    chime.faults = randomly({ seed, probability, faults: FAULTS_WITHOUT_FINAL_ANSWER, until });
    this.setFaultsOfCloudFormation(faults, random, until);
    const killsOf = new Map<string, number>();
    lambda.killWhen = ({ event }) => {
      const key = JSON.stringify(event);
      const killed = killsOf.get(key) ?? 0;
      if (killed >= 2 || random.next() >= kills) return false;
      killsOf.set(key, killed + 1);
      notes.killed = true;
      return true;
    };
    this.schedule(faults, notes, earlier);
    if (otherFails) cloudFormation.script(`${otherFails === 'before' ? BEFORE : AFTER}${version}`, 'create', { failsWith: 'It was to fail' });
  }

  private setFaultsOfCloudFormation({ ofCloudFormation }: Faults, random: Random, until: number): void {
    const { cloudFormation } = this.telephony.aws;
    cloudFormation.faults = ({ time }) => {
      if (time > until || random.next() >= ofCloudFormation) return undefined;
      return random.next() < 0.5 ? { kind: 'exception', code: 'Throttling' } : { kind: 'html 502' };
    };
    cloudFormation.responseFaults = ({ time }) => {
      if (time > until || random.next() >= ofCloudFormation) return undefined;
      return { kind: 'reset', workDone: random.next() < 0.5 };
    };
  }

  /** What happens while the operation is under way. */
  private schedule({ hands, lateEventAfterMs, cancelledAfterMs }: Faults, notes: Notes, earlier: readonly AsynchronousEvent[]): void {
    const { aws } = this.telephony;
    const { simulation, lambda } = aws;
    for (const { afterMs, ...hand } of hands) {
      simulation.schedule(afterMs, () => {
        notes.handsDuring.add(hand.phoneNumber);
        this.act(hand);
      });
    }
    const late = earlier.at(-1);
    // The function may have been deleted since.
    if (lateEventAfterMs !== undefined && late) simulation.schedule(lateEventAfterMs, () => { lambda.deliverAgain(late).catch(() => undefined); });
    if (cancelledAfterMs === undefined) return;
    simulation.schedule(cancelledAfterMs, () => {
      const own = aws.stack(STACK_NAME).events.filter(({ type }) => type === 'AWS::CloudFormation::Stack').at(-1);
      if (own?.status === 'UPDATE_IN_PROGRESS') aws.stack(STACK_NAME).cancelUpdate();
    });
  }

  private act({ phoneNumber, to }: Hand): void {
    const { chime } = this.telephony.aws;
    const exists = chime.find(phoneNumber) !== undefined;
    if (to === 'released') chime.release(phoneNumber);
    else if (!exists) chime.order(phoneNumber);
    else if (to === 'nothing') chime.disassociate(phoneNumber);
    else chime.associate(phoneNumber, to);
  }

  private sourceOf(template: Template, version: number): StackSource {
    const source = sourceWith(this.artifact, associationsOf(template));
    const { [this.logicalId]: own, ...others } = source.template.Resources;
    const before = `${BEFORE}${version}`;
    const Resources = {
      ...others,
      [before]: { Type: 'Test::Scripted', Properties: {} },
      [this.logicalId]: { ...own, DependsOn: [...[own.DependsOn ?? []].flat(), before] },
      [`${AFTER}${version}`]: { Type: 'Test::Scripted', Properties: {}, DependsOn: [this.logicalId] },
    };
    return { ...source, template: { ...source.template, Resources } };
  }
}

function associationsOf(template: Template): Associations {
  return Object.fromEntries(Object.entries(template).map(([path, association]) => [path, propertiesOf(association)]));
}

function propertiesOf({ owner, phoneNumbers, force, retain, region }: Declared) {
  return declared({
    ...owner === GROUP ? { VoiceConnectorGroupId: owner } : { VoiceConnectorId: owner },
    E164PhoneNumbers: [...phoneNumbers],
    ForceAssociate: force,
    Region: region,
    RemovalPolicy: retain ? 'retain' : 'destroy',
  });
}

function outcomeOf(own: readonly RecordedStackEvent[]): OwnStep {
  const forward = own.find(({ status }) => /^(CREATE|UPDATE)_(COMPLETE|FAILED)$/.test(status));
  if (!forward) return 'not touched';
  if (forward.status.endsWith('COMPLETE')) return 'succeeded';
  return forward.reason?.startsWith('Received response status') ? 'failed and undone' : 'broken off';
}
