import { DeployedResource } from './deployed-resource';
import { Intrinsics } from './intrinsics';
import { Environment } from './resource-type';
import { Properties, Template } from './template';

interface EvaluationOptions {
  readonly template: Template;
  readonly parameters: ReadonlyMap<string, unknown>;
  readonly stackName: string;
  readonly stackId: string;
  readonly environment: Environment;
  /** The resources as they are at the moment of asking. */
  readonly resources: ReadonlyMap<string, DeployedResource>;
}

/** Evaluates a template against the resources that exist. */
export class Evaluation {
  private readonly intrinsics: Intrinsics;

  constructor(private readonly options: EvaluationOptions) {
    this.intrinsics = new Intrinsics(options.template, {
      ref: name => this.ref(name),
      getAtt: (logicalId, attribute) => this.getAtt(logicalId, attribute),
      importValue: name => options.environment.cloudFormation.exports.valueOf(name),
    });
  }

  /** Resources whose condition holds. */
  public logicalIds(): string[] {
    return Object.entries(this.options.template.Resources)
      .filter(([, { Condition }]) => Condition === undefined || this.intrinsics.condition(Condition))
      .map(([logicalId]) => logicalId);
  }

  public properties(logicalId: string): Properties {
    return this.intrinsics.resolve(this.options.template.Resources[logicalId].Properties ?? {}) as Properties;
  }

  public outputs(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(this.outputEntries().map(([name, { Value }]) => [name, this.intrinsics.resolve(Value)]));
  }

  /** Exported outputs, by the names that other stacks import. */
  public exports(): ReadonlyMap<string, unknown> {
    return new Map(this.outputEntries().flatMap(([, { Export, Value }]): [string, unknown][] => (
      Export ? [[String(this.intrinsics.resolve(Export.Name)), this.intrinsics.resolve(Value)]] : []
    )));
  }

  private outputEntries() {
    return Object.entries(this.options.template.Outputs ?? {})
      .filter(([, { Condition }]) => Condition === undefined || this.intrinsics.condition(Condition));
  }

  private ref(name: string): unknown {
    const { environment: { account, region }, stackName, stackId, parameters } = this.options;
    const pseudo: Record<string, string> = {
      'AWS::AccountId': account,
      'AWS::Partition': 'aws',
      'AWS::Region': region,
      'AWS::StackId': stackId,
      'AWS::StackName': stackName,
      'AWS::URLSuffix': 'amazonaws.com',
    };
    if (name in pseudo) return pseudo[name];
    if (parameters.has(name)) return parameters.get(name);
    const resource = this.resource(name);
    return resource.ref ?? resource.physicalId;
  }

  private getAtt(logicalId: string, attribute: string): unknown {
    const { attributes, type } = this.resource(logicalId);
    const value = attributes?.[attribute];
    if (value === undefined) throw new Error(`Fn::GetAtt: ${logicalId} (${type}) has no attribute ${attribute}`);
    return value;
  }

  private resource(logicalId: string): DeployedResource {
    const resource = this.options.resources.get(logicalId);
    if (!resource) throw new Error(`Reference to ${logicalId}, which is neither a parameter nor a resource that exists`);
    return resource;
  }
}
