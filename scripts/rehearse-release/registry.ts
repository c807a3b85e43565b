/** A registry on this machine, for the time of the rehearsal. */
export interface Registry {
  /** Publishes what was packed, with publib's command for it. */
  publish(): Promise<void>;
  /** Lets the example in `directory` ask this registry for the version that was published; gives the environment for its steps. */
  use(directory: string, version: string): NodeJS.ProcessEnv;
  close(): void;
}

/** What all registries need. */
export interface Rehearsal {
  /** A directory for everything that is installed, published and written. */
  readonly scratch: string;
  /** A clone of this repository, in which the library was packed. */
  readonly clone: string;
  /** Runs a command of publib in the clone. */
  publib(command: string, env: NodeJS.ProcessEnv): Promise<void>;
}
