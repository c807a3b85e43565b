import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { sourceOf, StackSource, Template, TemplateResource } from '../../aws-simulator/cloudformation/template';

/** The stack of the example, as it was synthesized from some language. */
export class SynthesizedStack {
  readonly source: StackSource;
  /** Of the CDK that the app used: registries of other languages can be some releases behind npm. */
  readonly cdkVersion: string;

  constructor(assemblyDirectory: string) {
    this.source = sourceOf(new CloudAssembly(assemblyDirectory).getStackByName('Telephony'));
    const { tree } = JSON.parse(readFileSync(join(assemblyDirectory, 'tree.json'), 'utf8')) as { tree: { constructInfo: { version: string } } };
    this.cdkVersion = tree.constructInfo.version;
  }

  /**
   * What has to be the same in every language: all of the template, logical ids, construct paths and asset hashes
   * included, but for
   *
   * - `AWS::CDK::Metadata`, the statistics of the CDK, which name the language;
   * - with another version of the CDK: code and runtime of the provider framework's function, which come with it.
   */
  comparableTemplate(otherCdkVersion: string): Template {
    const { template } = this.source;
    const resources = Object.entries(template.Resources)
      .filter(([, { Type }]) => Type !== 'AWS::CDK::Metadata')
      .map(([logicalId, resource]) => [logicalId, this.cdkVersion === otherCdkVersion ? resource : withoutFrameworkCode(resource)]);
    return { ...template, Resources: Object.fromEntries(resources) as Template['Resources'] };
  }

  /** Directory of the handler's code in the cloud assembly. */
  get handlerAsset(): string {
    const handlers = Object.values(this.source.template.Resources).filter(({ Properties }) => Properties?.Handler === 'index.handler');
    const key = (handlers[0]?.Properties?.Code as { S3Key?: string } | undefined)?.S3Key ?? '';
    const directory = this.source.assets.get(key);
    if (handlers.length !== 1 || !directory) {
      throw new Error(`The stack has ${handlers.length} functions with the handler index.handler, expected 1 with an asset: look at the template`);
    }
    return directory;
  }

  /** Numbers that the stack associates. */
  get phoneNumbers(): readonly string[] {
    const associations = Object.values(this.source.template.Resources).filter(({ Type }) => Type === 'Custom::ChimeVoiceConnectorPhoneNumberAssociation');
    return associations.flatMap(({ Properties }) => Properties?.E164PhoneNumbers as string[]);
  }
}

interface ResourceWithMetadata extends TemplateResource {
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

function withoutFrameworkCode(resource: ResourceWithMetadata): ResourceWithMetadata {
  const handler = resource.Properties?.Handler;
  if (typeof handler !== 'string' || !handler.startsWith('framework.')) return resource;
  const ofTheCdk = { Code: undefined, Runtime: undefined };
  return { ...resource, Properties: { ...resource.Properties, ...ofTheCdk }, Metadata: { ...resource.Metadata, 'aws:asset:path': undefined } };
}
