import { StackSource } from '../../aws-simulator';
import { Template } from '../../aws-simulator/cloudformation/template';
import { readStack } from '../../aws-simulator/testing';
import { PhoneNumberAssociationsProperties, RESOURCE_TYPE } from '../../src/contract/properties';

/** The stack of the example, as it was synthesized from some language. */
export class SynthesizedStack {
  public readonly source: StackSource;

  constructor(assemblyDirectory: string) {
    this.source = readStack(assemblyDirectory, 'Telephony');
  }

  /**
   * What has to be the same in every language: all of the template, logical ids, construct paths and asset hashes
   * included, but for `AWS::CDK::Metadata`, the statistics of the CDK, which name the language.
   */
  public comparableTemplate(): Template {
    const { template } = this.source;
    const resources = Object.entries(template.Resources).filter(([, { Type }]) => Type !== 'AWS::CDK::Metadata');
    return { ...template, Resources: Object.fromEntries(resources) };
  }

  /** Sorted. */
  public get resourceTypes(): readonly string[] {
    return Object.values(this.comparableTemplate().Resources).map(({ Type }) => Type).sort();
  }

  /** Directory of the handler's code in the cloud assembly. */
  public get handlerAsset(): string {
    const handlers = Object.values(this.source.template.Resources).filter(({ Properties }) => Properties?.Handler === 'index.handler');
    const key = (handlers[0]?.Properties?.Code as { S3Key?: string } | undefined)?.S3Key ?? '';
    const directory = this.source.assets.get(key);
    if (handlers.length !== 1 || !directory) {
      throw new Error(`The stack has ${handlers.length} functions with the handler index.handler, expected 1 with an asset: look at the template`);
    }
    return directory;
  }

  /** Numbers that the stack associates. */
  public get phoneNumbers(): readonly string[] {
    const declared = Object.values(this.source.template.Resources).filter(({ Type }) => Type === RESOURCE_TYPE);
    return declared.flatMap(({ Properties }) => Object.values((Properties as unknown as PhoneNumberAssociationsProperties).Associations))
      .flatMap(({ E164PhoneNumbers }) => E164PhoneNumbers);
  }
}
