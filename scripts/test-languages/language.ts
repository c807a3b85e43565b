/** How the library is used from a language. */
export interface Language {
  /** Also the name of its directory in `examples`. */
  readonly name: string;
  /** Commands without which there is nothing to test. */
  readonly toolchain: readonly string[];
  /** Installs what the example in `directory` needs: the packed library, the CDK and what else there is. */
  install(directory: string): Promise<InstalledApp>;
}

/** The example with all that it needs. */
export interface InstalledApp {
  readonly directory: string;
  /** Runs the app from any working directory, where the one in cdk.json wants the example's. */
  readonly command: string;
  /** For both commands. */
  readonly env?: NodeJS.ProcessEnv;
}
