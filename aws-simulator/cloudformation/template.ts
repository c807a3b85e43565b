import { resolve } from 'node:path';
import { AssetManifestArtifact, CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';

export type Properties = Readonly<Record<string, unknown>>;

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Properties;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface TemplateOutput {
  readonly Value: unknown;
  readonly Condition?: string;
  readonly Export?: { readonly Name: unknown };
}

export interface Template {
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: string }>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, TemplateOutput>>;
}

/** A template and the directories of the assets that it names. */
export interface StackSource {
  readonly template: Template;
  /** Unpacked assets, by the S3 key that the template gives to them. */
  readonly assets: ReadonlyMap<string, string>;
}

/** What `app.synth()` wrote for a stack. */
export function sourceOf(artifact: CloudFormationStackArtifact): StackSource {
  const assets = new Map<string, string>();
  for (const manifest of artifact.assembly.artifacts.filter(candidate => candidate instanceof AssetManifestArtifact)) {
    for (const { source, destinations } of Object.values(manifest.contents.files ?? {})) {
      if (!source.path) continue;
      for (const { objectKey } of Object.values(destinations)) assets.set(objectKey, resolve(artifact.assembly.directory, source.path));
    }
  }
  return { template: artifact.template as Template, assets };
}
