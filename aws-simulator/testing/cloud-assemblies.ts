import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, AppProps, Stack } from 'aws-cdk-lib';
import { CloudAssembly, CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { sourceOf, StackSource } from '../cloudformation/template';

/** Synthesizes apps with the real CDK, each into a fresh folder, and takes all folders away in the end. */
export class CloudAssemblies {
  private readonly directory = mkdtempSync(join(tmpdir(), 'cloud-assemblies-'));
  private synthesized = 0;

  /** An app, as `cdk synth` would write it. */
  public synthesize(declare: (app: App) => void, props: AppProps = {}): CloudAssembly {
    this.synthesized += 1;
    const app = new App({ analyticsReporting: false, outdir: join(this.directory, String(this.synthesized)), ...props });
    declare(app);
    return app.synth();
  }

  /** An app with one stack. */
  public synthesizeStack(stackName: string, declare: (stack: Stack) => void, props: AppProps = {}): CloudFormationStackArtifact {
    return this.synthesize(app => declare(new Stack(app, stackName)), props).getStackByName(stackName);
  }

  public delete(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** A stack that some other process has synthesized, in this or another language. */
export function readStack(assemblyDirectory: string, stackName: string): StackSource {
  return sourceOf(new CloudAssembly(assemblyDirectory).getStackByName(stackName));
}
