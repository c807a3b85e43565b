/** How the library is used from a language. */
export interface Language {
  /** Also the name of its directory in `examples`. */
  readonly name: string;
  /** Commands without which there is nothing to test. */
  readonly toolchain: readonly string[];
  /**
   * A toolchain that the gate can do without: its test is skipped where it is missing, also on CI.
   *
   * @default false
   */
  readonly optional?: boolean;
  /** What a registry shows of the library: the README, with samples in the language. */
  readonly page?: RegistryPage;
  /** Lets the example in `directory` have the library as it was packed here, for lack of a published one. */
  usePackedLibrary(directory: string): void | Promise<void>;
  /** How the app is run from a working directory that is not its own. */
  command(directory: string): AppCommand;
}

export interface AppCommand {
  readonly app: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface RegistryPage {
  /** How a sample names the library in this language. */
  readonly sample: RegExp;
  /** The page as text, out of what was packed. `scratch` is an empty directory. */
  read(scratch: string): Promise<string>;
}
