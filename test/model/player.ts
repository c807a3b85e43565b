import { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { Declared, FAULTS, Scenario, Template, Weather } from './scenario';
import { VoiceConnectorPhoneNumberAssociation } from '../../src';
import { Declarations, DECLARATIONS_VARIABLE, toRuns } from '../../src/contract/properties';
import { number, OFFICE, STACK_NAME, Telephony } from '../end-to-end/telephony';
import { randomly, StackResult, StackSource } from '../../aws-simulator';
import { sourceOf } from '../../aws-simulator/cloudformation/template';

/** What an operation has done, for the promises to look at. */
export interface Episode {
  readonly before: Template;
  readonly after: Template;
  readonly result: StackResult;
  readonly startedAt: number;
  readonly ownersBefore: Readonly<Record<string, string | undefined>>;
  readonly ownersAfter: Readonly<Record<string, string | undefined>>;
}

const NAMES = ['First', 'Second'];

/** Time in which stale reads catch up, between what is done by hand and what is deployed. */
const PAUSE_MS = 60_000;

/** Plays scenarios on one synthesized template whose associations are replaced by what the scenario declares. */
export class Player {
  private readonly artifact: CloudFormationStackArtifact;
  private readonly logicalIds: Readonly<Record<string, string>>;

  constructor(private readonly telephony: Telephony) {
    this.artifact = telephony.synthesize(stack => NAMES.forEach((name, index) => {
      new VoiceConnectorPhoneNumberAssociation(stack, name, {
        voiceConnectorId: OFFICE, e164PhoneNumbers: [number(index)], forceAssociate: true,
      });
    }));
    const ids = Object.keys(sourceOf(this.artifact).template.Resources);
    this.logicalIds = Object.fromEntries(NAMES.map(name => [name, ids.find(id => id.startsWith(name)) ?? name]));
  }

  public async play(scenario: Scenario, check: (episode: Episode) => void): Promise<void> {
    const { aws } = this.telephony;
    this.telephony.reset(scenario.seed);
    aws.chime.behave(scenario.behaviour);
    for (const [phoneNumber, owner] of Object.entries(scenario.account)) aws.chime.order(phoneNumber, { owner });

    let deployed: Template = {};
    for (const step of scenario.steps) {
      await aws.simulation.run('pause', () => aws.simulation.sleep(PAUSE_MS));
      if (step.kind === 'by hand') {
        if (step.to) aws.chime.associate(step.phoneNumber, step.to);
        else aws.chime.disassociate(step.phoneNumber);
        continue;
      }
      const target = step.kind === 'deploy' ? step.template : {};
      if (step.kind === 'delete' && Object.keys(deployed).length === 0) continue;
      const startedAt = aws.simulation.now();
      const ownersBefore = this.telephony.owners();
      this.setWeather(step.weather);
      const result = step.kind === 'deploy' ? await aws.stack(STACK_NAME).deploy(this.sourceOf(target)) : await this.telephony.delete();
      await aws.drain();
      check({ before: deployed, after: target, result, startedAt, ownersBefore, ownersAfter: this.telephony.owners() });
      if (result.status.endsWith('ROLLBACK_COMPLETE')) continue;
      // Stuck: nobody knows what CloudFormation would do next.
      if (result.status.endsWith('FAILED')) return;
      deployed = target;
    }
  }

  private setWeather({ seed, probability, lastsMs, repeated }: Weather): void {
    const { aws } = this.telephony;
    aws.chime.faults = randomly({ seed, probability, faults: FAULTS, until: aws.simulation.now() + lastsMs });
    const seen = new Set<string>();
    aws.lambda.faults = ({ event }) => {
      const { RequestId } = event as { RequestId: string };
      const first = !seen.has(RequestId);
      seen.add(RequestId);
      return repeated && first ? { kind: 'answer lost' } : undefined;
    };
  }

  /** The handler's environment, as the provider would write it. */
  private withDeclarations(resource: TemplateResource, template: Template): TemplateResource {
    const environment = resource.Properties?.Environment as { readonly Variables: Record<string, unknown> } | undefined;
    if (environment?.Variables[DECLARATIONS_VARIABLE] === undefined) return resource;
    const declarations: Declarations = Object.fromEntries(
      Object.entries(template).map(([name, { owner, phoneNumbers }]) => [this.logicalIds[name], [owner, toRuns(phoneNumbers)]]),
    );
    const variables = { ...environment.Variables, [DECLARATIONS_VARIABLE]: JSON.stringify(declarations) };
    return { ...resource, Properties: { ...resource.Properties, Environment: { Variables: variables } } };
  }

  private sourceOf(template: Template): StackSource {
    const source = sourceOf(this.artifact);
    const associations = NAMES.map(name => this.logicalIds[name]);
    const others = Object.entries(source.template.Resources).filter(([id]) => !associations.includes(id));
    const declared = Object.entries(template).map(([name, association]): [string, TemplateResource] => {
      const resource = source.template.Resources[this.logicalIds[name]];
      return [this.logicalIds[name], { ...resource, Properties: { ...resource.Properties, ...propertiesOf(name, association, template) } }];
    });
    const resources = others.map(([id, resource]): typeof others[number] => [id, this.withDeclarations(resource, template)]);
    return { ...source, template: { ...source.template, Resources: Object.fromEntries([...resources, ...declared]) } };
  }
}

/** The template's own type of a resource. */
type TemplateResource = StackSource['template']['Resources'][string];

/** As the construct would write them. */
function propertiesOf(name: string, { owner, phoneNumbers, force }: Declared, template: Template): Record<string, unknown> {
  const others = Object.entries(template).filter(([other]) => other !== name).map(([, declared]) => declared);
  return {
    VoiceConnectorId: owner,
    E164PhoneNumbers: phoneNumbers,
    ForceAssociate: force,
    OwnerKey: owner,
    ClaimedByOthers: Object.fromEntries(others.map(declared => [declared.owner, toRuns(declared.phoneNumbers)])),
  };
}
